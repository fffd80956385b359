// A child is away and the register does not say why: who must be asked, and when?
// The call is owed as soon as one session is N or O, though the afternoon may still bring the child.
import { type Counted, type DayRun, nthDayOf } from '../calendar/counting.ts'
import { type SchoolDays, schoolDays } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { attendanceGuidance } from './source.ts'

export const firstDayContact = {
  id: 'first-day-contact',
  name: 'First-day contact',
  says: 'On the first day of an absence that nobody has explained, the school contacts a parent to find out why the child is away and where they are.',
  source: attendanceGuidance('expectations of schools, first-day contact'),
  kind: 'should',
  standing: 'statutory-guidance',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  schoolDays: schoolDays(1),
  counted: 'the first day of the absence is day 1',
  workedExample:
    'The morning register of Monday 12 October 2026 says N for a child. A parent is contacted the same day.',
} as const satisfies DutyRule & { schoolDays: SchoolDays }

/** The day on which the call is owed: the first day of the absence. */
export function firstDayContactDue(absence: DayRun): Counted {
  return nthDayOf(absence, firstDayContact.schoolDays)
}
