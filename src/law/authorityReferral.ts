// The school hands the case to the authority. The authority chooses on which school day.
import { type Counted, type DayRun, nthDayOf } from '../calendar/counting.ts'
import type { SchoolDays } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const authorityReferral = {
  id: 'authority-referral',
  says: 'On school day 10 of an unexplained absence (or the day the authority has chosen), the school refers the case to the authority.',
  source: localProcedure('Part on children missing from education, referral'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'school',
} as const satisfies DutyRule

/** The school day of the absence on which the case is referred. */
export function authorityReferralDue(absence: DayRun, referOnSchoolDay: SchoolDays): Counted {
  return nthDayOf(absence, referOnSchoolDay)
}
