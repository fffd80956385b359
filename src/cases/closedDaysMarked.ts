// Does the register say that the child was there, or why not, on a day that the calendar says was closed? Then one of the two is wrong.
import { type DateText, dayNumber } from '../calendar/date.ts'
import { isCovered } from '../calendar/schoolCalendar.ts'
import { schoolDayOn } from '../calendar/schoolDay.ts'
import type { CaseNow } from './caseNow.ts'
import type { Session } from './events.ts'

/** One such session: what the register says, and why the calendar says that there was none. */
export interface ClosedDayMarked {
  readonly on: DateText
  readonly session: Session
  readonly code: string
  readonly closedBecause: string
}

/** The registers of one child, and the calendar of the year group. */
export type RegistersOfChild = Pick<CaseNow, 'school' | 'marks' | 'today'> & {
  readonly completeSessions: readonly { readonly on: DateText; readonly session: Session }[]
  readonly pupil: Pick<CaseNow['pupil'], 'firstKnownOn' | 'enteredOn' | 'leftOn'>
}

// G, N and O would only make the absence longer; # and - say nothing of the child.
const sayNothingAgainst: ReadonlySet<string> = new Set(['G', 'N', 'O', '#', '-'])

/**
 * The sessions of weekdays without school by the calendar, from a day to today, on which the register has another code than
 * G, N or O, or is complete and has no mark of the child, which is presence. In order.
 */
export function closedDaysMarked(now: RegistersOfChild, from: DateText): readonly ClosedDayMarked[] {
  const { school, marks, completeSessions, pupil, today } = now
  if (school === null) return []
  const marked = new Set(marks.map(({ on, session }) => on + session))
  const isOnRoll = (on: DateText) =>
    on >= pupil.firstKnownOn && (pupil.enteredOn === null || on >= pupil.enteredOn) && (pupil.leftOn ?? today) >= on
  const said = [
    ...marks.filter(({ code }) => !sayNothingAgainst.has(code)),
    ...completeSessions
      .filter(({ on, session }) => !marked.has(on + session) && isOnRoll(on))
      .map(({ on, session }) => ({ on, session, code: 'present' })),
  ]
  return said
    .filter(({ on }) => on >= from && on <= today && isCovered(school, dayNumber(on)))
    .flatMap(({ on, session, code }) => {
      const day = schoolDayOn(school, on)
      return day.answer === 'no' && day.because !== 'weekend' ? [{ on, session, code, closedBecause: day.because }] : []
    })
    .sort((one, other) => (one.on + one.session < other.on + other.session ? -1 : 1))
}
