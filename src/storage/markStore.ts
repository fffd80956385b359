// What do the registers say? The marks that are not plain presence, those not yet let go, and what they were before.
import type { Session } from '../cases/events.ts'
import type { Mark, MarkVersion } from '../cases/mark.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { isKeptByRegister } from './presence.ts'
import { within } from './scope.ts'

/** One session of one pupil. */
export interface PupilSessionKey {
  readonly pupilId: string
  readonly on: string
  readonly session: Session
}

/** The marks that stand for these sessions; a session without one is left out. */
export function listMarksAt(
  database: Database,
  scope: Scope,
  schoolUrn: string,
  keys: readonly PupilSessionKey[],
): Promise<Mark[]> {
  const asked = piece`WITH ${sessionsAsked(keys)}`
  return database.read(sql<Mark>`${asked} SELECT m.pupil_id AS pupilId, m.marked_on AS "on", m.session, m.code, m.minutes_late AS minutesLate, m.comment,
      m.source, m.stamp, m.tie, m.received_at AS receivedAt, m.received_by AS receivedBy
    FROM asked k CROSS JOIN marks m ON m.pupil_id = k.pupil AND m.marked_on = k."on" AND m.session = k.session
    WHERE ${within(scope, 'm.school_urn')}
    UNION ALL SELECT q.pupil_id, q.marked_on, q.session, q.code, NULL, NULL, 'mis', q.stamp, q.tie, q.received_at, 'mis'
    FROM asked k CROSS JOIN presence q ON q.school_urn = ${schoolUrn} AND q.marked_on = k."on" AND q.session = k.session AND q.pupil_id = k.pupil
    WHERE ${within(scope, 'q.school_urn')}`)
}

/** The marks of these pupils from one date to another, both in, by pupil, date and session. */
export function listMarks(
  database: Database,
  scope: Scope,
  pupilIds: readonly string[],
  from: string,
  to: string,
): Promise<Mark[]> {
  const ids = JSON.stringify(pupilIds)
  return database.read(sql<Mark>`SELECT pupil_id AS pupilId, marked_on AS "on", session, code, minutes_late AS minutesLate, comment,
      source, stamp, tie, received_at AS receivedAt, received_by AS receivedBy
    FROM marks WHERE pupil_id IN (SELECT value FROM json_each(${ids})) AND marked_on BETWEEN ${from} AND ${to}
      AND ${within(scope, 'school_urn')}
    UNION ALL SELECT p.id, q.marked_on, q.session, q.code, NULL, NULL, 'mis', q.stamp, q.tie, q.received_at, 'mis'
    FROM json_each(${ids}) k CROSS JOIN pupils p ON p.id = k.value CROSS JOIN register_sessions r CROSS JOIN presence q
      ON q.school_urn = r.school_urn AND q.marked_on = r.marked_on AND q.session = r.session AND q.pupil_id = p.id
    WHERE r.school_urn = p.school_urn AND r.presence_kept = 1 AND r.marked_on BETWEEN ${from} AND ${to} AND ${within(scope, 'p.school_urn')}
    ORDER BY 1, 2, 3`)
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

/**
 * The writes that set marks of one school's pupils and keep what they replaced: at most six statements however many there
 * are. `standing`: what stood in their place when it was read; they fail whole (NOT NULL of presence.code or marks.code) when somebody
 * wrote a mark there since. Null: whatever stands there is replaced.
 */
export function writesOfMarks(
  schoolUrn: string,
  marks: readonly Mark[],
  versions: readonly MarkVersion[],
  standing: readonly Mark[] | null = null,
): Query<unknown>[] {
  const writes: Query<unknown>[] = []
  if (versions.length > 0) writes.push(writeOfVersions(versions))
  const present = marks.filter(isKeptByRegister)
  const others = marks.filter((mark) => !isKeptByRegister(mark))
  if (others.length > 0) writes.push(...writesOfOthers(schoolUrn, others, standing))
  if (present.length > 0) writes.push(...writesOfPresence(schoolUrn, present, standing))
  return writes
}

// Null in place of a code stops the commit where a mark or presence stands that was not seen.
function writesOfOthers(
  schoolUrn: string,
  others: readonly Mark[],
  standing: readonly Mark[] | null,
): Query<unknown>[] {
  const seen = new Map(standing?.map((mark) => [`${mark.on} ${mark.session} ${mark.pupilId}`, mark]))
  const rows = JSON.stringify(
    others.map((mark) => {
      const inPlaceOf = seen.get(`${mark.on} ${mark.session} ${mark.pupilId}`)
      return { ...mark, seenStamp: inPlaceOf?.stamp ?? null, seenTie: inPlaceOf?.tie ?? null }
    }),
  )
  const code = piece`CASE WHEN ${standing === null} OR (
      NOT EXISTS (SELECT 1 FROM marks m WHERE m.pupil_id = value ->> 'pupilId' AND m.marked_on = value ->> 'on' AND m.session = value ->> 'session'
        AND (m.stamp IS NOT value ->> 'seenStamp' OR m.tie IS NOT value ->> 'seenTie'))
      AND NOT EXISTS (SELECT 1 FROM presence q WHERE q.school_urn = ${schoolUrn} AND q.marked_on = value ->> 'on' AND q.session = value ->> 'session'
        AND q.pupil_id = value ->> 'pupilId')) THEN value ->> 'code' END`
  const presenceThere = piece`SELECT q.school_urn, q.marked_on, q.session, q.pupil_id FROM json_each(${rows}) k CROSS JOIN presence q
    ON q.school_urn = ${schoolUrn} AND q.marked_on = k.value ->> 'on' AND q.session = k.value ->> 'session' AND q.pupil_id = k.value ->> 'pupilId'
    WHERE ${standing === null} OR (q.stamp = k.value ->> 'seenStamp' AND q.tie = k.value ->> 'seenTie')`
  return [
    ...(standing?.length === 0
      ? []
      : [sql`DELETE FROM presence WHERE (school_urn, marked_on, session, pupil_id) IN (${presenceThere})`]),
    sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, minutes_late, comment, source, stamp, tie, received_at, received_by)
      SELECT value ->> 'pupilId', value ->> 'on', value ->> 'session', ${schoolUrn}, ${code}, value ->> 'minutesLate', value ->> 'comment',
        value ->> 'source', value ->> 'stamp', value ->> 'tie', value ->> 'receivedAt', value ->> 'receivedBy'
      FROM json_each(${rows}) WHERE 1
      ON CONFLICT (pupil_id, marked_on, session) DO UPDATE SET code = excluded.code, minutes_late = excluded.minutes_late, comment = excluded.comment,
        source = excluded.source, stamp = excluded.stamp, tie = excluded.tie, received_at = excluded.received_at, received_by = excluded.received_by`,
  ]
}

function writeOfVersions(versions: readonly MarkVersion[]): Query<unknown> {
  return sql`INSERT INTO mark_versions (pupil_id, marked_on, session, code, source, stamp, tie, received_at, received_by, became, kept_at, kept_because, reason)
    SELECT value ->> 'pupilId', value ->> 'on', value ->> 'session', value ->> 'code', value ->> 'source', value ->> 'stamp', value ->> 'tie',
      value ->> 'receivedAt', value ->> 'receivedBy', value ->> 'became', value ->> 'keptAt', value ->> 'keptBecause', value ->> 'reason'
    FROM json_each(${JSON.stringify(versions)})`
}

function writesOfPresence(
  schoolUrn: string,
  present: readonly Mark[],
  standing: readonly Mark[] | null,
): Query<unknown>[] {
  const groups = Map.groupBy(present, (mark) => JSON.stringify(wordOf(mark)))
  const rows = JSON.stringify(
    [...groups.values()].map((marks) => [...wordOf(marks[0]!), marks.map(({ pupilId }) => pupilId).sort()]),
  )
  const told = piece`WITH said AS MATERIALIZED (SELECT value ->> 0 AS "on", value ->> 1 AS session, value ->> 2 AS code,
      value ->> 3 AS stamp, value ->> 4 AS tie, value ->> 5 AS received_at, value -> 6 AS pupils FROM json_each(${rows}))`
  return [
    ...(standing?.length === 0 ? [] : [writeOfReplaced(present, standing)]),
    sql`${told} INSERT INTO presence (school_urn, marked_on, session, pupil_id, code, stamp, tie, received_at)
      SELECT ${schoolUrn}, said."on", said.session, p.value,
        CASE WHEN NOT EXISTS (SELECT 1 FROM marks m WHERE m.pupil_id = p.value AND m.marked_on = said."on" AND m.session = said.session) THEN said.code END,
        said.stamp, said.tie, said.received_at
      FROM said CROSS JOIN json_each(said.pupils) p WHERE 1
      ON CONFLICT (school_urn, marked_on, session, pupil_id) DO UPDATE SET
        code = excluded.code, stamp = excluded.stamp, tie = excluded.tie, received_at = excluded.received_at`,
    sql`${told} INSERT INTO register_sessions (school_urn, marked_on, session, last_heard_at, source, stamp, presence_kept)
      SELECT ${schoolUrn}, "on", session, max(received_at), 'mis', '', 1 FROM said WHERE 1 GROUP BY 2, 3
      ON CONFLICT (school_urn, marked_on, session) DO UPDATE SET presence_kept = 1 WHERE presence_kept = 0`,
  ]
}

// What the marks of one delivery have in common is said once: most of a register is one group.
function wordOf({ on, session, code, stamp, tie, receivedAt }: Mark): readonly string[] {
  return [on, session, code, stamp, tie, receivedAt]
}

function sessionsAsked(keys: readonly PupilSessionKey[]) {
  const bySession = Map.groupBy(keys, ({ on, session }) => JSON.stringify([on, session]))
  const groups = [...bySession].map(([, asked]) => [
    asked[0]!.on,
    asked[0]!.session,
    asked.map(({ pupilId }) => pupilId),
  ])
  return piece`said AS MATERIALIZED (SELECT value ->> 0 AS "on", value ->> 1 AS session, value -> 2 AS pupils FROM json_each(${JSON.stringify(groups)})),
    asked AS (SELECT said."on", said.session, p.value AS pupil FROM said CROSS JOIN json_each(said.pupils) p)`
}

// Only what was seen, where it was looked at: a mark that somebody wrote since stays, and stops the commit.
function writeOfReplaced(present: readonly Mark[], standing: readonly Mark[] | null): Query<unknown> {
  const seen = standing?.map(({ pupilId, on, session, stamp, tie }) => [pupilId, on, session, stamp, tie]) ?? null
  return sql`WITH ${sessionsAsked(present)} DELETE FROM marks WHERE (pupil_id, marked_on, session) IN (SELECT pupil, "on", session FROM asked)
    AND (${seen === null} OR (pupil_id, marked_on, session, stamp, tie) IN (
      SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(${JSON.stringify(seen ?? [])})))`
}

/**
 * The write that gives `-` for a register closed as complete to every pupil on roll that day without a mark, or gone nobody
 * knows where. Its stamp is the lowest, so that any real mark replaces it.
 */
export function writeOfMarksMissing(
  schoolUrn: string,
  on: string,
  session: Session,
  receivedAt: string,
): Query<unknown> {
  return sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
    SELECT id, ${on}, ${session}, school_urn, '-', 'no-mark', '', '', ${receivedAt}, 'mis' FROM pupils
    WHERE school_urn = ${schoolUrn} AND first_known_on <= ${on} AND (entered_on IS NULL OR entered_on <= ${on}) AND (left_on IS NULL OR left_on >= ${on} OR asks = 'leaver')
      AND NOT EXISTS (SELECT 1 FROM presence q WHERE q.school_urn = ${schoolUrn} AND q.marked_on = ${on} AND q.session = ${session} AND q.pupil_id = pupils.id)
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
      AND r.marked_on >= value ->> 'from' AND r.marked_on < value ->> 'before'
    WHERE NOT EXISTS (SELECT 1 FROM presence q WHERE q.school_urn = r.school_urn AND q.marked_on = r.marked_on AND q.session = r.session
      AND q.pupil_id = value ->> 'pupilId')
    ON CONFLICT DO NOTHING`
}

/**
 * The writes that let go of plain presence in complete registers before a date: no row in a complete register says the
 * same. Pupils with a running absence keep theirs, from then on beside their other marks.
 */
export function writesOfPresenceLetGo(schoolUrn: string, before: string): Query<unknown>[] {
  const over = piece`school_urn = ${schoolUrn} AND marked_on < ${before} AND (marked_on, session) IN (SELECT r.marked_on, r.session FROM register_sessions r
    WHERE r.school_urn = ${schoolUrn} AND r.presence_kept = 1 AND r.complete = 1 AND r.marked_on < ${before})`
  return [
    sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
      SELECT q.pupil_id, q.marked_on, q.session, q.school_urn, q.code, 'mis', q.stamp, q.tie, q.received_at, 'mis'
      FROM cases c CROSS JOIN register_sessions r CROSS JOIN presence q
        ON q.school_urn = r.school_urn AND q.marked_on = r.marked_on AND q.session = r.session AND q.pupil_id = c.pupil_id
      WHERE c.school_urn = ${schoolUrn} AND c.ended_on IS NULL
        AND r.school_urn = ${schoolUrn} AND r.presence_kept = 1 AND r.complete = 1 AND r.marked_on < ${before}`,
    sql`DELETE FROM presence WHERE ${over}`,
    sql`DELETE FROM marks WHERE school_urn = ${schoolUrn} AND marked_on < ${before} AND code IN ('/', '\\') AND source = 'mis'
      AND EXISTS (SELECT 1 FROM register_sessions r WHERE r.school_urn = marks.school_urn AND r.marked_on = marks.marked_on AND r.session = marks.session AND r.complete = 1)
      AND pupil_id NOT IN (SELECT pupil_id FROM cases WHERE ended_on IS NULL AND school_urn = ${schoolUrn})`,
    sql`UPDATE register_sessions SET presence_kept = 0
      WHERE school_urn = ${schoolUrn} AND presence_kept = 1 AND complete = 1 AND marked_on < ${before}`,
  ]
}
