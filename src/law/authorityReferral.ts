// The school hands the case to the authority. The authority chooses on which school day.
import { type Counted, type DayRun, nthDayOf } from '../calendar/counting.ts'
import type { SchoolDays } from '../calendar/date.ts'
import type { PolicyNumber } from './localPolicy.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const authorityReferral = {
  id: 'authority-referral',
  name: 'Referral to the authority',
  says: 'On school day 10 of an unexplained absence (or the day the authority has chosen), the school refers the case to the authority.',
  source: localProcedure('Part on children missing from education, referral'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'school',
  policyNumber: 'referOnSchoolDay',
  counted: 'the first day of the absence is day 1',
  workedExample:
    'A child is first absent on Monday 12 October 2026. Friday 23 October is school day 10, and the case is referred.',
} as const satisfies DutyRule & { policyNumber: PolicyNumber }

/** The school day of the absence on which the case is referred. */
export function authorityReferralDue(absence: DayRun, referOnSchoolDay: SchoolDays): Counted {
  return nthDayOf(absence, referOnSchoolDay)
}
