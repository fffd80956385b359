// Keeps one side's signature that its enquiries were made.
import { signEnquiries as decide, type EnquiriesToSign } from '../cases/decide/signEnquiries.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writeOnCase } from './writeOnCase.ts'

/** The entry made, or why not; null when the case is not there for this person. */
export function signEnquiries(
  house: House,
  by: Person,
  toSign: EnquiriesToSign & { readonly caseId: string; readonly seenVersion: number },
) {
  const { caseId, seenVersion, side } = toSign
  return writeOnCase(house, by, {
    caseId,
    seenVersion,
    permission: side === 'school' ? 'sign-for-school' : 'sign-for-authority',
    decide: (now) => decide(now, toSign, by.id),
  })
}
