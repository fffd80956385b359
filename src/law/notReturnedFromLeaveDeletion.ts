// Ground H: leave has ended and the child has not come back within ten school days.
// Counted from the end of the leave, not from its start, and half-term does not count.
import { type Counted, nthSchoolDayAfter } from '../calendar/counting.ts'
import { type DateText, dayNumber, schoolDays } from '../calendar/date.ts'
import type { SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { notReturnedFromLeaveDeletionOf2006 } from './notReturnedFromLeaveDeletionOf2006.ts'
import type { RemovalRule } from './removalRule.ts'
import { registrationRegulations } from './source.ts'

export const notReturnedFromLeaveDeletion = {
  id: 'ground-h',
  name: 'Ground H: not returned from leave',
  says: 'A name is deleted when the child has not attended within the ten school days after leave ended, the school has no reason to believe in sickness or an unavoidable cause, and school and authority have jointly tried to find out where the child is and how they are.',
  source: registrationRegulations('9', 'regulation 9(1)(h)', false),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  replaces: notReturnedFromLeaveDeletionOf2006,
  owedBy: null,
  schoolDays: schoolDays(10),
  effortsFor: 'whereabouts-and-circumstances',
  permitsFoundAndAgreed: true,
  counted: 'the first school day after the leave is day 1',
  ourReading:
    'The count alone permits nothing: people at school and authority look, decide and sign. Holidays and INSET days between do not count.',
  workedExample:
    'Leave ends on Friday 25 September 2026 and the child does not come back on Monday 28 September. Friday 9 October is the tenth school day, the first on which removal may be considered.',
} as const satisfies RemovalRule

/** The tenth school day after the last day of leave. Unknown where the calendar ends before it. */
export function tenthSchoolDay(calendar: SchoolCalendar, leaveEndedOn: DateText): Counted {
  return nthSchoolDayAfter(calendar, dayNumber(leaveEndedOn), notReturnedFromLeaveDeletion.schoolDays)
}
