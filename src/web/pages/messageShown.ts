// What became of the message behind an entry or a duty, in words, with a way to it for who may read messages?
import type { RecordedEvent } from '../../cases/attempts.ts'
import type { Telling } from '../../cases/caseWork.ts'
import { type MessageBehind, notSetUp, onlyShown } from '../../cases/messageBehind.ts'
import { assertNever } from '../../cases/refusals.ts'
import type { CaseSummary } from '../../cases/replay.ts'
import { may, type Person } from '../../cases/roles.ts'
import type { Paths } from '../paths.ts'
import { inWords } from './inWords.ts'

export interface MessageShown {
  readonly text: string
  /** Null for a reader who sees no messages. */
  readonly href: string | null
}

interface ReaderOfMessages {
  readonly person: Person
  readonly paths: Paths
  readonly schoolUrn: string
}

/** The state of the message behind this entry; null without one. */
export function messageShown(
  { message }: Pick<RecordedEvent, 'message'>,
  { person, paths, schoolUrn }: ReaderOfMessages,
): MessageShown | null {
  if (!message) return null
  return { text: textOf(message), href: may(person, 'see-messages', schoolUrn) ? paths.message(message.id) : null }
}

const toldBy: Readonly<Record<string, Telling>> = {
  'cme-officer-told': 'cme-officer',
  'education-welfare-escalation': 'education-welfare',
  'authority-referral': 'authority',
}

/**
 * The entry of this absence that a duty to tell somebody rests on: the newest that stands, or else the newest that was to
 * tell them and did not. Undefined for other duties, and where nothing was written down.
 */
export function tellingOfDuty(
  rule: string,
  { summary, events }: { readonly summary: CaseSummary; readonly events: readonly RecordedEvent[] },
): RecordedEvent | undefined {
  const standing = new Set(summary.standing.map(({ version }) => version))
  const ofDuty = events.filter(
    (event) =>
      (event.what === 'told' || event.what === 'telling-held') &&
      event.details.whom !== undefined &&
      event.details.whom === toldBy[rule] &&
      event.details.on >= summary.beganOn,
  )
  return ofDuty.findLast(({ version }) => standing.has(version)) ?? ofDuty.at(-1)
}

function textOf({ state, because, sentAt }: MessageBehind): string {
  switch (state) {
    case 'waiting':
      if (because === notSetUp) return 'Message not sent: GOV.UK Notify is not set up'
      if (because === onlyShown) return 'Message not sent: this is a demonstration'
      return because === null ? 'Message waiting to be sent' : `Message waiting: ${withinSentence(because)}`
    case 'sending':
      return 'Message being sent'
    case 'sent':
      return `Message sent ${inWords.dayAndTime(sentAt ?? '')}`
    case 'failed':
      return 'Message not sent yet: it is tried again by itself'
    case 'dead':
      return 'Message not sent: given up. Tell them another way'
    case 'held':
      return 'Message held until a person has looked'
    case 'withdrawn':
      return `Message withdrawn: ${withinSentence(because ?? '')}`
    default:
      return assertNever(state)
  }
}

// 'No address is known for the service.' goes on after a colon.
function withinSentence(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`
}
