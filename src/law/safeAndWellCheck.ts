// A missing child is back: the police see them. It is not the return interview, and neither does for the other.
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const safeAndWellCheck = {
  id: 'safe-and-well-check',
  name: 'Safe and well check',
  says: 'As soon as a missing child is back, the police see them.',
  source: localProcedure('safe and well checks'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'police',
  hours: 0,
  counted: 'from the return',
  workedExample:
    'A child is back on Saturday 24 October 2026 at 20:00. The police check is due from that moment. It does not stand in for the interview, which stays due by Tuesday 27 October at 19:00.',
} as const satisfies DutyRule & { hours: number }

/** The instant the check is due, in milliseconds since 1970: at the return, which is what as soon as possible asks. */
export function safeAndWellCheckDue(returnedAtMilliseconds: number): number {
  return returnedAtMilliseconds + safeAndWellCheck.hours * 3_600_000
}
