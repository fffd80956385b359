// Writes what was decided on one case: read, decide, commit once, while the writer still holds the role.
import { type CaseNow, caseNow, marksSince } from '../cases/caseNow.ts'
import type { CaseHappening } from '../cases/events.ts'
import { type Decision, type Refusal, refused } from '../cases/refusals.ts'
import { type Permission, type Person, rolesWith, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { findCaseFile } from '../storage/caseFileStore.ts'
import { writesOf } from '../storage/caseStore.ts'
import { clashOf } from '../storage/clashes.ts'
import type { Query } from '../storage/database.ts'
import { roleGuard } from '../storage/roleGuard.ts'
import type { EntryMade } from './addToAbsences.ts'

export interface CaseToWrite {
  readonly caseId: string
  readonly permission: Permission
  /** The version its writer has seen, for a decision; null for an entry that is as true on the newer case. */
  readonly seenVersion: number | null
  readonly decide: (now: CaseNow) => Decision<CaseHappening>
  /** What else belongs in the commit: messages, the end of a pupil's time on roll. `version`: of the first event written. */
  readonly besides?: (now: CaseNow, accepted: readonly CaseHappening[], version: number) => readonly Query<unknown>[]
}

const mostTries = 5

/** The entry made (the version of the last event), or why not; null when the case is not there for this person. */
export async function writeOnCase(
  house: House,
  by: Person,
  { caseId, permission, seenVersion, decide, besides }: CaseToWrite,
): Promise<{ readonly accepted: EntryMade } | { readonly refused: Refusal } | null> {
  const scope = scopeOf(by, permission)
  for (let tries = 0; tries < mostTries; tries += 1) {
    const at = house.clock.now()
    const file = await findCaseFile(house.database, scope, caseId, marksSince(at))
    if (!file) return null
    const { kase, kept } = file
    if (seenVersion !== null && kase.summary.version !== seenVersion) return refused('changed-meanwhile')
    const now = caseNow(kept, at)
    const decision = decide(now)
    if ('refused' in decision) return decision
    const happenings = decision.accepted
    if (happenings.length === 0) return { accepted: { caseId, version: kase.summary.version } }
    const sealing = { auditKey: house.keys.audit, at, by: by.id, salt: () => house.ids.secret() }
    const writes = [
      roleGuard(by.id, rolesWith(permission), kase.summary.schoolUrn),
      ...(await writesOf([{ kase, happenings }], sealing)),
      ...(besides?.(now, happenings, kase.summary.version + 1) ?? []),
    ]
    try {
      await house.database.commit(writes)
      return { accepted: { caseId, version: kase.summary.version + happenings.length } }
    } catch (cause) {
      const clash = clashOf(cause)
      if (clash?.kind === 'broken-rule' && clash.rule === 'settings.value') return refused('role-lost')
      if (clash?.kind !== 'changed-meanwhile') throw cause
      if (seenVersion !== null) return refused('changed-meanwhile')
    }
  }
  return refused('changed-meanwhile')
}
