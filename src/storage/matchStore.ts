// Which pupils of a school may be one child, and what did people say of them?
import type { MatchReason } from '../cases/decide/joinPupils.ts'
import type { Pupil } from '../cases/pupil.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { isKnown } from './knownPupils.ts'
import { pupilOf } from './pupilStore.ts'
import type { PupilsTable } from './schema.ts'
import { within } from './scope.ts'

/** A pupil of a suggested match, with how much is on record. */
export interface MatchSide {
  readonly pupil: Pupil
  readonly marks: number
  readonly contacts: number
  readonly cases: number
  /** A case that runs, or is open for the authority. */
  readonly hasOpenCase: boolean
}

/** Two pupils of one school, `one` < `other`, with every reason why they may be one child. */
export interface MatchPair {
  readonly one: string
  readonly other: string
  readonly reasons: readonly MatchReason[]
}

// Each of the four ways by an index of its own; who was joined to another, or said to be two, is not suggested again.
const pairs = (scope: Scope) => piece`
  SELECT a.id AS x, b.id AS y, 'same-upn' AS why FROM pupils a JOIN pupils b ON b.school_urn = a.school_urn AND b.upn = a.upn AND b.id > a.id
    WHERE ${within(scope, 'a.school_urn')}
  UNION SELECT a.id, b.id, 'former-upn' FROM pupils a JOIN pupils b ON b.school_urn = a.school_urn AND b.upn = a.former_upn AND b.id <> a.id
    WHERE ${within(scope, 'a.school_urn')}
  UNION SELECT a.id, b.id, 'same-name' FROM pupils a JOIN pupils b ON b.school_urn = a.school_urn AND b.search_name = a.search_name AND b.id > a.id
      AND b.date_of_birth = a.date_of_birth WHERE a.search_name <> '' AND ${within(scope, 'a.school_urn')}
  UNION SELECT a.id, b.id, 'merged' FROM enrolment_words w JOIN pupils a ON a.id = w.pupil_id
      JOIN pupils b ON b.school_urn = a.school_urn AND b.mis_id = w.details ->> 'fromMisId' AND b.id <> a.id
    WHERE w.what = 'merged' AND ${within(scope, 'a.school_urn')}`

/** The suggested matches of the scope's schools. */
export async function listMatches(database: Database, scope: Scope): Promise<MatchPair[]> {
  const rows = await database.read(sql<{ one: string; other: string; reasons: string }>`
    SELECT min(x, y) AS one, max(x, y) AS other, json_group_array(DISTINCT why) AS reasons FROM (${pairs(scope)})
    WHERE NOT EXISTS (SELECT 1 FROM pupils_kept_apart k WHERE k.one = min(x, y) AND k.other = max(x, y))
      AND NOT EXISTS (SELECT 1 FROM pupils g JOIN pupil_links l ON l.school_urn = g.school_urn AND l.mis_id = g.mis_id WHERE g.id IN (x, y))
      AND NOT EXISTS (SELECT 1 FROM pupils u WHERE u.id IN (x, y) AND NOT ${isKnown('u')})
    GROUP BY 1, 2 ORDER BY 1, 2`)
  return rows.map(({ one, other, reasons }) => ({ one, other, reasons: JSON.parse(reasons) }))
}

/** These pupils with how much is on record of each. */
export async function listMatchSides(
  database: Database,
  scope: Scope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MatchSide>> {
  const rows = await database.read(sql<PupilsTable & { marks: number; contacts: number; cases: number; open: number }>`
    SELECT p.*, (SELECT count(*) FROM marks m WHERE m.pupil_id = p.id AND m.code <> '-') AS marks,
      (SELECT count(*) FROM contacts k WHERE k.pupil_id = p.id) AS contacts,
      (SELECT count(*) FROM cases c WHERE c.pupil_id = p.id) AS cases,
      EXISTS (SELECT 1 FROM cases c WHERE c.pupil_id = p.id AND (c.ended_on IS NULL OR (c.opened_at IS NOT NULL AND c.closed_at IS NULL))) AS open
    FROM pupils p WHERE p.id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND ${within(scope, 'p.school_urn')}`)
  return new Map(
    rows.map((row) => {
      const { marks, contacts, cases, open } = row
      return [row.id, { pupil: pupilOf(row), marks, contacts, cases, hasOpenCase: open === 1 }]
    }),
  )
}

/** The pupils still on roll of whom the system last said that it no longer has them, with when; by name. */
export async function listPupilsGone(database: Database, scope: Scope): Promise<{ pupil: Pupil; since: string }[]> {
  const rows = await database.read(sql<PupilsTable & { since: string }>`
    SELECT p.*, (SELECT max(at) FROM enrolment_words WHERE pupil_id = p.id AND what = 'deleted') AS since FROM pupils p
    WHERE p.left_on IS NULL AND ${within(scope, 'p.school_urn')}
      AND p.id IN (SELECT pupil_id FROM enrolment_words WHERE what = 'deleted')
      AND (SELECT what FROM enrolment_words WHERE pupil_id = p.id AND what NOT IN ('merged', 'attended') ORDER BY at DESC, number DESC LIMIT 1) = 'deleted'
      AND coalesce(p.details_at, '') <= (SELECT max(at) FROM enrolment_words WHERE pupil_id = p.id AND what = 'deleted')
      AND NOT EXISTS (SELECT 1 FROM pupil_links l WHERE l.school_urn = p.school_urn AND l.mis_id = p.mis_id)
    ORDER BY p.school_urn, p.search_name, p.id`)
  return rows.map((row) => ({ pupil: pupilOf(row), since: row.since }))
}

/** The write that remembers that two pupils are two. It breaks (clashes.ts: already-there) when somebody said so before. */
export function writeOfKeptApart(one: string, other: string, at: string, by: string, because: string): Query<unknown> {
  return sql`INSERT INTO pupils_kept_apart (one, other, at, by, because)
    VALUES (${one < other ? one : other}, ${one < other ? other : one}, ${at}, ${by}, ${because})`
}

/**
 * The writes that send the messages of the pupil who goes to the one who stays, and add the marks and contacts of which the
 * one who stays has none. What stands on the one who goes is left as it was.
 */
export function writesOfJoining(goes: Pupil, stays: Pupil, at: string, by: string): Query<unknown>[] {
  const { schoolUrn, misId } = goes
  return [
    sql`INSERT INTO pupil_links (school_urn, mis_id, pupil_id, joined_at, joined_by) VALUES (${schoolUrn}, ${misId}, ${stays.id}, ${at}, ${by})`,
    sql`UPDATE pupil_links SET pupil_id = ${stays.id} WHERE pupil_id = ${goes.id}`,
    sql`DELETE FROM marks WHERE pupil_id = ${stays.id} AND code = '-' AND source = 'no-mark' AND EXISTS (SELECT 1 FROM presence q
      WHERE q.school_urn = ${schoolUrn} AND q.marked_on = marks.marked_on AND q.session = marks.session AND q.pupil_id = ${goes.id})`,
    sql`INSERT INTO presence (school_urn, marked_on, session, pupil_id, code, stamp, tie, received_at)
      SELECT q.school_urn, q.marked_on, q.session, ${stays.id}, q.code, q.stamp, q.tie, q.received_at FROM presence q
      WHERE q.school_urn = ${schoolUrn} AND q.pupil_id = ${goes.id} AND NOT EXISTS (SELECT 1 FROM marks m
        WHERE m.pupil_id = ${stays.id} AND m.marked_on = q.marked_on AND m.session = q.session) ON CONFLICT DO NOTHING`,
    sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, minutes_late, comment, source, stamp, tie, received_at, received_by)
      SELECT ${stays.id}, g.marked_on, g.session, g.school_urn, g.code, g.minutes_late, g.comment, g.source, g.stamp, g.tie, g.received_at, g.received_by
      FROM marks g WHERE g.pupil_id = ${goes.id} AND g.code <> '-' AND NOT EXISTS (SELECT 1 FROM presence q
        WHERE q.school_urn = g.school_urn AND q.marked_on = g.marked_on AND q.session = g.session AND q.pupil_id = ${stays.id})
      ON CONFLICT (pupil_id, marked_on, session) DO UPDATE SET code = excluded.code, source = excluded.source, stamp = excluded.stamp,
        tie = excluded.tie, received_at = excluded.received_at, received_by = excluded.received_by WHERE marks.code = '-' AND marks.source = 'no-mark'`,
    sql`INSERT INTO contacts (id, pupil_id, contact_ref, name, relationship, priority, parental_responsibility, phones, emails, address, restricted, restricted_at, source_updated_at)
      SELECT lower(hex(randomblob(16))), ${stays.id}, contact_ref, name, relationship, priority, parental_responsibility, phones, emails, address, restricted, restricted_at, source_updated_at
      FROM contacts WHERE pupil_id = ${goes.id} ON CONFLICT (pupil_id, contact_ref) DO UPDATE SET restricted = max(contacts.restricted, excluded.restricted),
        restricted_at = nullif(max(coalesce(contacts.restricted_at, ''), coalesce(excluded.restricted_at, '')), '')`,
  ]
}
