// May a version of the local policy be taken back? Only before its first day: afterwards absences are counted by it.
import type { DateText } from '../../calendar/date.ts'
import { type Refusal, refused } from '../refusals.ts'

/** The first day of the version that holds no more, or why not. Refuses one that has begun on `today` (London), or is withdrawn. */
export function withdrawPolicy(
  policy: { readonly from: DateText; readonly withdrawnAt: string | null },
  today: DateText,
): { readonly accepted: DateText } | { readonly refused: Refusal } {
  if (policy.withdrawnAt !== null) return refused('nothing-to-withdraw')
  return policy.from <= today ? refused('policy-begun') : { accepted: policy.from }
}
