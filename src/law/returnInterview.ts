// A missing child is back: somebody independent offers to listen, within 72 hours.
// Hours by the clock: weekends, holidays and the night the clocks change count like any other.
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const returnInterview = {
  id: 'return-interview',
  name: 'Return interview',
  says: 'Within 72 hours of a missing child’s return, the authority offers and provides an interview by somebody independent.',
  source: localProcedure(
    'return interviews; see also the statutory guidance on children who run away or go missing, 2014',
  ),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'authority',
  hours: 72,
  counted: 'from the return, by the clock: nights, weekends and holidays count',
  workedExample:
    'A child is back on Saturday 24 October 2026 at 20:00. The interview is due by Tuesday 27 October at 19:00: the clocks go back in between, and 72 hours have passed.',
} as const satisfies DutyRule & { hours: number }

/** The instant the interview is due, in milliseconds since 1970: 72 hours elapsed after the return. */
export function returnInterviewDue(returnedAtMilliseconds: number): number {
  return returnedAtMilliseconds + returnInterview.hours * 3_600_000
}
