// Ten school days of unauthorised absence: the school sends the authority a return.
// Code U keeps this run going, though it breaks ground I’s: the child came, but after the register closed.
import { addCalendarMonths, type DateText, type SchoolDays, schoolDays } from '../calendar/date.ts'
import { attendanceReturnOf2006 } from './attendanceReturnOf2006.ts'
import type { DutyRule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const attendanceReturn = {
  id: 'attendance-return',
  name: 'Attendance return',
  says: 'When a child of compulsory school age has been away ten school days running with codes G, N, O or U, the school sends the authority a return within a month, once for each such run.',
  source: registrationRegulations('13', 'regulation 13(6) to (11), continuous absence', false),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  replaces: attendanceReturnOf2006,
  owedBy: 'school',
  schoolDays: schoolDays(10),
  calendarMonths: 1,
  counted: 'the first day of the run is day 1, and the month begins on day 10',
  ourReading:
    'School and authority may have agreed how often returns are sent. We show one month after the tenth day as the latest. A day on which the school was shut, or whose register is not known, does not count and does not end the run.',
  workedExample:
    'A child is away from Monday 12 October 2026. Friday 23 October is the tenth school day. The return is sent by Monday 23 November.',
} as const satisfies DutyRule & { schoolDays: SchoolDays; calendarMonths: number }

/** The last day for the return: one calendar month after the tenth day, or the last day of a shorter month. */
export function attendanceReturnDue(triggeredOn: DateText): DateText {
  return addCalendarMonths(triggeredOn, attendanceReturn.calendarMonths)
}

/** Whether a return sent on a day answers for the run: from its tenth day, before the next run's. */
export function answersForRun(sentOn: DateText, triggeredOn: DateText, nextTriggeredOn: DateText | null): boolean {
  return sentOn >= triggeredOn && (nextTriggeredOn === null || sentOn < nextTriggeredOn)
}
