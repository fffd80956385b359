// Which duties may a reader know of? That one is owed can give away what somebody answered.
import { referSameDay } from '../law/referSameDay.ts'
import type { Duty } from './clock/clock.ts'

/** The duties that a reader may know of, in their order: that a referral is owed the same day tells of the risk answers. */
export function dutiesSeen(duties: readonly Duty[], seesRisk: boolean): readonly Duty[] {
  return seesRisk ? duties : duties.filter(({ rule }) => rule !== referSameDay.id)
}
