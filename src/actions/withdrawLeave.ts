// Takes leave of absence back: it counts no more. Whoever took it back, and when, stays on record.
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, rolesWith, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import { writeOfLeaveWithdrawal } from '../storage/leaveStore.ts'
import { findPupilRecord } from '../storage/pupilPageStore.ts'
import { roleGuard } from '../storage/roleGuard.ts'

/** The id of the leave that counts no more, which may have been so already; or why not. Null when the pupil is not there for this person. */
export async function withdrawLeave(
  house: House,
  by: Person,
  pupilId: string,
  leaveId: string,
): Promise<{ readonly accepted: string } | { readonly refused: Refusal } | null> {
  const scope = scopeOf(by, 'record-leave')
  const record = await findPupilRecord(house.database, scope, pupilId)
  if (!record) return null
  if (!record.leaves.some(({ id }) => id === leaveId)) return { accepted: leaveId }
  try {
    await house.database.commit([
      roleGuard(by.id, rolesWith('record-leave'), record.pupil.schoolUrn),
      writeOfLeaveWithdrawal(scope, leaveId, house.clock.now(), by.id),
    ])
    return { accepted: leaveId }
  } catch (cause) {
    const clash = clashOf(cause)
    if (clash?.kind === 'broken-rule' && clash.rule === 'settings.value') return refused('role-lost')
    throw cause
  }
}
