// Take in leave that the school agreed: what is told with a day of return stands, what is told without waits for a person.
import { type LeaveTold, leaveThatHolds, leaveTold, spanOf, withLeaveTold } from '../cases/leaveTold.ts'
import { scopeOfSource } from '../cases/roles.ts'
import type { LeaveGrantedTold, ToldBy } from '../cases/told.ts'
import type { House } from '../house.ts'
import { findLeaveFacts, writeOfLeaveTold, writesOfLeavesStanding } from '../storage/leaveToldStore.ts'
import { listPupilsByMisId } from '../storage/pupilStore.ts'
import { type TakenIn, takeInPupil } from './takeInPupil.ts'

/** The writes of `leave.granted`, with those that make the pupil known; set aside where the number is another child’s. No mark changes: an absence that runs goes on as the register says. */
export async function takeInLeave(house: House, by: ToldBy, told: LeaveGrantedTold): Promise<TakenIn> {
  const { schoolUrn, deliveryId, receivedAt } = by
  const { misId } = told.pupil
  const scope = scopeOfSource(schoolUrn)
  const { writes, faults } = await takeInPupil(house, by, told)
  if (faults.length > 0) return { writes, faults }
  const pupil = (await listPupilsByMisId(house.database, scope, [misId]))[0]
  const known = pupil ? await findLeaveFacts(house.database, scope, pupil.id) : { words: [], kept: [] }
  const word = leaveTold(told, deliveryId)
  const { standing } = leaveThatHolds({ ...known, words: withLeaveTold(known.words, word) })
  const leaves = standing.map((each) => ({
    ...spanOf(each),
    id: house.ids.next(),
    reason: reasonOf(each),
    toldStamp: each.stamp,
  }))
  return {
    writes: [
      ...writes,
      writeOfLeaveTold(schoolUrn, misId, word, receivedAt),
      ...writesOfLeavesStanding(schoolUrn, misId, leaves, receivedAt),
    ],
    faults: [],
  }
}

function reasonOf({ code }: LeaveTold): string {
  return `Agreed by the school, code ${code}, as its MIS says.`
}
