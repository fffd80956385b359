// Writes down one enquiry of one side.

import type { Side } from '../cases/caseWork.ts'
import { type CheckToLog, logCheck as decide } from '../cases/decide/logCheck.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writeOnCase } from './writeOnCase.ts'

/** The entry made, or why not; null when the case is not there for this person. `side`: whose line it is. */
export function logCheck(house: House, by: Person, caseId: string, side: Side, check: CheckToLog) {
  return writeOnCase(house, by, {
    caseId,
    permission: side === 'school' ? 'log-school-check' : 'log-authority-check',
    seenVersion: null,
    decide: (now) => decide(now, check, by.id),
  })
}
