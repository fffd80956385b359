// A child left and nobody knows where to: opens a case for the authority, the one that runs or a new one.

import type { CaseHappening } from '../cases/events.ts'
import { isSeen } from '../cases/plainText.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, rolesWith, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { listCasesToFollow, newCase, writesOf } from '../storage/caseStore.ts'
import { clashOf } from '../storage/clashes.ts'
import { findPupilRecord } from '../storage/pupilPageStore.ts'
import { roleGuard } from '../storage/roleGuard.ts'

/**
 * The case now open, or why not; null when the pupil is not there for this person. A new case begins on the day the child
 * left. A case that is open for the authority already is the answer itself.
 */
export async function openLeavingCase(
  house: House,
  by: Person,
  pupilId: string,
  reason: string,
): Promise<{ readonly accepted: string } | { readonly refused: Refusal } | null> {
  const { database } = house
  const scope = scopeOf(by, 'open-case')
  const found = await findPupilRecord(database, scope, pupilId)
  if (!found) return null
  const { id, schoolUrn, asks, asksFrom } = found.pupil
  if (asks !== 'leaver' || asksFrom === null) return refused('nothing-asked')
  if (!isSeen(reason)) return refused('decision-reason-needed')
  const standing = await listCasesToFollow(database, scope, [id])
  const open = standing.find(({ summary }) => summary.closedAt === null && summary.openedAt !== null)
  if (open) return { accepted: open.summary.id }
  const running = standing.find(({ summary }) => summary.closedAt === null)
  const kase = running ?? newCase(house.ids.next(), id, schoolUrn)
  const opened = { what: 'case-opened', details: { because: 'by-hand', reason, schoolDay: null } } as const
  const began = { what: 'absence-began', details: { firstOn: asksFrom } } as const
  const happenings: CaseHappening[] = running ? [opened] : [began, opened]
  const at = house.clock.now()
  const sealing = { auditKey: house.keys.audit, at, by: by.id, salt: house.ids.secret }
  try {
    await database.commit([
      roleGuard(by.id, rolesWith('open-case'), schoolUrn),
      ...(await writesOf([{ kase, happenings }], sealing)),
    ])
    return { accepted: kase.summary.id }
  } catch (cause) {
    const clash = clashOf(cause)
    if (clash?.kind === 'broken-rule' && clash.rule === 'settings.value') return refused('role-lost')
    if (clash?.kind === 'changed-meanwhile') return refused('changed-meanwhile')
    throw cause
  }
}
