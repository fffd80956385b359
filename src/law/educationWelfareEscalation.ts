// The third school day: the Education Welfare Service is told.
// No law knows a third day. It is a local rule, and the authority may choose another number.
import { type Counted, type DayRun, nthDayOf } from '../calendar/counting.ts'
import type { SchoolDays } from '../calendar/date.ts'
import { exampleSchoolDay } from './exampleAbsence.ts'
import { shippedPolicies } from './localPolicy.ts'
import type { LocalRule, RuleWords } from './rule.ts'
import { localProcedure } from './source.ts'

function wordsWith(number: number): RuleWords {
  // Who is back on the second day was away on the first, which is as long as a number of 1 asks for.
  const isOwedAtOnce = number === 1
  return {
    says: `On school day ${number} of an unexplained absence (the authority chooses the day), the school tells the Education Welfare Service.`,
    workedExample: `A child is first absent on Monday 12 October 2026. ${exampleSchoolDay(number)} is school day ${number}, and the service is told.${isOwedAtOnce ? '' : ` For a child who is back on ${exampleSchoolDay(2)} nothing is owed.`}`,
  }
}

export const educationWelfareEscalation = {
  ...wordsWith(shippedPolicies[0].numbers.escalateOnSchoolDay),
  id: 'education-welfare-escalation',
  name: 'Education Welfare Service told',
  source: localProcedure('Part on children missing from education, not resolved within 3 days'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'school',
  policyNumber: 'escalateOnSchoolDay',
  counted: 'the first day of the absence is day 1',
  wordsWith,
} as const satisfies LocalRule

/** The school day of the absence on which the service is told. */
export function educationWelfareEscalationDue(absence: DayRun, escalateOnSchoolDay: SchoolDays): Counted {
  return nthDayOf(absence, escalateOnSchoolDay)
}
