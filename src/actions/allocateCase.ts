// Gives cases to an officer, or to nobody: each by the version its writer saw, all that have not changed in one commit.
import { allocateCase } from '../cases/decide/allocateCase.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, rolesWith, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { findLoadSurroundings, listCasesNamed } from '../storage/caseloadStore.ts'
import { writesOf } from '../storage/caseStore.ts'
import { clashOf } from '../storage/clashes.ts'
import { roleGuard } from '../storage/roleGuard.ts'

export interface CaseSeen {
  readonly caseId: string
  readonly seenVersion: number
}

/** Which cases are with that officer now, and which were not changed, each with why. Cases not there for this person are in neither. */
export interface Allocated {
  readonly allocated: readonly string[]
  readonly unchanged: readonly { readonly caseId: string; readonly because: Refusal }[]
}

const mostTries = 5
const permission = 'allocate-case'

/** Refused when `officerId` (null: nobody) is no officer here, or the writer is none any more. However many cases, the same statements. */
export async function allocateCases(
  house: House,
  by: Person,
  seen: readonly CaseSeen[],
  officerId: string | null,
): Promise<{ readonly accepted: Allocated } | { readonly refused: Refusal }> {
  const { database } = house
  const scope = scopeOf(by, permission)
  const officerRoles = rolesWith(permission)
  const versions = new Map(seen.map(({ caseId, seenVersion }) => [caseId, seenVersion]))
  for (let tries = 0; tries < mostTries; tries += 1) {
    const at = house.clock.now()
    const [{ officers }, kases] = await Promise.all([
      findLoadSurroundings(database, scope, { personId: by.id, now: at, officerRoles }),
      listCasesNamed(database, scope, [...versions.keys()]),
    ])
    const officer = officers.find(({ id }) => id === officerId) ?? null
    if (officerId !== null && officer === null) return refused('officer-not-found')
    const decided = kases.map((kase) => {
      const decision = allocateCase(kase.summary, officer)
      const isSeen = kase.summary.version === versions.get(kase.summary.id)
      // What is as it was asked for already needs no second look.
      const isChanged = 'accepted' in decision && decision.accepted.length > 0 && !isSeen
      return { kase, decision: isChanged ? refused('changed-meanwhile') : decision }
    })
    const accepted = decided.flatMap(({ kase, decision }) =>
      'accepted' in decision ? { kase, happenings: decision.accepted } : [],
    )
    const unchanged = decided.flatMap(({ kase, decision }) =>
      'refused' in decision ? { caseId: kase.summary.id, because: decision.refused } : [],
    )
    const sealing = { auditKey: house.keys.audit, at, by: by.id, salt: () => house.ids.secret() }
    const writes = await writesOf(accepted, sealing)
    const done = { accepted: { allocated: accepted.map(({ kase }) => kase.summary.id), unchanged } }
    if (writes.length === 0) return done
    const urn = accepted[0]!.kase.summary.schoolUrn
    const guards = [by.id, ...(officer ? [officer.id] : [])].map((id) => roleGuard(id, officerRoles, urn))
    try {
      await database.commit([...guards, ...writes])
      return done
    } catch (cause) {
      const clash = clashOf(cause)
      if (clash?.kind === 'broken-rule' && clash.rule === 'settings.value') {
        const { officers: left } = await findLoadSurroundings(database, scope, {
          personId: by.id,
          now: at,
          officerRoles,
        })
        return refused(officer && !left.some(({ id }) => id === officer.id) ? 'officer-not-found' : 'role-lost')
      }
      if (clash?.kind !== 'changed-meanwhile') throw cause
    }
  }
  return refused('changed-meanwhile')
}
