// Keeps the risk answers as they were known, shown and answered, and opens the case when they ask for it, in one commit.
import { answerRisk as decide, type RiskToAnswer } from '../cases/decide/answerRisk.ts'
import type { Refusal } from '../cases/refusals.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import type { EntryMade } from './addToAbsences.ts'
import { writeOnCase } from './writeOnCase.ts'

/** The last entry made, or why not; null when the case is not there for this person. */
export async function answerRisk(
  house: House,
  by: Person,
  input: RiskToAnswer & { readonly caseId: string; readonly seenVersion: number },
): Promise<{ readonly accepted: EntryMade } | { readonly refused: Refusal } | null> {
  const { caseId, seenVersion } = input
  return writeOnCase(house, by, {
    caseId,
    permission: 'answer-risk',
    seenVersion,
    decide: (now) => decide(now, input),
  })
}
