// Takes a version of the local policy back before its first day, or on the day it was recorded. Who did, and when, stays on record.
import { londonDate } from '../calendar/londonTime.ts'
import { withdrawPolicy as decide } from '../cases/decide/withdrawPolicy.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, rolesWith } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import { listPoliciesOnRecord, writeOfPolicyWithdrawn } from '../storage/policyStore.ts'
import { roleGuard } from '../storage/roleGuard.ts'

const atTheAuthority = ''

/** The first day of the version that holds no more, or why not; null when there is no such version. */
export async function withdrawPolicy(
  house: House,
  by: Person,
  id: string,
): Promise<{ readonly accepted: string } | { readonly refused: Refusal } | null> {
  const at = house.clock.now()
  const version = (await listPoliciesOnRecord(house.database)).find((each) => each.id === id)
  if (!version) return null
  const decision = decide(version, londonDate(at))
  if ('refused' in decision) return decision
  try {
    await house.database.commit([
      roleGuard(by.id, rolesWith('set-policy'), atTheAuthority),
      writeOfPolicyWithdrawn(id, at, by.id),
    ])
    return decision
  } catch (cause) {
    const clash = clashOf(cause)
    if (clash?.kind === 'broken-rule' && clash.rule === 'settings.value') return refused('role-lost')
    throw cause
  }
}
