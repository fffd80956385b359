// Writes down leave of absence, while the writer still holds the role.
import { recordLeave as decide, type LeaveToWrite } from '../cases/decide/recordLeave.ts'
import type { Pupil } from '../cases/pupil.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, rolesWith, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import { writeOfLeave } from '../storage/leaveStore.ts'
import { findPupilRecord, listCompleteSessions, listMarksWithVersions } from '../storage/pupilPageStore.ts'
import { roleGuard } from '../storage/roleGuard.ts'

const momentMilliseconds = 60_000
const mostTries = 3

/** The leave is kept, or why not. The very same written down twice within a minute is kept once. Null when the pupil is not there for this person. */
export async function recordLeave(
  house: House,
  by: Person,
  pupilId: string,
  leave: LeaveToWrite,
): Promise<{ readonly accepted: LeaveToWrite } | { readonly refused: Refusal } | null> {
  for (let tries = 1; ; tries += 1) {
    const written = await writeOnce(house, by, pupilId, leave)
    // Somebody wrote at the same moment: it may be this very leave, by a second press.
    if (written !== 'overtaken') return written
    if (tries === mostTries) return refused('leave-overlaps')
  }
}

async function writeOnce(house: House, by: Person, pupilId: string, leave: LeaveToWrite) {
  const at = house.clock.now()
  const record = await findPupilRecord(house.database, scopeOf(by, 'record-leave'), pupilId)
  if (!record) return null
  const { leaves, pupil } = record
  const isRepeated = leaves.some(
    ({ firstOn, lastOn, reason, recordedAt, recordedByName }) =>
      firstOn === leave.firstOn &&
      lastOn === leave.lastOn &&
      reason === leave.reason &&
      recordedByName === by.name &&
      Math.abs(Date.parse(at) - Date.parse(recordedAt)) <= momentMilliseconds,
  )
  if (isRepeated) return { accepted: leave }
  const register = await registerSince(house, by, pupil, leave.firstOn)
  const decision = decide(leave, { leaves, onRoll: pupil, register })
  if ('refused' in decision) return decision
  try {
    await house.database.commit([
      roleGuard(by.id, rolesWith('record-leave'), pupil.schoolUrn),
      writeOfLeave({ ...leave, id: house.ids.next(), pupilId, recordedAt: at, recordedBy: by.id }),
    ])
    return decision
  } catch (cause) {
    const clash = clashOf(cause)
    if (clash?.kind !== 'broken-rule') throw cause
    if (clash.rule === 'settings.value') return refused('role-lost')
    if (clash.rule === 'leaves.first_on') return 'overtaken' as const
    throw cause
  }
}

async function registerSince({ database }: House, by: Person, { id, schoolUrn }: Pupil, from: string) {
  const scope = scopeOf(by, 'record-leave')
  const [{ marks }, completeSessions] = await Promise.all([
    listMarksWithVersions(database, scope, id, from),
    listCompleteSessions(database, scope, schoolUrn, from),
  ])
  return { marks, completeSessions }
}
