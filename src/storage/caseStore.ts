// Where do an absence and all that happened to it stand? Events are added, never changed; the summary is written beside them.
import type { CaseEvent, CaseHappening } from '../cases/events.ts'
import { after, type CaseSummary } from '../cases/replay.ts'
import type { Scope } from '../cases/roles.ts'
import { detailsHashOf, originOf, sealOf } from './chain.ts'
import { type Database, type Query, sql } from './database.ts'
import type { Schema } from './schema.ts'
import { within, withinCases } from './scope.ts'

/** A case with the end of its chain; a new one has version 0 and no hash. */
export interface Kase {
  readonly summary: CaseSummary
  readonly lastHash: string
}

/** What is to be added to one case, in order. */
export interface Addition {
  readonly kase: Kase
  readonly happenings: readonly CaseHappening[]
}

interface Sealing {
  readonly auditKey: CryptoKey
  readonly at: string
  readonly by: string
  /** Makes an unguessable salt for each event's details. */
  readonly salt: () => string
}

/** A case that has not happened yet. */
export function newCase(id: string, pupilId: string, schoolUrn: string): Kase {
  const nothing = { endedOn: null, endedBecause: null, explainedOn: null, explainedUntil: null, explainedBy: null }
  const unopened = { openedAt: null, closedAt: null, allocatedTo: null, standing: [] }
  return { summary: { id, pupilId, schoolUrn, beganOn: '', ...nothing, ...unopened, version: 0 }, lastHash: '' }
}

/** The writes that add happenings to any number of cases: three statements however many there are. */
export async function writesOf(additions: readonly Addition[], sealing: Sealing): Promise<Query<unknown>[]> {
  // Nothing happened, so nothing may be written: a summary read a while ago could be an old one.
  const added = additions.filter(({ happenings }) => happenings.length > 0)
  if (added.length === 0) return []
  const chains = await Promise.all(added.map((addition) => chainOf(addition, sealing)))
  const summaries = chains.map(({ summary }) => summary)
  const events = chains.flatMap((chain) => chain.events)
  const eventsJson = JSON.stringify(events)
  return [
    sql`INSERT INTO cases (id, pupil_id, school_urn, began_on, ended_on, ended_because, explained_on, explained_until, explained_by,
        opened_at, closed_at, allocated_to, standing, version, last_hash, changed_at)
      SELECT value ->> 'id', value ->> 'pupilId', value ->> 'schoolUrn', value ->> 'beganOn', value ->> 'endedOn', value ->> 'endedBecause',
        value ->> 'explainedOn', value ->> 'explainedUntil', value ->> 'explainedBy',
        value ->> 'openedAt', value ->> 'closedAt', value ->> 'allocatedTo', value -> 'standing', value ->> 'version', value ->> 'lastHash', ${sealing.at}
      FROM json_each(${JSON.stringify(summaries)}) WHERE 1
      ON CONFLICT (id) DO UPDATE SET began_on = excluded.began_on, ended_on = excluded.ended_on, ended_because = excluded.ended_because,
        explained_on = excluded.explained_on, explained_until = excluded.explained_until, explained_by = excluded.explained_by,
        opened_at = excluded.opened_at, closed_at = excluded.closed_at, allocated_to = excluded.allocated_to, standing = excluded.standing,
        version = excluded.version, last_hash = excluded.last_hash, changed_at = excluded.changed_at`,
    sql`INSERT INTO case_events (case_id, version, at, by, what, details_hash, previous_hash, hash)
      SELECT value ->> 'caseId', value ->> 'version', value ->> 'at', value ->> 'by', value ->> 'what', value ->> 'detailsHash', value ->> 'previousHash', value ->> 'hash'
      FROM json_each(${eventsJson})`,
    sql`INSERT INTO case_event_details (case_id, version, salt, details)
      SELECT value ->> 'caseId', value ->> 'version', value ->> 'salt', value ->> 'details' FROM json_each(${eventsJson})`,
  ]
}

/** What one case's happenings become: sealed events, and the summary after the last. */
async function chainOf({ kase, happenings }: Addition, sealing: Sealing) {
  const { at, by, auditKey } = sealing
  const salts = happenings.map(() => sealing.salt())
  const events: unknown[] = []
  let { summary } = kase
  let lastHash = kase.lastHash || (await originOf(summary.id, summary.pupilId, summary.schoolUrn))
  for (const [index, happening] of happenings.entries()) {
    summary = after(summary, happening, { at, by })
    const salt = salts[index] as string
    const details = JSON.stringify(happening.details)
    const detailsHash = await detailsHashOf(salt, details)
    const sealed = { caseId: summary.id, version: summary.version, at, by, what: happening.what, detailsHash }
    const hash = await sealOf(auditKey, lastHash, sealed)
    events.push({ ...sealed, previousHash: lastHash, hash, salt, details })
    lastHash = hash
  }
  return { events, summary: { ...summary, lastHash } }
}

export type CaseRow = Schema['cases']

/** A row of `cases` as the rest of the house knows it. */
export function kaseOf(row: CaseRow): Kase {
  return {
    summary: {
      id: row.id,
      pupilId: row.pupil_id,
      schoolUrn: row.school_urn,
      beganOn: row.began_on,
      endedOn: row.ended_on,
      endedBecause: row.ended_because,
      explainedOn: row.explained_on,
      explainedUntil: row.explained_until,
      explainedBy: row.explained_by,
      openedAt: row.opened_at,
      closedAt: row.closed_at,
      allocatedTo: row.allocated_to,
      standing: JSON.parse(row.standing),
      version: row.version,
    },
    lastHash: row.last_hash,
  }
}

/** One case the asker may see, or null: absent and not yours are the same. */
export async function findCase(database: Database, scope: Scope, id: string): Promise<Kase | null> {
  const rows = await database.read(
    sql<CaseRow>`SELECT * FROM cases WHERE id = ${id} AND ${withinCases(scope, 'cases')}`,
  )
  return rows[0] ? kaseOf(rows[0]) : null
}

/** The running absences of these pupils, at most one each. `pupilIds` null: of the whole scope. */
export async function listRunningCases(
  database: Database,
  scope: Scope,
  pupilIds: readonly string[] | null,
): Promise<Kase[]> {
  const ids = pupilIds === null ? null : JSON.stringify(pupilIds)
  const rows = await database.read(sql<CaseRow>`SELECT * FROM cases
    WHERE ended_on IS NULL AND ${within(scope, 'school_urn')}
      AND (${ids} IS NULL OR pupil_id IN (SELECT value FROM json_each(${ids})))`)
  return rows.map(kaseOf)
}

/**
 * The cases of these pupils that news of a register may change: a running absence, or a case still open whose absence has
 * ended; at most one each. `pupilIds` null: of the whole scope.
 */
export async function listCasesToFollow(
  database: Database,
  scope: Scope,
  pupilIds: readonly string[] | null,
): Promise<Kase[]> {
  const ids = pupilIds === null ? null : JSON.stringify(pupilIds)
  const rows = await database.read(sql<CaseRow>`SELECT * FROM cases
    WHERE (ended_on IS NULL OR (opened_at IS NOT NULL AND closed_at IS NULL)) AND ${within(scope, 'school_urn')}
      AND (${ids} IS NULL OR pupil_id IN (SELECT value FROM json_each(${ids})))`)
  return rows.map(kaseOf)
}

/** All that happened to these cases, in order. Erased details come back as an empty object. */
export async function listCaseEvents(
  database: Database,
  scope: Scope,
  caseIds: readonly string[],
): Promise<CaseEvent[]> {
  const rows = await database.read(sql<{
    case_id: string
    version: number
    at: string
    by: string
    what: string
    details: string | null
  }>`
    SELECT e.case_id, e.version, e.at, e.by, e.what, d.details
    FROM cases c JOIN case_events e ON e.case_id = c.id LEFT JOIN case_event_details d ON d.case_id = e.case_id AND d.version = e.version
    WHERE c.id IN (SELECT value FROM json_each(${JSON.stringify(caseIds)})) AND ${withinCases(scope, 'c')}
    ORDER BY e.case_id, e.version`)
  return rows.map((row) => {
    const happening = { what: row.what, details: JSON.parse(row.details ?? '{}') } as CaseHappening
    return { ...happening, caseId: row.case_id, version: row.version, at: row.at, by: row.by }
  })
}
