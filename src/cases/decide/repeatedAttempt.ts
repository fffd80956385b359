// Was this very attempt written down a moment ago, by a second press or from a page of one's own gone stale?
import { entryKey, type RecordedEvent, standingAttempts } from '../attempts.ts'
import { type AbsenceSeen, type AttemptMade, attemptsOf } from './logContactAttempt.ts'

/**
 * The entries that say it already: in each absence the one right after the version seen, by the same person, standing,
 * and alike in whom, number, method, outcome and words. Null when one of the absences says otherwise.
 */
export function repeatedAttempt(
  absences: readonly AbsenceSeen[],
  made: AttemptMade,
  events: readonly RecordedEvent[],
  by: string,
): readonly { readonly caseId: string; readonly version: number }[] | null {
  const attempts = attemptsOf(absences, made)
  if ('refused' in attempts) return null
  const standing = new Map(standingAttempts(events).map((attempt) => [entryKey(attempt), attempt]))
  const entries = absences.map(({ summary, seenVersion }) => ({ caseId: summary.id, version: seenVersion + 1 }))
  const isSaid = entries.every((entry, place) => {
    const known = standing.get(entryKey(entry))
    const attempt = attempts[place]!
    return (
      known?.by === by &&
      (['contactId', 'who', 'number', 'method', 'outcome', 'words'] as const).every(
        (field) => known[field] === attempt[field],
      )
    )
  })
  return isSaid ? entries : null
}
