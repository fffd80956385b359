// What does the authority read each morning of the schools that were not heard from? Counts and schools; never a child.
import type { Silence } from './silence.ts'
import type { Team } from './team.ts'

const mostNamed = 30

export interface SilenceMessageMade {
  readonly id: string
  readonly madeAt: string
  /** The London date of the night. */
  readonly date: string
  readonly publicUrl: string
}

/** By what it is known that the authority was told of this silence: each missing register once. */
export function silenceKey({ urn, missing }: Silence): string {
  const { on, session } = missing.at(-1)!
  return `silent:${urn}:${on}:${session}`
}

/** The message of all the schools (at least one) that are silent on this morning. */
export function silenceMessage(silences: readonly Silence[], { id, madeAt, date, publicUrl }: SilenceMessageMade) {
  return {
    id,
    key: `silence:${date}`,
    madeAt,
    kind: 'schools-not-heard',
    team: 'authority' as const,
    schoolUrn: null,
    caseId: null,
    subject: headline(silences),
    body: paragraphs(silences, publicUrl).join('\n\n'),
    state: 'waiting' as const,
    because: null,
  }
}

/** The authority's message of what is due, with the same about silent schools first. Other teams' stay as they are. */
export function withSilence<Message extends { readonly team: Team; readonly body: string }>(
  message: Message,
  silences: readonly Silence[],
  publicUrl: string,
): Message {
  if (message.team !== 'authority' || silences.length === 0) return message
  return { ...message, body: [...paragraphs(silences, publicUrl), message.body].join('\n\n') }
}

function paragraphs(silences: readonly Silence[], publicUrl: string): string[] {
  const named = silences.slice(0, mostNamed).map(({ name, missing }) => `${name}: ${missingInWords(missing)}`)
  const more = silences.length - named.length
  return [
    `${headline(silences)}. ${hasThin(silences) ? 'Registers that did not come, or with few of the pupils on roll' : 'Registers that did not come'}:`,
    [...named, ...(more > 0 ? [`and ${more} more schools`] : [])].join('\n'),
    'Children may be away there whom nobody here knows of. No deadline moves: days without a register count. Ring the school.',
    `What is known, and who has looked: ${publicUrl}/schools-not-heard`,
  ]
}

function headline(silences: readonly Silence[]): string {
  const { length } = silences
  return `${length === 1 ? '1 school has' : `${length} schools have`} not been heard from${hasThin(silences) ? ' in full' : ''}`
}

function hasThin(silences: readonly Silence[]): boolean {
  return silences.some(({ missing }) => missing.some(({ thin }) => thin))
}

const plainDay = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' })

function missingInWords(missing: Silence['missing']): string {
  const day = plainDay.format(Date.parse(`${missing[0]!.on}T12:00:00Z`))
  const sessions = missing
    .map(({ session, thin }) => {
      const half = session === 'AM' ? 'morning' : 'afternoon'
      return thin ? `${half} (register of ${thin.marked}, roll of ${thin.onRoll})` : half
    })
    .join(' and ')
  return `${day}, ${sessions}`
}
