// What is kept of one case? Five statements, whatever its length.

import type { RecordedEvent } from '../cases/attempts.ts'
import type { CaseKept, Leave } from '../cases/caseNow.ts'
import type { CaseHappening } from '../cases/events.ts'
import type { CaseSummary } from '../cases/replay.ts'
import type { Scope } from '../cases/roles.ts'
import { findCalendar } from './calendarStore.ts'
import { type CaseRow, type Kase, kaseOf } from './caseStore.ts'
import { type Database, piece, sql } from './database.ts'
import { exclusionsJson, exclusionsOf } from './exclusionStore.ts'
import { leavesJson } from './leaveStore.ts'
import { messageBehindColumn, messageBehindJoin, messageBehindOf } from './messageBehindJson.ts'
import { marksOfPupil } from './presence.ts'
import { listCompleteSessions } from './pupilPageStore.ts'
import { pupilOf } from './pupilStore.ts'
import type { PupilsTable } from './schema.ts'
import { withinCases } from './scope.ts'
import { unmarkedColumn, unmarkedOf } from './unmarkedRegisters.ts'

/** A case with the end of its chain. */
export interface CaseFile {
  readonly kase: Kase
  readonly kept: CaseKept
}

const caseJson = piece`json_object('id', o.id, 'pupil_id', o.pupil_id, 'school_urn', o.school_urn, 'began_on', o.began_on, 'ended_on', o.ended_on,
  'ended_because', o.ended_because, 'explained_on', o.explained_on, 'explained_until', o.explained_until, 'explained_by', o.explained_by,
  'opened_at', o.opened_at, 'closed_at', o.closed_at, 'allocated_to', o.allocated_to, 'standing', o.standing, 'version', o.version, 'last_hash', '')`

const everyDay = '9999-12-31'

/** The case, or null: absent and not yours are the same. Marks from `since` on, or from the absence's first day if that is earlier. */
export async function findCaseFile(
  database: Database,
  scope: Scope,
  id: string,
  since: string,
): Promise<CaseFile | null> {
  type Row = CaseRow & { pupil: string; school_name: string; register_kept: 'mis' | 'paper' } & {
    allocated_name: string | null
    leaves: string
    exclusions: string
    others: string
    unmarked: string
  }
  const [rows, events] = await Promise.all([
    database.read(sql<Row & PupilsTable & { case_id: string; case_school: string }>`
      SELECT p.*, c.*, c.id AS case_id, c.school_urn AS case_school, s.name AS school_name, s.register_kept, a.name AS allocated_name, ${leavesJson}, ${exclusionsJson}, ${unmarkedColumn(everyDay)},
        (SELECT json_group_array(${caseJson} ORDER BY o.began_on DESC) FROM cases o
          WHERE o.pupil_id = p.id AND o.id <> c.id AND ${withinCases(scope, 'o')}) AS others
      FROM cases c JOIN pupils p ON p.id = c.pupil_id JOIN schools s ON s.urn = c.school_urn LEFT JOIN people a ON a.id = c.allocated_to
      WHERE c.id = ${id} AND ${withinCases(scope, 'c')}`),
    listEventsOf(database, scope, id),
  ])
  const row = rows[0]
  if (!row) return null
  const kase = kaseOf({ ...row, id: row.case_id })
  const pupil = pupilOf({ ...row, id: row.pupil_id })
  // Who may see the case may see what its days are counted from.
  const atSchool: Scope = { permission: 'source', schools: [row.case_school], unopenedAt: [row.case_school] }
  const from = kase.summary.beganOn < since ? kase.summary.beganOn : since
  const [marks, completeSessions, calendar] = await Promise.all([
    database.read(sql<{ on: string; session: 'AM' | 'PM'; code: string }>`
      SELECT marked_on AS "on", session, code FROM ${marksOfPupil(piece`${pupil.id}`, piece`${pupil.schoolUrn}`, piece`${from}`)} ORDER BY 1, 2`),
    listCompleteSessions(database, atSchool, row.case_school, from),
    findCalendar(database, atSchool, row.case_school),
  ])
  const others = (JSON.parse(row.others) as CaseRow[]).map((other) => kaseOf(other).summary)
  return {
    kase,
    kept: {
      summary: kase.summary,
      pupil,
      schoolName: row.school_name,
      registerKept: row.register_kept,
      allocatedToName: row.allocated_name,
      marks,
      completeSessions,
      unmarked: unmarkedOf(row.unmarked),
      calendar,
      events,
      leaves: JSON.parse(row.leaves) as Leave[],
      exclusions: exclusionsOf(row.exclusions),
      others: others satisfies readonly CaseSummary[],
    },
  }
}

/** All that happened in one case, in order, with who wrote it and what became of the messages behind it. */
async function listEventsOf(database: Database, scope: Scope, caseId: string): Promise<RecordedEvent[]> {
  const rows = await database.read(sql<{
    pupil_id: string
    version: number
    at: string
    by: string
    what: string
    details: string | null
    by_name: string | null
    message: string | null
  }>`SELECT c.pupil_id, e.version, e.at, e.by, e.what, d.details, w.name AS by_name, ${messageBehindColumn}
    FROM cases c JOIN case_events e ON e.case_id = c.id
      LEFT JOIN case_event_details d ON d.case_id = e.case_id AND d.version = e.version
      LEFT JOIN people w ON w.id = e.by
      ${messageBehindJoin}
    WHERE c.id = ${caseId} AND ${withinCases(scope, 'c')}
    ORDER BY e.version`)
  return rows.map((row) => {
    const happening = { what: row.what, details: JSON.parse(row.details ?? '{}') } as CaseHappening
    const { version, at, by, pupil_id, by_name } = row
    const message = messageBehindOf(row.message)
    return { ...happening, caseId, pupilId: pupil_id, version, at, by, byName: by_name, message }
  })
}
