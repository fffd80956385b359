// Writes down that somebody was told; where the authority is told, the case opens and its message goes in the same commit.
import { caseMessage } from '../cases/caseMessage.ts'
import { tell as decide, messageWith, type TellingToWrite } from '../cases/decide/tell.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writesOfMessages } from '../storage/messageStore.ts'
import { writeOnCase } from './writeOnCase.ts'

/** As the decision says. Null when the case is not there for this person. */
export function tell(house: House, person: Person, caseId: string, telling: TellingToWrite) {
  const messageId = house.ids.next()
  return writeOnCase(house, person, {
    caseId,
    permission: 'record-telling',
    seenVersion: null,
    decide: (now) => decide(now, telling, { by: person.id, messageId }),
    besides: (now, _, version) => {
      const kind = messageWith(now, telling.whom)
      if (kind === null) return []
      const about = {
        id: messageId,
        madeAt: now.asOf,
        caseId,
        schoolUrn: now.summary.schoolUrn,
        schoolName: now.schoolName,
        schoolDay: now.answer?.absence?.schoolDays ?? null,
        version,
        isHeld: false,
        publicUrl: house.publicUrl,
      }
      return writesOfMessages([caseMessage(kind, about)])
    },
  })
}
