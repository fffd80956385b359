// Writes down where the child is; the case closes in the same commit when nothing is left to do.
import { findChild as decide, type Finding } from '../cases/decide/findChild.ts'
import { refused } from '../cases/refusals.ts'
import type { Person } from '../cases/roles.ts'
import { sidesWith } from '../cases/sides.ts'
import type { House } from '../house.ts'
import { writeOnCase } from './writeOnCase.ts'

/** As the decision says, for a case its writer has seen at `seenVersion`. Null when the case is not there for this person. */
export function findChild(house: House, person: Person, caseId: string, seenVersion: number, finding: Finding) {
  return writeOnCase(house, person, {
    caseId,
    permission: 'record-finding',
    seenVersion,
    decide: (now) => {
      const side = sidesWith(person, 'record-finding', now.summary.schoolUrn)[0]
      return side ? decide(now, finding, side) : refused('role-lost')
    },
  })
}
