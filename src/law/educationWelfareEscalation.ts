// The third school day: the Education Welfare Service is told.
// No law knows a third day. It is a local rule, and the authority may choose another number.
import { type Counted, type DayRun, nthDayOf } from '../calendar/counting.ts'
import type { SchoolDays } from '../calendar/date.ts'
import type { PolicyNumber } from './localPolicy.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const educationWelfareEscalation = {
  id: 'education-welfare-escalation',
  name: 'Education Welfare Service told',
  says: 'On school day 3 of an unexplained absence (or the day the authority has chosen), the school tells the Education Welfare Service.',
  source: localProcedure('Part on children missing from education, not resolved within 3 days'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'school',
  policyNumber: 'escalateOnSchoolDay',
  counted: 'the first day of the absence is day 1',
  workedExample:
    'A child is first absent on Monday 12 October 2026. Wednesday 14 October is school day 3, and the service is told. For a child who is back on Tuesday 13 October nothing is owed.',
} as const satisfies DutyRule & { policyNumber: PolicyNumber }

/** The school day of the absence on which the service is told. */
export function educationWelfareEscalationDue(absence: DayRun, escalateOnSchoolDay: SchoolDays): Counted {
  return nthDayOf(absence, escalateOnSchoolDay)
}
