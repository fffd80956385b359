// Leave of absence was given: do its days make sense beside what is already written down?
import { type DateText, dayNumber } from '../../calendar/date.ts'
import type { LeaveSpan } from '../leave.ts'
import { type Refusal, refused } from '../refusals.ts'

export interface LeaveToWrite extends LeaveSpan {
  readonly reason: string
}

const mostDays = 366

/**
 * The leave as it is to be kept. Refuses one for days after the pupil has left, of more than a school year, and one that
 * shares a day with leave that stands. `lastOn` is not before `firstOn`.
 */
export function recordLeave(
  leave: LeaveToWrite,
  { leaves, leftOn }: { readonly leaves: readonly LeaveSpan[]; readonly leftOn: DateText | null },
): { readonly accepted: LeaveToWrite } | { readonly refused: Refusal } {
  if (leftOn !== null && leave.firstOn > leftOn) return refused('not-on-roll')
  if (dayNumber(leave.lastOn) - dayNumber(leave.firstOn) >= mostDays) return refused('leave-too-long')
  const overlaps = leaves.some(({ firstOn, lastOn }) => firstOn <= leave.lastOn && lastOn >= leave.firstOn)
  return overlaps ? refused('leave-overlaps') : { accepted: leave }
}
