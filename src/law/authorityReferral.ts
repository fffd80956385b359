// The school hands the case to the authority. The authority chooses on which school day.
import { type Counted, type DayRun, nthDayOf } from '../calendar/counting.ts'
import type { SchoolDays } from '../calendar/date.ts'
import { exampleSchoolDay } from './exampleAbsence.ts'
import { shippedPolicies } from './localPolicy.ts'
import type { LocalRule, RuleWords } from './rule.ts'
import { localProcedure } from './source.ts'

function wordsWith(number: number): RuleWords {
  return {
    says: `On school day ${number} of an unexplained absence (the authority chooses the day), the school refers the case to the authority.`,
    workedExample: `A child is first absent on Monday 12 October 2026. ${exampleSchoolDay(number)} is school day ${number}, and the case is referred.`,
  }
}

export const authorityReferral = {
  ...wordsWith(shippedPolicies[0].numbers.referOnSchoolDay),
  id: 'authority-referral',
  name: 'Referral to the authority',
  source: localProcedure('Part on children missing from education, referral'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'school',
  policyNumber: 'referOnSchoolDay',
  counted: 'the first day of the absence is day 1',
  wordsWith,
} as const satisfies LocalRule

/** The school day of the absence on which the case is referred. */
export function authorityReferralDue(absence: DayRun, referOnSchoolDay: SchoolDays): Counted {
  return nthDayOf(absence, referOnSchoolDay)
}
