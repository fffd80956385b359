// Opens one absence for the authority by hand.
import { openCase as decide } from '../cases/decide/openCase.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writeOnCase } from './writeOnCase.ts'

/** As the decision says; `seenVersion`: what the person had before them. Null when the case is not there for them. */
export function openCase(
  house: House,
  person: Person,
  opening: { readonly caseId: string; readonly seenVersion: number; readonly reason: string },
) {
  const { caseId, seenVersion, reason } = opening
  return writeOnCase(house, person, {
    caseId,
    permission: 'open-case',
    seenVersion,
    decide: (now) => decide(now, reason),
  })
}
