// What was heard from each school, through which feed, and who looked when nothing was? Each one statement, however many schools.
import type { Scope } from '../cases/roles.ts'
import type { SchoolHeard, SessionOn } from '../cases/silence.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { within } from './scope.ts'
import { unmarkedColumn, unmarkedOf } from './unmarkedRegisters.ts'
import { yearGroupsColumn } from './yearGroupsColumn.ts'

const mostSessions = 6
/** So many registers back it is asked when the school was last heard. */
const mostHeard = 30

const newest = (columns: string, more: string, most: number) =>
  piece`(SELECT ${piece.raw(columns)} FROM register_sessions r WHERE r.school_urn = s.urn ${piece.raw(more)}
    ORDER BY r.marked_on DESC, r.session DESC LIMIT ${most})`

/** The scope's schools by name, as far as it must be known whether they are silent on a date. */
export async function listSchoolsHeard(database: Database, scope: Scope, on: string): Promise<SchoolHeard[]> {
  const rows = await database.read(sql<
    Omit<SchoolHeard, 'complete' | 'unmarked' | 'looked' | 'hasPupils' | 'yearGroups'> & {
      complete: string
      unmarked: string
      looked: string
      hasPupils: number
      yearGroups: string
    }
  >`
    SELECT s.urn, s.name, s.register_kept AS "registerKept",
      EXISTS (SELECT 1 FROM pupils p WHERE p.school_urn = s.urn) AS "hasPupils", ${yearGroupsColumn(on)},
      (SELECT max(at) FROM (SELECT max(f.last_heard_at) AS at FROM feeds f WHERE f.school_urn = s.urn
        UNION ALL SELECT max(last_heard_at) FROM ${newest('last_heard_at', "AND r.source = 'mis'", mostHeard)})) AS "lastHeardAt",
      (SELECT json_group_array(json_object('on', marked_on, 'session', session)) FROM (SELECT marked_on, session FROM register_sessions r
        WHERE r.school_urn = s.urn AND r.complete = 1 AND r.marked_on <= ${on} ORDER BY r.marked_on DESC, r.session DESC LIMIT ${mostSessions})) AS complete, ${unmarkedColumn(on)},
      (SELECT json_group_array(json_object('on', marked_on, 'session', session, 'at', looked_at, 'byName', name)) FROM (
        SELECT l.marked_on, l.session, l.looked_at, w.name FROM register_looks l JOIN people w ON w.id = l.looked_by
        WHERE l.school_urn = s.urn ORDER BY l.marked_on DESC, l.session DESC LIMIT ${mostSessions})) AS looked
    FROM schools s WHERE ${within(scope, 's.urn')} ORDER BY lower(s.name), s.urn`)
  return rows.map(({ complete, unmarked, looked, hasPupils, yearGroups, ...school }) => ({
    ...school,
    unmarked: unmarkedOf(unmarked),
    hasPupils: hasPupils === 1,
    yearGroups: JSON.parse(yearGroups) as string[],
    complete: JSON.parse(complete) as SchoolHeard['complete'],
    looked: JSON.parse(looked) as SchoolHeard['looked'],
  }))
}

/** A feed of a school. `problem`: what its vendor said when it was read last. `feed` null: nothing came through this connection yet. */
export interface FeedHeard {
  readonly schoolUrn: string
  readonly feed: string
  readonly lastHeardAt: string | null
  readonly problem: string | null
}

/** The feeds of these schools, as they were heard or read last. */
export function listFeedsHeard(database: Database, scope: Scope, schoolUrns: readonly string[]): Promise<FeedHeard[]> {
  const urns = JSON.stringify(schoolUrns)
  return database.read(sql<FeedHeard>`
    SELECT school_urn AS "schoolUrn", feed, max("at") AS "lastHeardAt", max(problem) AS problem FROM (
      SELECT f.school_urn, f.feed, f.last_heard_at AS "at", NULL AS problem FROM feeds f
      UNION ALL SELECT c.school_urn, p.feed, p.last_complete_at, p.problem FROM polls p JOIN connections c ON c.id = p.connection_id
        WHERE c.ended_at IS NULL)
    WHERE school_urn IN (SELECT value FROM json_each(${urns})) AND ${within(scope, 'school_urn')}
    GROUP BY school_urn, feed ORDER BY school_urn, feed`)
}

/** The sessions since a date about whose silence somebody looked, by school: date and session in one text. */
export async function listLooks(
  database: Database,
  scope: Scope,
  since: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await database.read(sql<{ urn: string; looked: string }>`
    SELECT school_urn AS urn, json_group_array(marked_on || session) AS looked FROM register_looks
    WHERE marked_on >= ${since} AND ${within(scope, 'school_urn')} GROUP BY school_urn`)
  return new Map(rows.map(({ urn, looked }) => [urn, new Set(JSON.parse(looked) as string[])]))
}

/** The write that notes who looked about these sessions of a school; the first look of each stays. */
export function writeOfLooks(
  schoolUrn: string,
  sessions: readonly SessionOn[],
  at: string,
  by: string,
): Query<unknown> {
  return sql`INSERT INTO register_looks (school_urn, marked_on, session, looked_at, looked_by)
    SELECT ${schoolUrn}, value ->> 'on', value ->> 'session', ${at}, ${by} FROM json_each(${JSON.stringify(sessions)})
    WHERE NOT EXISTS (SELECT 1 FROM register_looks l WHERE l.school_urn = ${schoolUrn} AND l.marked_on = value ->> 'on' AND l.session = value ->> 'session')`
}

/** The messages held at each of these schools with this reason, oldest first: what waits until somebody has looked. */
export async function listHeldMessages(
  database: Database,
  scope: Scope,
  schoolUrns: readonly string[],
  because: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await database.read(sql<{ urn: string; ids: string }>`
    SELECT school_urn AS urn, json_group_array(id ORDER BY made_at, id) AS ids FROM messages
    WHERE state = 'held' AND held_because = ${because} AND school_urn IN (SELECT value FROM json_each(${JSON.stringify(schoolUrns)}))
      AND ${within(scope, 'school_urn')} GROUP BY school_urn`)
  return new Map(rows.map(({ urn, ids }) => [urn, JSON.parse(ids) as string[]]))
}
