// May this attempt be undone? It stays in the record; from now on it counts for nothing.
import { entryKey, type RecordedEvent, standingAttempts } from '../attempts.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'

/** What to add. `events` are all that people wrote about the absence. Refuses what is no attempt, or is withdrawn already. */
export function withdrawContactAttempt(
  events: readonly RecordedEvent[],
  entry: { readonly caseId: string; readonly version: number },
): Decision<CaseHappening> {
  const stands = standingAttempts(events).some((attempt) => entryKey(attempt) === entryKey(entry))
  if (!stands) return refused('nothing-to-withdraw')
  return { accepted: [{ what: 'contact-attempt-withdrawn', details: { version: entry.version } }] }
}
