// Carries out the head's decision: the event, the return to the authority and the end of the time on roll, in one commit.
import { caseMessage } from '../cases/caseMessage.ts'
import { decideRemoval as decide, type RemovalToDecide } from '../cases/decide/decideRemoval.ts'
import type { Person } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { writesOfMessages } from '../storage/messageStore.ts'
import { writeOfLeaving } from '../storage/pupilStore.ts'
import { writeOnCase } from './writeOnCase.ts'

/** The entry made, or why not; null when the case is not there for this person. */
export function decideRemoval(
  house: House,
  by: Person,
  toDecide: Omit<RemovalToDecide, 'returnMessageId'> & { readonly caseId: string; readonly seenVersion: number },
) {
  const { caseId, seenVersion } = toDecide
  const returnMessageId = house.ids.next()
  return writeOnCase(house, by, {
    caseId,
    seenVersion,
    permission: 'decide-removal',
    decide: (now) => decide(now, { ...toDecide, returnMessageId }, by.id),
    besides: (now, _, version) => {
      const { schoolUrn } = now.summary
      const schoolDay = now.answer?.absence?.schoolDays ?? 0
      const about = { id: returnMessageId, madeAt: now.asOf, caseId, schoolUrn, schoolName: now.schoolName, schoolDay }
      const message = caseMessage('deletion-return', { ...about, version, isHeld: false, publicUrl: house.publicUrl })
      return [...writesOfMessages([message]), writeOfLeaving(now.pupil.id, now.today, now.asOf)]
    },
  })
}
