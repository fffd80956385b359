// A name goes on the register: the authority is told within five days.
// The regulation says days, so Saturday and Sunday count; that reading is ours.
import { type CountedDate, nthCalendarDayAfter } from '../calendar/counting.ts'
import { type CalendarDays, calendarDays, type DateText } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const newPupilReturn = {
  id: 'new-pupil-return',
  name: 'New pupil return',
  says: 'Within five days of entering a pupil on the admission register, the school sends the authority what the register holds about them.',
  source: registrationRegulations('13', 'regulation 13(1) to (3)', true),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  calendarDays: calendarDays(5),
  counted: 'the day of entry does not count',
  ourReading: 'The regulation says days. We read them as days of the calendar, so Saturday and Sunday count.',
  workedExample: 'A pupil is entered on Tuesday 10 November 2026. The return is sent by Sunday 15 November.',
} as const satisfies DutyRule & { calendarDays: CalendarDays }

/** The fifth calendar day after the day of entry. */
export function newPupilReturnDue(enteredOn: DateText): CountedDate {
  return nthCalendarDayAfter(enteredOn, newPupilReturn.calendarDays)
}

/**
 * Whether the return is owed: not for a pupil of the most junior class who starts on the first day of the school year, unless
 * the authority had asked for such returns before the day of entry (regulation 13(2) and (3)).
 */
export function isNewPupilReturnOwed(pupil: {
  readonly isInMostJuniorClass: boolean
  readonly startsOnFirstDayOfYear: boolean
  readonly enteredOn: DateText
  readonly askedOn: DateText | null
}): boolean {
  if (!pupil.isInMostJuniorClass || !pupil.startsOnFirstDayOfYear) return true
  return pupil.askedOn !== null && pupil.askedOn < pupil.enteredOn
}
