// Writes down that the attendance return was sent.
import { sendReturn as decide, type ReturnToWrite } from '../cases/decide/sendReturn.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writeOnCase } from './writeOnCase.ts'

/** As the decision says. Null when the case is not there for this person. */
export function sendReturn(house: House, person: Person, caseId: string, sent: ReturnToWrite) {
  return writeOnCase(house, person, {
    caseId,
    permission: 'record-telling',
    seenVersion: null,
    decide: (now) => decide(now, sent, person.id),
  })
}
