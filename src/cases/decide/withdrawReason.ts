// May this reason be undone? It stays in the record; when it was the one in force, the child is unexplained again.
import { entryKey, type RecordedEvent, standingReasons } from '../attempts.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'

/** What to add. `events` are all that people wrote about the absence. Refuses what is no reason, or is withdrawn already. */
export function withdrawReason(
  events: readonly RecordedEvent[],
  entry: { readonly caseId: string; readonly version: number },
): Decision<CaseHappening> {
  const stands = standingReasons(events).some((reason) => entryKey(reason) === entryKey(entry))
  if (!stands) return refused('nothing-to-withdraw')
  return { accepted: [{ what: 'reason-withdrawn', details: { version: entry.version } }] }
}
