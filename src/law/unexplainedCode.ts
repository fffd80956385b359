// Code N must not stand: within five school days it becomes the right code, or O.
// School days, not working days, and one counts from the session, so the earliest N sets the date.
import { type Counted, nthSchoolDayAfter } from '../calendar/counting.ts'
import { type DayNumber, type SchoolDays, schoolDays } from '../calendar/date.ts'
import type { SchoolCalendar } from '../calendar/schoolCalendar.ts'
import type { DutyRule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const unexplainedCode = {
  id: 'unexplained-code',
  name: 'Code N put right',
  says: 'Within five school days of a session marked N, the school finds out why the child was away and corrects the code; if it cannot, the code becomes O.',
  source: registrationRegulations('10', 'regulation 10(7) to (9)', false),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  schoolDays: schoolDays(5),
  counted: 'the day of the mark does not count',
  ourReading:
    'School days are those of the school’s own calendar. Holidays, INSET days and planned closures are not among them.',
  workedExample:
    'A session of Wednesday 21 October 2026 is marked N. It is put right by Thursday 5 November: half-term and the INSET day on Monday 2 November do not count.',
} as const satisfies DutyRule & { schoolDays: SchoolDays }

/** The fifth school day after the day of an N. Unknown where the calendar ends before it. */
export function unexplainedCodeDue(calendar: SchoolCalendar, markedOn: DayNumber): Counted {
  return nthSchoolDayAfter(calendar, markedOn, unexplainedCode.schoolDays)
}
