// What do the registers say? The marks that are not plain presence, those not yet let go, and what they were before.
import type { Session } from '../cases/events.ts'
import type { Mark, MarkVersion } from '../cases/mark.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, type Query, sql } from './database.ts'
import { within } from './scope.ts'

/** One session of one pupil. */
export interface PupilSessionKey {
  readonly pupilId: string
  readonly on: string
  readonly session: Session
}

/** The marks that stand for these sessions; a session without one is left out. */
export function listMarksAt(database: Database, scope: Scope, keys: readonly PupilSessionKey[]): Promise<Mark[]> {
  return database.read(sql<Mark>`SELECT m.pupil_id AS pupilId, m.marked_on AS "on", m.session, m.code, m.minutes_late AS minutesLate, m.comment,
      m.source, m.stamp, m.tie, m.received_at AS receivedAt, m.received_by AS receivedBy
    FROM json_each(${JSON.stringify(keys)}) k JOIN marks m
      ON m.pupil_id = k.value ->> 'pupilId' AND m.marked_on = k.value ->> 'on' AND m.session = k.value ->> 'session'
    WHERE ${within(scope, 'm.school_urn')}`)
}

/** The marks of these pupils from one date to another, both in, by pupil, date and session. */
export function listMarks(
  database: Database,
  scope: Scope,
  pupilIds: readonly string[],
  from: string,
  to: string,
): Promise<Mark[]> {
  return database.read(sql<Mark>`SELECT pupil_id AS pupilId, marked_on AS "on", session, code, minutes_late AS minutesLate, comment,
      source, stamp, tie, received_at AS receivedAt, received_by AS receivedBy
    FROM marks WHERE pupil_id IN (SELECT value FROM json_each(${JSON.stringify(pupilIds)})) AND marked_on BETWEEN ${from} AND ${to}
      AND ${within(scope, 'school_urn')} ORDER BY pupil_id, marked_on, session`)
}

/** The pupils with a G, N or O from one date to another, both in: of these pupils, or (null) of the whole scope. */
export async function listPupilIdsAway(
  database: Database,
  scope: Scope,
  from: string,
  to: string,
  pupilIds: readonly string[] | null,
): Promise<string[]> {
  const ids = pupilIds === null ? null : JSON.stringify(pupilIds)
  const rows = await database.read(sql<{ id: string }>`SELECT DISTINCT pupil_id AS id FROM marks
    WHERE ${within(scope, 'school_urn')} AND marked_on BETWEEN ${from} AND ${to} AND session IN ('AM', 'PM') AND code IN ('G', 'N', 'O')
      AND (${ids} IS NULL OR pupil_id IN (SELECT value FROM json_each(${ids})))`)
  return rows.map(({ id }) => id)
}

/** The writes that set marks of one school's pupils and keep what they replaced: two statements however many there are. */
export function writesOfMarks(
  schoolUrn: string,
  marks: readonly Mark[],
  versions: readonly MarkVersion[],
): Query<unknown>[] {
  const writes: Query<unknown>[] = []
  if (versions.length > 0) {
    writes.push(sql`INSERT INTO mark_versions (pupil_id, marked_on, session, code, source, stamp, tie, received_at, received_by, became, kept_at, kept_because, reason)
      SELECT value ->> 'pupilId', value ->> 'on', value ->> 'session', value ->> 'code', value ->> 'source', value ->> 'stamp', value ->> 'tie',
        value ->> 'receivedAt', value ->> 'receivedBy', value ->> 'became', value ->> 'keptAt', value ->> 'keptBecause', value ->> 'reason'
      FROM json_each(${JSON.stringify(versions)})`)
  }
  if (marks.length > 0) {
    writes.push(sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, minutes_late, comment, source, stamp, tie, received_at, received_by)
      SELECT value ->> 'pupilId', value ->> 'on', value ->> 'session', ${schoolUrn}, value ->> 'code', value ->> 'minutesLate', value ->> 'comment',
        value ->> 'source', value ->> 'stamp', value ->> 'tie', value ->> 'receivedAt', value ->> 'receivedBy'
      FROM json_each(${JSON.stringify(marks)}) WHERE 1
      ON CONFLICT (pupil_id, marked_on, session) DO UPDATE SET code = excluded.code, minutes_late = excluded.minutes_late, comment = excluded.comment,
        source = excluded.source, stamp = excluded.stamp, tie = excluded.tie, received_at = excluded.received_at, received_by = excluded.received_by`)
  }
  return writes
}

/**
 * The write that gives `-` for a register closed as complete to every pupil on roll that day without a mark. Its stamp
 * is the lowest, so that any real mark replaces it.
 */
export function writeOfMarksMissing(
  schoolUrn: string,
  on: string,
  session: Session,
  receivedAt: string,
): Query<unknown> {
  return sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
    SELECT id, ${on}, ${session}, school_urn, '-', 'no-mark', '', '', ${receivedAt}, 'mis' FROM pupils
    WHERE school_urn = ${schoolUrn} AND first_known_on <= ${on} AND (entered_on IS NULL OR entered_on <= ${on}) AND (left_on IS NULL OR left_on >= ${on})
    ON CONFLICT DO NOTHING`
}

/** The write that takes those `-` back for a register that is no longer complete: without one, no row says the same. */
export function writeOfMarksMissingTakenBack(schoolUrn: string, on: string, session: Session): Query<unknown> {
  return sql`DELETE FROM marks WHERE school_urn = ${schoolUrn} AND marked_on = ${on} AND session = ${session} AND source = 'no-mark'`
}

/** The write that gives `-` to pupils for complete registers without them, on days from which they are now known (`from`, in) to a day out. */
export function writeOfMarksMissingBefore(
  schoolUrn: string,
  known: readonly { pupilId: string; from: string; before: string }[],
  receivedAt: string,
): Query<unknown> {
  return sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
    SELECT value ->> 'pupilId', r.marked_on, r.session, r.school_urn, '-', 'no-mark', '', '', ${receivedAt}, 'mis'
    FROM json_each(${JSON.stringify(known)}) JOIN register_sessions r ON r.school_urn = ${schoolUrn} AND r.complete = 1
      AND r.marked_on >= value ->> 'from' AND r.marked_on < value ->> 'before' WHERE 1
    ON CONFLICT DO NOTHING`
}

/**
 * The write that lets go of plain presence in complete registers before a date: no row in a complete register says the
 * same. Pupils with a running absence keep theirs.
 */
export function writeOfPresenceLetGo(schoolUrn: string, before: string): Query<unknown> {
  return sql`DELETE FROM marks WHERE school_urn = ${schoolUrn} AND marked_on < ${before} AND code IN ('/', '\\') AND source = 'mis'
    AND EXISTS (SELECT 1 FROM register_sessions r WHERE r.school_urn = marks.school_urn AND r.marked_on = marks.marked_on AND r.session = marks.session AND r.complete = 1)
    AND pupil_id NOT IN (SELECT pupil_id FROM cases WHERE ended_on IS NULL AND school_urn = ${schoolUrn})`
}
