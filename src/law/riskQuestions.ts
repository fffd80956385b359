// How worried should the school be? The questions are asked on day 1, whoever answers the telephone.
// The answers inform people and decide nothing; "unknown" is kept apart from "no".
import { type Counted, type DayRun, nthDayOf } from '../calendar/counting.ts'
import { type SchoolDays, schoolDays } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const riskQuestions = {
  id: 'risk-questions',
  name: 'Risk questions',
  says: 'On the first day of an unexplained absence, a trained person answers the risk questions about the child.',
  source: localProcedure('Part on children missing from education, day 1'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'school',
  schoolDays: schoolDays(1),
  counted: 'the first day of the absence is day 1',
  workedExample:
    'A child is first absent on Monday 12 October 2026 and nobody knows why. The questions are answered the same day. From Tuesday 13 October they are overdue.',
} as const satisfies DutyRule & { schoolDays: SchoolDays }

/** The day on which the questions are to be answered: the first day of the absence. */
export function riskQuestionsDue(absence: DayRun): Counted {
  return nthDayOf(absence, riskQuestions.schoolDays)
}
