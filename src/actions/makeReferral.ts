// Writes down a referral for the writer's own side: one entry for each agency, all in one commit.
import { makeReferral as decide, type ReferralInput } from '../cases/decide/makeReferral.ts'
import type { Person } from '../cases/roles.ts'
import { sidesWith } from '../cases/sides.ts'
import type { House } from '../house.ts'
import { writeOnCase } from './writeOnCase.ts'

/** The last entry made, or why not; null when the case is not there for this person. */
export function makeReferral(house: House, by: Person, caseId: string, referral: ReferralInput) {
  return writeOnCase(house, by, {
    caseId,
    permission: 'record-referral',
    seenVersion: null,
    decide: (now) => {
      const side = sidesWith(by, 'record-referral', now.summary.schoolUrn)[0] ?? 'authority'
      return decide(now, { side, ...referral }, by.id)
    },
  })
}
