// Which deliveries are held back, and what did a person say of them? By school and reason, released or refused in one go.
import type { Scope } from '../cases/roles.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { within } from './scope.ts'

/** The deliveries of one school that wait for one reason. `newestId`: the last of them, so that what comes after is not meant. */
export interface ParkedGroup {
  readonly schoolUrn: string
  readonly schoolName: string
  readonly because: string
  readonly deliveries: number
  readonly newestId: number
  readonly firstAt: string
  readonly lastAt: string
  /** How many of them say nothing any more: their content was erased with age. */
  readonly erased: number
  /** The first of them, locked, at most `mostRead`. */
  readonly bodies: readonly string[]
}

export const mostRead = 20

/** A column: how many deliveries of the school `s` of the query are held back. */
export const heldBackColumn = piece`(SELECT count(*) FROM connections k CROSS JOIN deliveries d ON d.connection_id = k.id AND d.state = 'parked'
  WHERE k.school_urn = s.urn) AS "heldBack"`

/** A column: of which type the message is that says that the pupil `p` of the query leaves and is held back; null when there is none. */
export const leavingHeldBackColumn = piece`(SELECT min(d.type) FROM connections k CROSS JOIN deliveries d ON d.connection_id = k.id AND d.state = 'parked'
    AND (d.parked_about = p.mis_id OR d.parked_about IN (SELECT l.mis_id FROM pupil_links l WHERE l.pupil_id = p.id))
  WHERE k.school_urn = p.school_urn) AS leaving_held_back`

/** What is held back at the scope's schools, the longest waiting first. One statement. */
export async function listParked(database: Database, scope: Scope): Promise<ParkedGroup[]> {
  const rows = await database.read(sql<Omit<ParkedGroup, 'bodies'> & { bodies: string }>`
    WITH waiting AS (
      SELECT d.id, d.received_at, d.parked_because, d.body, c.school_urn,
        row_number() OVER (PARTITION BY c.school_urn, d.parked_because ORDER BY d.body IS NULL, d.id) AS place
      FROM deliveries d JOIN connections c ON c.id = d.connection_id
      WHERE d.state = 'parked' AND ${within(scope, 'c.school_urn')})
    SELECT w.school_urn AS "schoolUrn", s.name AS "schoolName", w.parked_because AS because, count(*) AS deliveries, max(w.id) AS "newestId",
      min(w.received_at) AS "firstAt", max(w.received_at) AS "lastAt", sum(w.body IS NULL) AS erased,
      json_group_array(w.body ORDER BY w.place) FILTER (WHERE w.place <= ${mostRead} AND w.body IS NOT NULL) AS bodies
    FROM waiting w JOIN schools s ON s.urn = w.school_urn
    GROUP BY w.school_urn, w.parked_because ORDER BY min(w.received_at), w.school_urn, w.parked_because`)
  return rows.map(({ bodies, ...group }) => ({ ...group, bodies: JSON.parse(bodies) as string[] }))
}

/** Deliveries that a person speaks of: those of a school held back for a reason, up to the newest that was shown. */
export interface ParkedNamed {
  readonly schoolUrn: string
  readonly because: string
  readonly newestId: number
}

/** What a person says. Refused: why. */
export interface ParkedSaid {
  readonly how: 'released' | 'refused'
  readonly because: string | null
  readonly at: string
  readonly by: string
}

function named({ schoolUrn, because, newestId }: ParkedNamed, how: ParkedSaid['how']) {
  const canBeRead = how === 'released' ? piece`body IS NOT NULL` : piece`1`
  return piece`state = 'parked' AND parked_because = ${because} AND id <= ${newestId} AND ${canBeRead}
    AND connection_id IN (SELECT id FROM connections WHERE school_urn = ${schoolUrn})`
}

/** How many there are still to be released or refused. */
export async function findParkedNamed(
  database: Database,
  scope: Scope,
  parked: ParkedNamed,
  how: ParkedSaid['how'],
): Promise<number> {
  const rows = await database.read(sql<{ many: number }>`SELECT count(*) AS many FROM deliveries
    WHERE ${named(parked, how)} AND connection_id IN (SELECT id FROM connections WHERE ${within(scope, 'school_urn')})`)
  return rows[0]!.many
}

/** The writes by which a person releases or refuses them: two statements. What was settled meanwhile stays as it was settled. */
export function writesOfSettling(parked: ParkedNamed, { how, because, at, by }: ParkedSaid): Query<unknown>[] {
  return [
    sql`INSERT INTO parked_settled (delivery, school_urn, parked_because, how, because, at, by)
      SELECT id, ${parked.schoolUrn}, parked_because, ${how}, ${because}, ${at}, ${by} FROM deliveries WHERE ${named(parked, how)}`,
    how === 'released'
      ? sql`UPDATE deliveries SET state = 'received', tries = 0, next_try_at = NULL, processed_at = NULL, released_at = ${at}, released_by = ${by}
          WHERE ${named(parked, how)}`
      : sql`UPDATE deliveries SET state = 'ignored', processed_at = ${at} WHERE ${named(parked, how)}`,
  ]
}

/**
 * The writes by which everything held back at a school is refused whose delivery id begins with `messages`: what a register
 * file said that is taken back. Two statements.
 */
export function writesOfRefusingMessages(
  schoolUrn: string,
  messages: string,
  { because, at, by }: { readonly because: string; readonly at: string; readonly by: string },
): Query<unknown>[] {
  const theirs = piece`state = 'parked' AND substr(delivery_id, 1, ${messages.length}) = ${messages}
    AND connection_id IN (SELECT id FROM connections WHERE school_urn = ${schoolUrn})`
  return [
    sql`INSERT INTO parked_settled (delivery, school_urn, parked_because, how, because, at, by)
      SELECT id, ${schoolUrn}, parked_because, 'refused', ${because}, ${at}, ${by} FROM deliveries WHERE ${theirs}`,
    sql`UPDATE deliveries SET state = 'ignored', processed_at = ${at} WHERE ${theirs}`,
  ]
}

/** A decision about deliveries that were held back, as people read it. */
export interface ParkedDecision {
  readonly schoolName: string
  readonly parkedBecause: string
  readonly how: 'released' | 'refused'
  readonly because: string | null
  readonly at: string
  readonly byName: string
  readonly deliveries: number
}

/** The newest decisions of the scope's schools. */
export function listParkedDecisions(database: Database, scope: Scope, most: number): Promise<ParkedDecision[]> {
  return database.read(sql<ParkedDecision>`SELECT s.name AS "schoolName", t.parked_because AS "parkedBecause", t.how, t.because, t.at,
      p.name AS "byName", count(*) AS deliveries
    FROM parked_settled t JOIN schools s ON s.urn = t.school_urn JOIN people p ON p.id = t.by WHERE ${within(scope, 't.school_urn')}
    GROUP BY t.school_urn, t.parked_because, t.how, t.at, t.by, t.because ORDER BY t.at DESC, s.name LIMIT ${most}`)
}
