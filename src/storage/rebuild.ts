// What should the summaries say? Writes `cases` again from the events, where a summary differs.
import { type Database, sql } from './database.ts'
import { keptColumns, type RecordedCase, recordInPages, replayedColumns } from './recordedCases.ts'

export interface Rebuilt {
  readonly cases: number
  readonly rebuilt: number
  /** Ids of cases left as they are: the summary knows of events that are not there, or is behind events whose details are erased. */
  readonly leftAlone: readonly string[]
}

/**
 * Recomputes every summary from its events, 1,000 cases at a time, and writes those that differ. A summary whose end is
 * not in its chain stays as it is: it may be the only trace of events taken away. A case changed meanwhile stays too.
 */
export async function rebuildSummaries(database: Database): Promise<Rebuilt> {
  let cases = 0
  let rebuilt = 0
  const leftAlone: string[] = []
  for await (const page of recordInPages(database)) {
    cases += page.length
    const changes: unknown[] = []
    for (const recorded of page) {
      const follows = knowsItsEnd(recorded) ? replayedColumns(recorded) : null
      if (!follows) {
        if (!isUpToDate(recorded)) leftAlone.push(recorded.row.id)
      } else if (JSON.stringify(follows) !== JSON.stringify(keptColumns(recorded.row))) {
        changes.push({ id: recorded.row.id, kept: recorded.row.version, ...follows })
      }
    }
    if (changes.length === 0) continue
    await database.commit([
      sql`UPDATE cases SET began_on = new.value ->> 'began_on', ended_on = new.value ->> 'ended_on', ended_because = new.value ->> 'ended_because',
        explained_on = new.value ->> 'explained_on', explained_until = new.value ->> 'explained_until', explained_by = new.value ->> 'explained_by',
        opened_at = new.value ->> 'opened_at', closed_at = new.value ->> 'closed_at', allocated_to = new.value ->> 'allocated_to', standing = new.value ->> 'standing',
        version = new.value ->> 'version', last_hash = new.value ->> 'last_hash', changed_at = new.value ->> 'changed_at'
        FROM json_each(${JSON.stringify(changes)}) AS new
        WHERE cases.id = new.value ->> 'id' AND cases.version = new.value ->> 'kept'`,
    ])
    rebuilt += changes.length
  }
  return { cases, rebuilt, leftAlone }
}

function knowsItsEnd({ row, events }: RecordedCase): boolean {
  return events[row.version - 1]?.hash === row.last_hash
}

/** Whether the summary ends where the chain ends. Then erased details take nothing from it. */
function isUpToDate({ row, events }: RecordedCase): boolean {
  return knowsItsEnd({ row, events }) && row.version === events.length
}
