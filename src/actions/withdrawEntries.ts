// Undoes entries of the record. Whatever else was written meanwhile, an undone entry is undone: it tries again.
import { entryKey, type RecordedEvent } from '../cases/attempts.ts'
import type { CaseHappening } from '../cases/events.ts'
import { type Decision, type Refusal, refused } from '../cases/refusals.ts'
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import type { Query } from '../storage/database.ts'
import { listAbsencesToChange, listWhatHappened } from '../storage/todayStore.ts'
import { addToAbsences, type EntryMade } from './addToAbsences.ts'

/** What else is undone with them, in the same commit. */
type Besides = (undone: readonly RecordedEvent[]) => readonly Query<unknown>[]
type Decide = (events: readonly RecordedEvent[], entry: EntryMade) => Decision<CaseHappening>

const mostTries = 5

/** The entries made, or why not; null when an absence is not there for this person. Entries are of different absences. */
export async function withdrawEntries(
  house: House,
  by: Person,
  entries: readonly EntryMade[],
  decide: Decide,
  besides: Besides = () => [],
): Promise<{ readonly accepted: readonly EntryMade[] } | { readonly refused: Refusal } | null> {
  const scope = scopeOf(by, 'log-contact')
  const ids = entries.map(({ caseId }) => caseId)
  for (let tries = 0; tries < mostTries; tries++) {
    const found = await listAbsencesToChange(house.database, scope, ids)
    if (found.length !== ids.length) return null
    const events = await listWhatHappened(house.database, scope, ids)

    const happenings: (readonly CaseHappening[])[] = []
    for (const entry of entries) {
      const decision = decide(
        events.filter(({ caseId }) => caseId === entry.caseId),
        entry,
      )
      if ('refused' in decision) return decision
      happenings.push(decision.accepted)
    }

    const kases = found.map(({ kase }) => kase)
    const keys = new Set(entries.map(entryKey))
    const undone = events.filter((event) => keys.has(entryKey(event)))
    const added = await addToAbsences(house, by, kases, happenings, besides(undone))
    if ('accepted' in added) return added
  }
  return refused('changed-meanwhile')
}
