// What does a paper register say, and what may be written in it? Nothing that somebody else wrote meanwhile is lost.
import type { Session } from '../cases/events.ts'
import type { Mark, MarkVersion, RegisterSession } from '../cases/mark.ts'
import type { Pupil } from '../cases/pupil.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { writesOfMarks } from './markStore.ts'
import { pupilOf } from './pupilStore.ts'
import type { PupilsTable } from './schema.ts'
import { within } from './scope.ts'

/** A mark to set, and the one its writer has seen in its place; null where there was no row. */
export interface MarkToSet {
  readonly mark: Mark
  readonly inPlaceOf: Mark | null
}

/** A pupil with a mark in a session of one day that is not plain presence. */
export interface MarkedPupil {
  readonly pupil: Pupil
  readonly session: Session
  readonly code: string
}

/**
 * The writes that set marks and keep what they were. They fail whole (NOT NULL of marks.code) when a row is no longer
 * the one seen in its place.
 */
export function writesOfHandMarks(
  schoolUrn: string,
  marks: readonly MarkToSet[],
  versions: readonly MarkVersion[],
): Query<unknown>[] {
  const rows = JSON.stringify(
    marks.map(({ mark, inPlaceOf }) => ({
      ...mark,
      seenStamp: inPlaceOf?.stamp ?? null,
      seenTie: inPlaceOf?.tie ?? null,
    })),
  )
  return [
    ...writesOfMarks(schoolUrn, [], versions),
    // Presence that was seen gives way; presence that came since stays, and stops the commit.
    sql`DELETE FROM presence WHERE (school_urn, marked_on, session, pupil_id, stamp, tie) IN (SELECT ${schoolUrn}, value ->> 'on', value ->> 'session',
      value ->> 'pupilId', value ->> 'seenStamp', value ->> 'seenTie' FROM json_each(${rows}))`,
    sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, minutes_late, comment, source, stamp, tie, received_at, received_by)
      SELECT value ->> 'pupilId', value ->> 'on', value ->> 'session', ${schoolUrn},
        CASE WHEN NOT EXISTS (SELECT 1 FROM presence q WHERE q.school_urn = ${schoolUrn} AND q.marked_on = value ->> 'on'
          AND q.session = value ->> 'session' AND q.pupil_id = value ->> 'pupilId') THEN value ->> 'code' END,
        value ->> 'minutesLate', value ->> 'comment', value ->> 'source', value ->> 'stamp', value ->> 'tie', value ->> 'receivedAt', value ->> 'receivedBy'
      FROM json_each(${rows}) WHERE 1
      ON CONFLICT (pupil_id, marked_on, session) DO UPDATE SET
        code = (SELECT excluded.code FROM json_each(${rows}) k WHERE k.value ->> 'pupilId' = marks.pupil_id AND k.value ->> 'on' = marks.marked_on
          AND k.value ->> 'session' = marks.session AND k.value ->> 'seenStamp' = marks.stamp AND k.value ->> 'seenTie' = marks.tie),
        minutes_late = excluded.minutes_late, comment = excluded.comment, source = excluded.source, stamp = excluded.stamp, tie = excluded.tie,
        received_at = excluded.received_at, received_by = excluded.received_by`,
  ]
}

/**
 * The writes that close a register by hand: a `-` in it becomes presence, and what was deleted before is kept as a
 * version. It says nothing of a pupil who is gone and nobody knows where. They fail whole (NOT NULL of register_sessions.complete) when it is complete already.
 */
export function writesOfHandRegister(register: RegisterSession, personId: string): Query<unknown>[] {
  const { schoolUrn, on, session, expected, marked, closedAt, lastHeardAt, source, stamp } = register
  const presence = session === 'AM' ? '/' : '\\'
  const gone = piece`school_urn = ${schoolUrn} AND asks = 'leaver' AND left_on < ${on}`
  const unmarked = piece`school_urn = ${schoolUrn} AND marked_on = ${on} AND session = ${session} AND code = '-'
    AND pupil_id NOT IN (SELECT id FROM pupils WHERE ${gone})`
  const closing = sql`INSERT INTO register_sessions (school_urn, marked_on, session, expected, marked, complete, closed_at, last_heard_at, source, stamp)
    VALUES (${schoolUrn}, ${on}, ${session}, ${expected}, ${marked}, 1, ${closedAt}, ${lastHeardAt}, ${source}, ${stamp})
    ON CONFLICT (school_urn, marked_on, session) DO UPDATE SET complete = CASE WHEN register_sessions.complete = 0 THEN 1 END,
      expected = excluded.expected, marked = excluded.marked, closed_at = excluded.closed_at, last_heard_at = excluded.last_heard_at,
      source = excluded.source, stamp = excluded.stamp`
  return [
    closing,
    sql`INSERT INTO mark_versions (pupil_id, marked_on, session, code, source, stamp, tie, received_at, received_by, became, kept_at, kept_because)
      SELECT pupil_id, marked_on, session, code, source, stamp, tie, received_at, received_by, ${presence}, ${lastHeardAt}, 'replaced'
      FROM marks WHERE ${unmarked} AND source <> 'no-mark'`,
    sql`UPDATE marks SET code = ${presence}, comment = NULL, source = 'hand', stamp = ${lastHeardAt}, tie = ${personId},
      received_at = ${lastHeardAt}, received_by = ${personId} WHERE ${unmarked}`,
    sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
      SELECT id, ${on}, ${session}, school_urn, '-', 'no-mark', '', '', ${lastHeardAt}, ${personId} FROM pupils
      WHERE ${gone} AND first_known_on <= ${on} ON CONFLICT DO NOTHING`,
  ]
}

/** The pupils with a mark other than plain presence on a day, by name; a `-` counts as none. */
export async function listPupilsMarked(
  database: Database,
  scope: Scope,
  schoolUrn: string,
  on: string,
): Promise<MarkedPupil[]> {
  const rows = await database.read(sql<PupilsTable & { session: Session; code: string }>`SELECT p.*, m.session, m.code
    FROM marks m JOIN pupils p ON p.id = m.pupil_id
    WHERE m.school_urn = ${schoolUrn} AND m.marked_on = ${on} AND m.session IN ('AM', 'PM') AND m.code NOT IN ('/', '\\', '-')
      AND ${within(scope, 'm.school_urn')} ORDER BY p.search_name, p.mis_id, m.session`)
  return rows.map(({ session, code, ...row }) => ({ pupil: pupilOf(row), session, code }))
}

/** How many pupils of a school are on roll on a day: one row, or none outside the scope. */
export async function findRollCount(database: Database, scope: Scope, schoolUrn: string, on: string): Promise<number> {
  const rows = await database.read(sql<{ count: number }>`SELECT count(*) AS count FROM pupils
    WHERE school_urn = ${schoolUrn} AND first_known_on <= ${on} AND (entered_on IS NULL OR entered_on <= ${on})
      AND (left_on IS NULL OR left_on >= ${on}) AND ${within(scope, 'school_urn')}`)
  return rows[0]?.count ?? 0
}
