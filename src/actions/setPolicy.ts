// Records the authority’s own numbers from a day on, while the writer still holds the role.
import { londonDate } from '../calendar/londonTime.ts'
import { setPolicy as decide, type PolicyDecision, type PolicyToSet, saysTheSame } from '../cases/decide/setPolicy.ts'
import { refused } from '../cases/refusals.ts'
import { type Person, rolesWith } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { policiesOf } from '../law/localPolicy.ts'
import { clashOf } from '../storage/clashes.ts'
import { listPoliciesOnRecord, writeOfPolicy } from '../storage/policyStore.ts'
import { roleGuard } from '../storage/roleGuard.ts'

const momentMilliseconds = 60_000
const atTheAuthority = ''

/** The version that is recorded, or why not. The very same sent twice within a minute by one person is recorded once. */
export async function setPolicy(
  house: House,
  by: Person,
  asked: PolicyToSet,
  seen: string | null,
): Promise<PolicyDecision> {
  const at = house.clock.now()
  const onRecord = (await listPoliciesOnRecord(house.database)).filter(({ withdrawnAt }) => withdrawnAt === null)
  const isRepeated = onRecord.some(
    (version) =>
      version.from === asked.from &&
      saysTheSame(version, asked) &&
      version.recordedById === by.id &&
      Math.abs(Date.parse(at) - Date.parse(version.recordedAt)) <= momentMilliseconds,
  )
  if (isRepeated) return { accepted: asked }
  const decision = decide(asked, { policies: policiesOf(onRecord), today: londonDate(at), seen })
  if ('refused' in decision) return decision
  try {
    await house.database.commit([
      roleGuard(by.id, rolesWith('set-policy'), atTheAuthority),
      writeOfPolicy(house.ids.next(), decision.accepted, { at, by: by.id }),
    ])
    return decision
  } catch (cause) {
    const clash = clashOf(cause)
    if (clash?.kind === 'already-there') return refused('policy-day-taken')
    if (clash?.kind === 'broken-rule' && clash.rule === 'settings.value') return refused('role-lost')
    throw cause
  }
}
