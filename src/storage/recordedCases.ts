// What does the record hold, case by case, exactly as it lies there? For checking and rebuilding, never for a page.
import type { CaseHappening } from '../cases/events.ts'
import { after, type CaseSummary } from '../cases/replay.ts'
import { type CaseRow, kaseOf, newCase } from './caseStore.ts'
import { type Database, sql } from './database.ts'

/** A summary row with the instant of its last change. */
export interface KeptRow extends CaseRow {
  changed_at: string
}

/** An event as it lies there. `salt` and `details` are null once erased. */
export interface RecordedEvent {
  readonly version: number
  readonly at: string
  readonly by: string
  readonly what: string
  readonly detailsHash: string
  readonly previousHash: string
  readonly hash: string
  readonly salt: string | null
  readonly details: string | null
}

export interface RecordedCase {
  readonly row: KeptRow
  readonly events: readonly RecordedEvent[]
}

interface EventRow {
  e_version: number | null
  e_at: string
  e_by: string
  e_what: string
  e_details_hash: string
  e_previous_hash: string
  e_hash: string
  d_salt: string | null
  d_details: string | null
}

/** All cases with their events in order of id and version, `size` cases at a time. A page is one statement, so a writer cannot come between a case and its events. */
export async function* recordInPages(database: Database, size = 1_000): AsyncGenerator<RecordedCase[]> {
  let last = ''
  for (;;) {
    const rows = await database.read(sql<KeptRow & EventRow>`
      SELECT c.*, e.version AS e_version, e.at AS e_at, e.by AS e_by, e.what AS e_what, e.details_hash AS e_details_hash,
        e.previous_hash AS e_previous_hash, e.hash AS e_hash, d.salt AS d_salt, d.details AS d_details
      FROM (SELECT * FROM cases WHERE id > ${last} ORDER BY id LIMIT ${size}) c
      LEFT JOIN case_events e ON e.case_id = c.id
      LEFT JOIN case_event_details d ON d.case_id = e.case_id AND d.version = e.version
      ORDER BY c.id, e.version`)
    const page = casesOf(rows)
    const lastCase = page.at(-1)
    if (!lastCase) return
    last = lastCase.row.id
    yield page
  }
}

function casesOf(rows: readonly (KeptRow & EventRow)[]): RecordedCase[] {
  const page: { row: KeptRow; events: RecordedEvent[] }[] = []
  for (const row of rows) {
    let current = page.at(-1)
    if (current?.row.id !== row.id) {
      current = { row, events: [] }
      page.push(current)
    }
    if (row.e_version === null) continue
    current.events.push({
      version: row.e_version,
      at: row.e_at,
      by: row.e_by,
      what: row.e_what,
      detailsHash: row.e_details_hash,
      previousHash: row.e_previous_hash,
      hash: row.e_hash,
      salt: row.d_salt,
      details: row.d_details,
    })
  }
  return page
}

/** The columns of a summary row that follow from the case's events. */
export type FollowingColumns = Omit<KeptRow, 'id' | 'pupil_id' | 'school_urn'>

/** These columns as the row has them. */
export function keptColumns(row: KeptRow): FollowingColumns {
  return columnsOf(kaseOf(row).summary, row.last_hash, row.changed_at)
}

/**
 * These columns as the events say. Null when they cannot say: details that decide a column have been erased, or there
 * are no events. Throws nothing: details that are not what they should be count as unable to say.
 */
export function replayedColumns({ row, events }: RecordedCase): FollowingColumns | null {
  let { summary } = newCase(row.id, row.pupil_id, row.school_urn)
  for (const { what, details, at, by } of events) {
    if (details === null && !decidesNothing.has(what)) return null
    try {
      summary = after(summary, { what, details: JSON.parse(details ?? '{}') } as CaseHappening, { at, by })
    } catch {
      return null
    }
  }
  const end = events.at(-1)
  return end ? columnsOf(summary, end.hash, end.at) : null
}

/** Events whose details no column of the summary comes from. */
const decidesNothing: ReadonlySet<string> = new Set<CaseHappening['what']>([
  'mark-corrected',
  'contact-attempted',
  'contact-attempt-withdrawn',
])

function columnsOf(summary: CaseSummary, lastHash: string, changedAt: string): FollowingColumns {
  return {
    began_on: summary.beganOn,
    ended_on: summary.endedOn,
    ended_because: summary.endedBecause,
    explained_on: summary.explainedOn,
    explained_until: summary.explainedUntil,
    explained_by: summary.explainedBy,
    opened_at: summary.openedAt,
    closed_at: summary.closedAt,
    allocated_to: summary.allocatedTo,
    standing: JSON.stringify(summary.standing),
    version: summary.version,
    last_hash: lastHash,
    changed_at: changedAt,
  }
}
