// A reason was given for a brother or sister and nothing was said about this child: what of the call is left?
import { type RecordedEvent, standingAttempts } from '../attempts.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'
import type { CaseSummary } from '../replay.ts'

/**
 * What to add: the call in which a reason was given is withdrawn and stands again as one that only reached somebody;
 * nothing without such a call since the last reason, or when the absence is over. `events` are all of this absence.
 * Refuses when the absence has changed since it was seen.
 */
export function nothingSaid(
  summary: CaseSummary,
  seenVersion: number,
  events: readonly RecordedEvent[],
): Decision<CaseHappening> {
  if (summary.endedOn !== null) return { accepted: [] }
  if (summary.version !== seenVersion) return refused('changed-meanwhile')
  const call = standingAttempts(events).findLast(
    ({ outcome, version }) => outcome === 'reason-given' && version > (summary.explainedBy ?? 0),
  )
  if (!call) return { accepted: [] }
  const { contactId, who, number, method } = call
  const words = 'Nothing was said about this child.'
  return {
    accepted: [
      { what: 'contact-attempt-withdrawn', details: { version: call.version } },
      { what: 'contact-attempted', details: { contactId, who, number, method, outcome: 'reached', words } },
    ],
  }
}
