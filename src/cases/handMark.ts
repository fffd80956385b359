// What is a mark set by hand, and which codes may be chosen? A school that keeps its register on paper sets its own.
import { type AttendanceCode, attendanceCodes } from '../law/attendanceCodes.ts'
import type { Session } from './events.ts'
import type { Mark, MarkVersion, RegisterSession } from './mark.ts'

/** A session of one day. */
export interface SessionOn {
  readonly on: string
  readonly session: Session
}

/** What a session says now: a mark, plain presence in a register that is whole, or nothing. */
export type Standing =
  | { readonly kind: 'mark'; readonly mark: Mark }
  | { readonly kind: 'present'; readonly register: RegisterSession }
  | { readonly kind: 'nothing' }

// What an office writes every morning stands first, then the rest in the order of the law's tables.
const everyMorning = ['N', 'I', 'M', 'O', 'G']

/** The codes of an absence that may be chosen by hand. Presence and what no pupil gets are left out. */
export const absenceChoices: readonly AttendanceCode[] = attendanceCodes
  .filter((each) => each.class !== 'present' && each.class !== 'administrative' && each.class !== 'unknown')
  .toSorted((one, other) => placeOf(one) - placeOf(other))

function placeOf({ code }: AttendanceCode): number {
  return everyMorning.includes(code) ? everyMorning.indexOf(code) : everyMorning.length
}

/** The codes that a mark of that session may be corrected to. */
export function correctionChoices(session: Session): AttendanceCode[] {
  const otherHalf = session === 'AM' ? '\\' : '/'
  return attendanceCodes.filter(
    (each) => each.class !== 'administrative' && each.class !== 'unknown' && each.code !== otherHalf,
  )
}

/** What stands for a session. A `-` that only says that a register was closed without the pupil is nothing. */
export function standingOf(mark: Mark | undefined, register: RegisterSession | undefined): Standing {
  if (mark && mark.code !== '-') return { kind: 'mark', mark }
  if (!mark && register?.complete) return { kind: 'present', register }
  return { kind: 'nothing' }
}

/** A name for what a person has seen of a session, so that a change since shows. */
export function seenAs(standing: Standing): string {
  if (standing.kind === 'mark') return `${standing.mark.stamp} ${standing.mark.tie}`
  return standing.kind
}

/** The mark that a person sets at an instant. */
export function markByHand(
  pupilId: string,
  { on, session }: SessionOn,
  code: string,
  comment: string | null,
  by: { readonly id: string; readonly at: string },
): Mark {
  const received = { receivedAt: by.at, receivedBy: by.id }
  return {
    pupilId,
    on,
    session,
    code,
    minutesLate: null,
    comment,
    source: 'hand',
    stamp: by.at,
    tie: `${by.id}|${code}`,
    ...received,
  }
}

/** What the session said before, kept with the reason (regulation 6); null when it said nothing. */
export function versionByHand(standing: Standing, became: Mark, reason: string | null): MarkVersion | null {
  if (standing.kind === 'nothing') return null
  const { pupilId, on, session, code, receivedAt: keptAt } = became
  const kept = { pupilId, on, session, became: code, keptAt, keptBecause: 'replaced', reason } as const
  if (standing.kind === 'mark') {
    const { code, source, stamp, tie, receivedAt, receivedBy } = standing.mark
    return { ...kept, code, source, stamp, tie, receivedAt, receivedBy }
  }
  const { source, stamp, closedAt, lastHeardAt } = standing.register
  const presence = session === 'AM' ? '/' : '\\'
  const received = { receivedAt: closedAt ?? lastHeardAt, receivedBy: 'register' }
  return { ...kept, code: presence, source, stamp, tie: '', ...received }
}
