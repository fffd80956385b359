// A child is to start on a day agreed and does not come: when does the school begin to look?
// The name is on the register from that day whether or not the child appears, so the first day not come to is day 1 of an absence.
import { type Counted, nthSchoolDayAfter } from '../calendar/counting.ts'
import { type DateText, dayNumber, type SchoolDays, schoolDays } from '../calendar/date.ts'
import type { SchoolCalendar } from '../calendar/schoolCalendar.ts'
import type { Rule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const expectedStarter = {
  id: 'expected-starter',
  name: 'Expected to start',
  says: 'A pupil’s name is on the admission register from the day agreed for them to start, whether or not they come. One who does not come is absent from that day and is followed up like any other.',
  source: registrationRegulations('8', 'regulation 8', false),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  schoolDays: schoolDays(3),
  counted: 'the day agreed, or the first school day after it, is day 1',
  ourReading:
    'The absence is opened when a register of the first day is whole without the child. Where no register arrives it is opened on the third school day, so that silence never hides a child. The three days are ours.',
  workedExample:
    'A child is to start on Monday 12 October 2026 and the morning register is whole without them: an absence is opened from that day. Where no register arrives it is opened on Wednesday 14 October. For one who is to start on Saturday 24 October, before the half-term break, the first day is Tuesday 3 November.',
} as const satisfies Rule & { schoolDays: SchoolDays }

/** The first school day on which the child is looked for, and the one by which an absence is opened without any register. */
export function expectedStarterDays(
  calendar: SchoolCalendar,
  agreedOn: DateText,
): { readonly first: Counted; readonly openedBy: Counted } {
  const before = (dayNumber(agreedOn) - 1) as typeof calendar.firstDay
  return {
    first: nthSchoolDayAfter(calendar, before, schoolDays(1)),
    openedBy: nthSchoolDayAfter(calendar, before, expectedStarter.schoolDays),
  }
}
