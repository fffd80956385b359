// Writes down who acknowledged a referral. Either side may: whoever the agency rang back.
import { acknowledgeReferral as decide, type ReferralAcknowledgement } from '../cases/decide/acknowledgeReferral.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writeOnCase } from './writeOnCase.ts'

/** The entry made, or why not; null when the case is not there for this person. */
export function acknowledgeReferral(house: House, by: Person, caseId: string, said: ReferralAcknowledgement) {
  return writeOnCase(house, by, {
    caseId,
    permission: 'record-referral',
    seenVersion: null,
    decide: (now) => decide(now, said, by.id),
  })
}
