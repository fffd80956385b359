// Which days stand between the count and a decision because nobody has seen their register? Stricter than the count itself.
import { type DateText, dayNumber } from '../calendar/date.ts'
import { indexOnOrAfter, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { notReturnedFromLeaveDeletion } from '../law/notReturnedFromLeaveDeletion.ts'
import { whereaboutsUnknownDeletion } from '../law/whereaboutsUnknownDeletion.ts'
import type { ClockAnswer, RemovalCondition, RemovalStatus } from './clock/clockTypes.ts'
import type { KeptMark, SilentSessions } from './clock/marksForClock.ts'

/** What is known of the registers of one child. */
export interface RegisterSeen {
  readonly marks: readonly KeptMark[]
  readonly silent: SilentSessions
}

/** Those of some days, in order, on which a session has no known register: marked -, or no mark and no complete register. */
export function daysUnseen(days: readonly DateText[], { marks, silent }: RegisterSeen): readonly DateText[] {
  const marked = new Set(marks.map(({ on, session }) => on + session))
  const unseen = new Set([
    ...marks.filter(({ code }) => code === '-').map(({ on }) => on),
    ...silent.filter(({ on, session }) => !marked.has(on + session)).map(({ on }) => on),
  ])
  return days.filter((on) => unseen.has(on))
}

/**
 * Ground H when its ten days are reached (regulation 9(1)(h), School Attendance (Pupil Registration) (England)
 * Regulations 2024): silence is not absence, so with a register missing on one of them a person looks first.
 */
export function groundHStatus({ removal: { groundH } }: ClockAnswer, seen: RegisterSeen): RemovalStatus {
  const isReached = groundH.conditions.some(({ id, met }) => id === 'ten-school-days' && met === true)
  return isReached && unseenAfterLeave(groundH.working?.counted ?? [], seen).length > 0
    ? 'needs-review'
    : groundH.status
}

/** The days without a known register among the ten after leave. */
export function unseenAfterLeave(counted: readonly DateText[], seen: RegisterSeen): readonly DateText[] {
  return daysUnseen(counted.slice(0, notReturnedFromLeaveDeletion.schoolDays), seen)
}

/**
 * Ground I: missing registers ask for a look only when with them the absence itself could have come to twenty days.
 * `today` is London’s date. Silence from before the absence would make every fourth day a twentieth.
 */
export function groundIStatus(
  { removal: { groundI }, absence }: ClockAnswer,
  calendar: SchoolCalendar,
  today: DateText,
): RemovalStatus {
  if (groundI.status !== 'needs-review' || absence === null) return groundI.status
  const days = indexOnOrAfter(calendar, dayNumber(today) + 1) - indexOnOrAfter(calendar, dayNumber(absence.firstOn))
  return days >= whereaboutsUnknownDeletion.schoolDays ? 'needs-review' : 'not-met'
}

/** The condition of the codes while the run is too short: what stands before its first day says nothing against the run. */
export function codesSoFar(condition: RemovalCondition, runFirstOn: DateText | null, schoolDays: number) {
  if (condition.met !== false || runFirstOn === null || schoolDays >= whereaboutsUnknownDeletion.schoolDays) {
    return condition
  }
  return { ...condition, met: null, because: `Nothing else since ${runFirstOn}. Before: ${condition.because}` }
}
