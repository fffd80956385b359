// Somebody goes to the house. The authority chooses by which school day.
import { type Counted, type DayRun, nthDayOf } from '../calendar/counting.ts'
import type { SchoolDays } from '../calendar/date.ts'
import { exampleSchoolDay } from './exampleAbsence.ts'
import { shippedPolicies } from './localPolicy.ts'
import type { LocalRule, RuleWords } from './rule.ts'
import { localProcedure } from './source.ts'

function wordsWith(number: number): RuleWords {
  return {
    says: `By school day ${number} of an unexplained absence (the authority chooses the day), somebody has visited the home.`,
    workedExample: `A child is first absent on Monday 12 October 2026. ${exampleSchoolDay(number)} is school day ${number}: by then somebody has visited the home.`,
  }
}

export const homeVisit = {
  ...wordsWith(shippedPolicies[0].numbers.visitBySchoolDay),
  id: 'home-visit',
  name: 'Home visit',
  source: localProcedure('Part on children missing from education, reasonable enquiries'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'school',
  policyNumber: 'visitBySchoolDay',
  counted: 'the first day of the absence is day 1',
  wordsWith,
} as const satisfies LocalRule

/** The school day of the absence by which the home is visited. */
export function homeVisitDue(absence: DayRun, visitBySchoolDay: SchoolDays): Counted {
  return nthDayOf(absence, visitBySchoolDay)
}
