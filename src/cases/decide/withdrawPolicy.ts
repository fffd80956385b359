// May a version of the local policy be taken back? Before its first day, and for a slip by the end of the day of its recording.
import type { DateText } from '../../calendar/date.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { type Refusal, refused } from '../refusals.ts'

/**
 * The first day of the version that holds no more, or why not. Refuses one that is withdrawn, and one that has begun on
 * `today` (London) unless it was recorded today: then only absences that began today have kept its numbers, and for hours.
 */
export function withdrawPolicy(
  policy: { readonly from: DateText; readonly recordedAt: string; readonly withdrawnAt: string | null },
  today: DateText,
): { readonly accepted: DateText } | { readonly refused: Refusal } {
  if (policy.withdrawnAt !== null) return refused('nothing-to-withdraw')
  const isSlip = londonDate(policy.recordedAt) === today
  return policy.from > today || isSlip ? { accepted: policy.from } : refused('policy-begun')
}
