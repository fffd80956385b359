// Writes down that the pupil’s record was sent on.
import { sendRecord as decide, type RecordToWrite } from '../cases/decide/sendRecord.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writeOnCase } from './writeOnCase.ts'

/** As the decision says. Null when the case is not there for this person. */
export function sendRecord(house: House, person: Person, caseId: string, sent: RecordToWrite) {
  return writeOnCase(house, person, {
    caseId,
    permission: 'record-telling',
    seenVersion: null,
    decide: (now) => decide(now, sent, person.id),
  })
}
