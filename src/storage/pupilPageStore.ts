// What is on record about one pupil? One statement a kind of fact, so that the page costs the same for every child.
import type { RecordedEvent } from '../cases/attempts.ts'
import type { Leave } from '../cases/caseNow.ts'
import type { CaseHappening, Session } from '../cases/events.ts'
import type { Exclusion } from '../cases/exclusion.ts'
import type { LeaveFacts } from '../cases/leaveTold.ts'
import type { MarkSource } from '../cases/mark.ts'
import type { Pupil } from '../cases/pupil.ts'
import type { CaseSummary } from '../cases/replay.ts'
import type { Scope } from '../cases/roles.ts'
import { type CaseRow, kaseOf } from './caseStore.ts'
import { type Database, sql } from './database.ts'
import { type EnrolmentRecord, type EnrolmentRow, enrolmentColumns, enrolmentOfRow } from './enrolmentStore.ts'
import { exclusionsJson, exclusionsOf } from './exclusionStore.ts'
import { leavesJson } from './leaveStore.ts'
import { leaveFactsJson } from './leaveToldStore.ts'
import { messageBehindColumn, messageBehindJoin, messageBehindOf } from './messageBehindJson.ts'
import { leavingHeldBackColumn } from './parkedStore.ts'
import { pupilOf } from './pupilStore.ts'
import type { PupilsTable } from './schema.ts'
import { within } from './scope.ts'

/** A pupil, with the school. */
export interface PupilRecord {
  readonly pupil: Pupil
  readonly schoolName: string
  readonly registerKept: 'mis' | 'paper'
  /** Leave that stands, by its last day. */
  readonly leaves: readonly Leave[]
  /** Suspensions and exclusions, by their first day. */
  readonly exclusions?: readonly Exclusion[]
  readonly leaveFacts?: LeaveFacts
  /** All that was said of coming and leaving. */
  readonly enrolment: EnrolmentRecord
  /** The type of a message that the pupil leaves, which is held back until a person decides. */
  readonly leavingHeldBack: string | null
}

/** A mark with who set it: `byName` null when it was no person. */
export interface MarkRecord {
  readonly on: string
  readonly session: Session
  readonly code: string
  readonly comment: string | null
  readonly source: MarkSource
  readonly stamp: string
  readonly tie: string
  readonly receivedAt: string
  readonly byName: string | null
}

/** What a mark was before; `byName` who had set that, oldest first. */
export interface MarkVersionRecord {
  readonly on: string
  readonly session: Session
  readonly code: string
  readonly source: string
  readonly receivedAt: string
  readonly byName: string | null
  readonly became: string
  readonly keptAt: string
  readonly keptBecause: 'replaced' | 'stale'
  readonly reason: string | null
}

/** An absence with all that happened to it, in order. */
export interface AbsenceRecord {
  readonly summary: CaseSummary
  readonly events: readonly RecordedEvent[]
}

/** The pupil, or null: absent and not yours are the same. */
export async function findPupilRecord(database: Database, scope: Scope, id: string): Promise<PupilRecord | null> {
  const rows = await database.read(sql<
    PupilsTable &
      EnrolmentRow & {
        school_name: string
        register_kept: 'mis' | 'paper'
        leaves: string
        exclusions: string
        leave_facts: string
        leaving_held_back: string | null
      }
  >`SELECT p.*, s.name AS school_name, s.register_kept, ${leavesJson}, ${exclusionsJson}, ${leaveFactsJson}, ${enrolmentColumns}, ${leavingHeldBackColumn}
    FROM pupils p JOIN schools s ON s.urn = p.school_urn
    WHERE p.id = ${id} AND ${within(scope, 'p.school_urn')}`)
  const row = rows[0]
  if (!row) return null
  const leaves = JSON.parse(row.leaves) as Leave[]
  return {
    pupil: pupilOf(row),
    schoolName: row.school_name,
    registerKept: row.register_kept,
    leaves,
    exclusions: exclusionsOf(row.exclusions),
    leaveFacts: JSON.parse(row.leave_facts) as LeaveFacts,
    enrolment: enrolmentOfRow(row),
    leavingHeldBack: row.leaving_held_back,
  }
}

/** A pupil's marks from a date on, and what they were before, each in order. */
export async function listMarksWithVersions(
  database: Database,
  scope: Scope,
  pupilId: string,
  from: string,
): Promise<{ marks: MarkRecord[]; versions: MarkVersionRecord[] }> {
  const rows = await database.read(sql<MarkRecord & MarkVersionRecord & { is_version: number }>`
    SELECT 0 AS is_version, 0 AS id, m.marked_on AS "on", m.session, m.code, m.comment, m.source, m.stamp, m.tie, m.received_at AS "receivedAt",
      w.name AS "byName", NULL AS became, NULL AS "keptAt", NULL AS "keptBecause", NULL AS reason
    FROM marks m LEFT JOIN people w ON w.id = m.received_by
    WHERE m.pupil_id = ${pupilId} AND m.marked_on >= ${from} AND ${within(scope, 'm.school_urn')}
    UNION ALL
    SELECT 0, 0, q.marked_on, q.session, q.code, NULL, 'mis', q.stamp, q.tie, q.received_at, NULL, NULL, NULL, NULL, NULL
    FROM pupils p CROSS JOIN register_sessions r CROSS JOIN presence q
      ON q.school_urn = r.school_urn AND q.marked_on = r.marked_on AND q.session = r.session AND q.pupil_id = p.id
    WHERE p.id = ${pupilId} AND r.school_urn = p.school_urn AND r.presence_kept = 1 AND r.marked_on >= ${from} AND ${within(scope, 'p.school_urn')}
    UNION ALL
    SELECT 1, v.id, v.marked_on, v.session, v.code, NULL, v.source, v.stamp, v.tie, v.received_at, w.name, v.became, v.kept_at, v.kept_because, v.reason
    FROM mark_versions v JOIN pupils p ON p.id = v.pupil_id LEFT JOIN people w ON w.id = v.received_by
    WHERE v.pupil_id = ${pupilId} AND v.marked_on >= ${from} AND ${within(scope, 'p.school_urn')}
    ORDER BY 3, 4, 1, 2`)
  return { marks: rows.filter((row) => row.is_version === 0), versions: rows.filter((row) => row.is_version === 1) }
}

/** The sessions of a school whose register is complete, from a date on: `2026-10-14 AM`. */
export async function listCompleteSessions(
  database: Database,
  scope: Scope,
  schoolUrn: string,
  from: string,
): Promise<{ on: string; session: Session }[]> {
  return database.read(sql<{ on: string; session: Session }>`SELECT marked_on AS "on", session FROM register_sessions
    WHERE school_urn = ${schoolUrn} AND marked_on >= ${from} AND complete = 1 AND ${within(scope, 'school_urn')}
    ORDER BY marked_on, session`)
}

/** Every absence of a pupil with what happened, the newest first. */
export async function listAbsencesOf(database: Database, scope: Scope, pupilId: string): Promise<AbsenceRecord[]> {
  const rows = await database.read(sql<
    CaseRow & {
      e_version: number
      e_at: string
      e_by: string
      e_what: string
      details: string | null
      by_name: string | null
      message: string | null
    }
  >`SELECT c.*, e.version AS e_version, e.at AS e_at, e.by AS e_by, e.what AS e_what, d.details, w.name AS by_name, ${messageBehindColumn}
    FROM cases c JOIN case_events e ON e.case_id = c.id
    LEFT JOIN case_event_details d ON d.case_id = e.case_id AND d.version = e.version
    LEFT JOIN people w ON w.id = e.by
    ${messageBehindJoin}
    WHERE c.pupil_id = ${pupilId} AND ${within(scope, 'c.school_urn')}
    ORDER BY c.ended_on IS NOT NULL, c.began_on DESC, c.id, e.version`)
  const absences = new Map<string, { summary: CaseSummary; events: RecordedEvent[] }>()
  for (const row of rows) {
    const absence = absences.get(row.id) ?? { summary: kaseOf(row).summary, events: [] }
    absences.set(row.id, absence)
    const happening = { what: row.e_what, details: JSON.parse(row.details ?? '{}') } as CaseHappening
    absence.events.push({
      ...happening,
      caseId: row.id,
      pupilId: row.pupil_id,
      version: row.e_version,
      at: row.e_at,
      by: row.e_by,
      byName: row.by_name,
      message: messageBehindOf(row.message),
    })
  }
  return [...absences.values()]
}
