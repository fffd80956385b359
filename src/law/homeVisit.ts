// Somebody goes to the house. The authority chooses by which school day.
import { type Counted, type DayRun, nthDayOf } from '../calendar/counting.ts'
import type { SchoolDays } from '../calendar/date.ts'
import type { PolicyNumber } from './localPolicy.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const homeVisit = {
  id: 'home-visit',
  name: 'Home visit',
  says: 'By school day 5 of an unexplained absence (or the day the authority has chosen), somebody has visited the home.',
  source: localProcedure('Part on children missing from education, reasonable enquiries'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'school',
  policyNumber: 'visitBySchoolDay',
  counted: 'the first day of the absence is day 1',
  workedExample:
    'A child is first absent on Monday 12 October 2026. Friday 16 October is school day 5: by then somebody has visited the home.',
} as const satisfies DutyRule & { policyNumber: PolicyNumber }

/** The school day of the absence by which the home is visited. */
export function homeVisitDue(absence: DayRun, visitBySchoolDay: SchoolDays): Counted {
  return nthDayOf(absence, visitBySchoolDay)
}
