// May these numbers be the authority’s own from a day on? Never looser than a rule, never over dates that were shown already.
import type { DateText } from '../../calendar/date.ts'
import { type DatedPolicy, type LocalPolicies, localPolicyOn, policyNumbers } from '../../law/localPolicy.ts'
import { type PolicyFault, policyFaults } from '../../law/policyLimits.ts'
import { type Refusal, refused } from '../refusals.ts'

export type PolicyToSet = Omit<DatedPolicy, 'ourDefaults'>

export type PolicyDecision =
  | { readonly accepted: PolicyToSet }
  /** `faults` with 'policy-later-than-rule': which numbers, and the rule that forbids each. */
  | { readonly refused: Refusal; readonly faults?: readonly PolicyFault[] }

/** Why numbers may not hold from a day; null when they may. */
export function whyNotFrom(
  from: DateText,
  { policies, today }: { readonly policies: LocalPolicies; readonly today: DateText },
): Refusal | null {
  if (from < today) return 'policy-begins-in-past'
  return policies.some((policy) => policy.from === from) ? 'policy-day-taken' : null
}

/**
 * The version to record. Refuses one that begins before `today` (London), one later than a rule allows, a second from the
 * same day, and one that says what holds already. `seen` is `policyMark` of what its writer was shown as holding on its
 * first day; null before anything was shown.
 */
export function setPolicy(
  asked: PolicyToSet,
  {
    policies,
    today,
    seen,
  }: { readonly policies: LocalPolicies; readonly today: DateText; readonly seen: string | null },
): PolicyDecision {
  const faults = policyFaults(asked.numbers)
  if (faults.length > 0) return { refused: 'policy-later-than-rule', faults }
  const notFrom = whyNotFrom(asked.from, { policies, today })
  if (notFrom !== null) return refused(notFrom)
  const holds = localPolicyOn(policies, asked.from)
  if (seen !== null && seen !== policyMark(holds)) return refused('changed-meanwhile')
  return saysTheSame(holds, asked) ? refused('policy-unchanged') : { accepted: asked }
}

/** What tells a version from another that holds from the same day. */
export function policyMark({ from, numbers }: PolicyToSet): string {
  return [from, ...policyNumbers.map((number) => numbers[number])].join('_')
}

/** Whether two versions have the same numbers and the same source, from whatever days. */
export function saysTheSame(one: PolicyToSet, other: PolicyToSet): boolean {
  return (
    policyNumbers.every((number) => one.numbers[number] === other.numbers[number]) &&
    one.source.instrument === other.source.instrument &&
    one.source.provision === other.source.provision &&
    one.source.url === other.source.url
  )
}
