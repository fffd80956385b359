// Keeps the school's signature on sickness or unavoidable cause.
import { signSickness as decide, type SicknessToSign } from '../cases/decide/signSickness.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writeOnCase } from './writeOnCase.ts'

/** The entry made, or why not; null when the case is not there for this person. */
export function signSickness(
  house: House,
  by: Person,
  toSign: SicknessToSign & { readonly caseId: string; readonly seenVersion: number },
) {
  const { caseId, seenVersion } = toSign
  return writeOnCase(house, by, {
    caseId,
    seenVersion,
    permission: 'sign-for-school',
    decide: (now) => decide(now, toSign, by.id),
  })
}
