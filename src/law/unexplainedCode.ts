// Code N must not stand: within five school days it becomes the right code, or O.
// School days, not working days, and one counts from the session, so the earliest N sets the date.
import { type Counted, nthSchoolDayAfter } from '../calendar/counting.ts'
import { type DayNumber, type SchoolDays, schoolDays } from '../calendar/date.ts'
import type { SchoolCalendar } from '../calendar/schoolCalendar.ts'
import type { DutyRule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const unexplainedCode = {
  id: 'unexplained-code',
  says: 'Within five school days of a session marked N, the school finds out why the child was away and corrects the code; if it cannot, the code becomes O.',
  source: registrationRegulations('10', 'regulation 10(7) to (9)', false),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  schoolDays: schoolDays(5),
} as const satisfies DutyRule & { schoolDays: SchoolDays }

/** The fifth school day after the day of an N. Unknown where the calendar ends before it. */
export function unexplainedCodeDue(calendar: SchoolCalendar, markedOn: DayNumber): Counted {
  return nthSchoolDayAfter(calendar, markedOn, unexplainedCode.schoolDays)
}
