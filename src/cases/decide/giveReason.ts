// May this be recorded as why the child is away? A reason holds until a day somebody named, never for good.
import { addCalendarDays, calendarDays } from '../../calendar/date.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'
import type { CaseSummary } from '../replay.ts'

export interface ReasonToGive {
  readonly seenVersion: number
  readonly reason: string
  readonly whoSaid: string
  /** The last day it holds for. */
  readonly untilOn: string
}

// Longer than that nobody would look again, and the N would stand unasked.
const longestReason = calendarDays(28)

/** Whether a reason given on a date would hold for longer than one may. */
export function isReasonTooLong(untilOn: string, today: string): boolean {
  return untilOn > addCalendarDays(today, longestReason)
}

/**
 * What to add. `today` is London's date. Refuses when the absence is over or has changed since it was seen, or the reason
 * ends before today or holds for more than 28 days from it.
 */
export function giveReason(summary: CaseSummary, input: ReasonToGive, today: string): Decision<CaseHappening> {
  if (summary.endedOn !== null) return refused('absence-over')
  if (summary.version !== input.seenVersion) return refused('changed-meanwhile')
  if (input.untilOn < today) return refused('reason-runs-out')
  if (isReasonTooLong(input.untilOn, today)) return refused('reason-too-long')
  const { reason, whoSaid, untilOn } = input
  return {
    accepted: [{ what: 'reason-given', details: { explainedOn: today, explainedUntil: untilOn, reason, whoSaid } }],
  }
}
