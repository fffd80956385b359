// Writes down what an agency answered to a referral. Either side may: whoever the agency told.
import { answerReferral as decide, type ReferralAnswer } from '../cases/decide/answerReferral.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writeOnCase } from './writeOnCase.ts'

/** The entry made, or why not; null when the case is not there for this person. */
export function answerReferral(house: House, by: Person, caseId: string, said: ReferralAnswer) {
  return writeOnCase(house, by, {
    caseId,
    permission: 'record-referral',
    seenVersion: null,
    decide: (now) => decide(now, said, by.id),
  })
}
