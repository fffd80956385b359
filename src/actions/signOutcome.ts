// Keeps one side's signature on what the enquiries came to.
import { signOutcome as decide, type OutcomeToSign } from '../cases/decide/signOutcome.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writeOnCase } from './writeOnCase.ts'

/** The entry made, or why not; null when the case is not there for this person. */
export function signOutcome(
  house: House,
  by: Person,
  toSign: OutcomeToSign & { readonly caseId: string; readonly seenVersion: number },
) {
  const { caseId, seenVersion, side } = toSign
  return writeOnCase(house, by, {
    caseId,
    seenVersion,
    permission: side === 'school' ? 'sign-for-school' : 'sign-for-authority',
    decide: (now) => decide(now, toSign, by.id),
  })
}
