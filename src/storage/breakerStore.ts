// What would a delivery do to a school's roll and registers? Asked before it is applied, of few deliveries only.
import { londonDate } from '../calendar/londonTime.ts'
import type { LeaverMeets, Share } from '../cases/decide/parkDelivery.ts'
import type { Session } from '../cases/events.ts'
import type { Scope } from '../cases/roles.ts'
import type { EnrolmentEndedTold, PupilDeletedTold, ToldBy } from '../cases/told.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { isKnown } from './knownPupils.ts'
import { marksOfDay } from './presence.ts'
import { pupilNumbered } from './pupilNumbered.ts'
import { within } from './scope.ts'

const leaverTypes = piece`('enrolment.ended', 'pupil.deleted')`

function releasedLast(schoolUrn: string, sentence: string) {
  return piece`coalesce((SELECT max(at) FROM parked_settled WHERE school_urn = ${schoolUrn} AND parked_because = ${sentence} AND how = 'released'), '')`
}

/** A message about a pupil who leaves; `leavingOn` null: the system no longer has the pupil. `since`: an instant, 24 hours ago. */
export interface LeaverAsked {
  readonly schoolUrn: string
  readonly misId: string
  readonly leavingOn: string | null
  /** London's date. */
  readonly today: string
  readonly since: string
  /** What deliveries held back for this reason keep with them. */
  readonly sentence: string
}

/** What a message about one leaver meets at the school: one statement. */
export async function findLeaverMeets(database: Database, scope: Scope, asked: LeaverAsked): Promise<LeaverMeets> {
  const { schoolUrn, misId, leavingOn, today, since, sentence } = asked
  const rows = await database.read(sql<{ ends: number; onRoll: number; left: number; waiting: number }>`
    SELECT EXISTS (SELECT 1 FROM pupils WHERE id = ${pupilNumbered(schoolUrn, misId)} AND ${within(scope, 'school_urn')} AND ${wouldEnd(leavingOn, today)}) AS ends,
      (SELECT count(*) FROM pupils WHERE school_urn = ${schoolUrn} AND ${isKnown('pupils')} AND (left_on IS NULL OR left_on > ${today})) AS "onRoll",
      (SELECT count(DISTINCT mis_id) FROM leavings WHERE school_urn = ${schoolUrn}
        AND received_at > max(${since}, ${releasedLast(schoolUrn, sentence)})) AS "left",
      (SELECT count(*) FROM deliveries d JOIN connections c ON c.id = d.connection_id
        WHERE d.state = 'parked' AND c.school_urn = ${schoolUrn} AND d.parked_because = ${sentence} AND d.type IN ${leaverTypes}) AS waiting`)
  const { ends, ...counts } = rows[0]!
  return { what: 'leaver', ends: ends === 1, ...counts }
}

// A last day that only moves ends nobody who was staying, unless it moves from later to now.
function wouldEnd(leavingOn: string | null, today: string) {
  return leavingOn === null
    ? piece`(left_on IS NULL OR left_on > ${today})`
    : piece`(left_on IS NULL OR (left_on > ${today} AND ${leavingOn} <= ${today}))`
}

/** The write that counts a leaver, in the commit that takes the pupil off roll and ahead of it; nothing when the pupil had left. */
export function writeOfLeaving(
  { schoolUrn, receivedAt }: ToldBy,
  told: EnrolmentEndedTold | PupilDeletedTold,
): Query<unknown> {
  const leavingOn = told.what === 'enrolment-ended' ? told.leavingOn : null
  return sql`INSERT INTO leavings (school_urn, received_at, mis_id) SELECT school_urn, ${receivedAt}, mis_id FROM pupils
    WHERE id = ${pupilNumbered(schoolUrn, told.pupil.misId)} AND ${wouldEnd(leavingOn, londonDate(receivedAt))} ON CONFLICT DO NOTHING`
}

/** A mark that a delivery would set: number in the MIS, date, session, code, stamp. */
export type MarkAsked = readonly [misId: string, on: string, session: Session, code: string, stamp: string]

/** How many marks of one register would become `-`, and how many would become another code. */
export interface RegisterTouched {
  readonly on: string
  readonly session: Session
  readonly takenBack: number
  readonly changed: number
}

/** What these marks would do to those that stand, register by register; registers that stay as they are left out. One statement. */
export function listRegistersTouched(
  database: Database,
  scope: Scope,
  schoolUrn: string,
  marks: readonly MarkAsked[],
): Promise<RegisterTouched[]> {
  const isPresent = (code: string) => piece`${piece.ref(code)} IN ('/', '\\')`
  return database.read(sql<RegisterTouched>`
    WITH told AS (
      SELECT p.id AS pupil_id, p.school_urn, k.value ->> 1 AS on_day, k.value ->> 2 AS session, k.value ->> 3 AS code,
        coalesce(m.code, q.code, CASE WHEN r.complete = 1 AND p.first_known_on <= r.marked_on THEN '/' END) AS stood,
        coalesce(m.stamp, q.stamp, '') < k.value ->> 4 AS is_newer
      FROM json_each(${JSON.stringify(marks)}) k
        CROSS JOIN pupils p ON p.id = ${pupilNumbered(schoolUrn, piece`k.value ->> 0`)}
        LEFT JOIN marks m ON m.pupil_id = p.id AND m.marked_on = k.value ->> 1 AND m.session = k.value ->> 2
        LEFT JOIN presence q ON q.school_urn = ${schoolUrn} AND q.marked_on = k.value ->> 1 AND q.session = k.value ->> 2 AND q.pupil_id = p.id
        LEFT JOIN register_sessions r ON r.school_urn = ${schoolUrn} AND r.marked_on = k.value ->> 1 AND r.session = k.value ->> 2)
    SELECT on_day AS "on", session, count(DISTINCT iif(code = '-', pupil_id, NULL)) AS "takenBack", count(DISTINCT pupil_id) AS changed FROM told
    WHERE is_newer AND ${within(scope, 'told.school_urn')} AND stood <> '-' AND stood <> code AND NOT (${isPresent('stood')} AND ${isPresent('code')})
    GROUP BY on_day, session`)
}

interface Asked {
  readonly schoolUrn: string
  /** What was changed before this instant is not counted any more; nor is what was before a person last released such deliveries. */
  readonly since: string
  readonly sentence: string
}

// Changes of the last while, each session of a pupil once.
function changedSince(
  { schoolUrn, since, sentence }: Asked,
  from: ReturnType<typeof piece>,
  to: ReturnType<typeof piece>,
) {
  return piece`FROM pupils p CROSS JOIN mark_versions v ON v.pupil_id = p.id AND v.marked_on BETWEEN ${from} AND ${to}
    WHERE p.school_urn = ${schoolUrn} AND v.kept_because = 'replaced' AND v.source = 'mis' AND v.code <> '-'
      AND v.kept_at > max(${since}, ${releasedLast(schoolUrn, sentence)})`
}

// Presence is let go of after some days: then the register's own count says how many there were.
const standing = piece`(SELECT count(*) FROM ${marksOfDay(piece`r.school_urn`, piece`r.marked_on`)} s WHERE s.session = r.session AND s.code <> '-')`

/** How much of each of these registers is there and was taken back lately. One statement. */
export function listTakenBackBefore(
  database: Database,
  scope: Scope,
  asked: Asked,
  registers: readonly RegisterTouched[],
): Promise<Omit<Share, 'now'>[]> {
  const keys = JSON.stringify(registers.map(({ on, session }) => [on, session]))
  return database.read(sql<Omit<Share, 'now'>>`
    SELECT x.before, coalesce(max(x.marked, x.before + x.there), x.before) AS "all" FROM (
      SELECT k.key, coalesce(r.marked, 0) AS marked, ${standing} AS there, (SELECT count(DISTINCT v.pupil_id) ${changedSince(asked, piece`k.value ->> 0`, piece`k.value ->> 0`)}
          AND v.session = k.value ->> 1 AND v.became = '-') AS before
      FROM json_each(${keys}) k LEFT JOIN register_sessions r
        ON ${within(scope, 'r.school_urn')} AND r.school_urn = ${asked.schoolUrn} AND r.marked_on = k.value ->> 0 AND r.session = k.value ->> 1) x ORDER BY x.key`)
}

/** How much of each of these weeks, named by their Mondays and Sundays, is there and changed lately. One statement. */
export function listRewrittenBefore(
  database: Database,
  scope: Scope,
  asked: Asked,
  weeks: readonly { readonly from: string; readonly to: string }[],
): Promise<Omit<Share, 'now'>[]> {
  const keys = JSON.stringify(weeks.map(({ from, to }) => [from, to]))
  return database.read(sql<Omit<Share, 'now'>>`
    SELECT (SELECT count(DISTINCT v.pupil_id || v.marked_on || v.session) ${changedSince(asked, piece`k.value ->> 0`, piece`k.value ->> 1`)}) AS before,
      coalesce((SELECT sum(max(coalesce(r.marked, 0), ${standing})) FROM register_sessions r
        WHERE r.school_urn = ${asked.schoolUrn} AND ${within(scope, 'r.school_urn')} AND r.marked_on BETWEEN k.value ->> 0 AND k.value ->> 1), 0) AS "all"
    FROM json_each(${keys}) k ORDER BY k.key`)
}
