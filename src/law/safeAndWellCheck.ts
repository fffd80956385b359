// A missing child is back: the police see them. It is not the return interview, and neither does for the other.
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const safeAndWellCheck = {
  id: 'safe-and-well-check',
  says: 'As soon as a missing child is back, the police see them.',
  source: localProcedure('safe and well checks'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'police',
} as const satisfies DutyRule

/** The instant the check is due, in milliseconds since 1970: at the return, which is what as soon as possible asks. */
export function safeAndWellCheckDue(returnedAtMilliseconds: number): number {
  return returnedAtMilliseconds
}
