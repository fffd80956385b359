// Writes down that a professional saw the child.
import { seeChild as decide, type SightingToWrite } from '../cases/decide/seeChild.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writeOnCase } from './writeOnCase.ts'

/** As the decision says. Null when the case is not there for this person. */
export function seeChild(house: House, person: Person, caseId: string, seen: SightingToWrite) {
  return writeOnCase(house, person, {
    caseId,
    permission: 'record-telling',
    seenVersion: null,
    decide: (now) => decide(now, seen, person.id),
  })
}
