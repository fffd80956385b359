// In which whole registers have pupils on roll no mark? Counted by year group, and only where enough of them have none.
import type { Scope } from '../cases/roles.ts'
import type { UnmarkedRegister } from '../cases/thinRegister.ts'
import { type Database, piece, sql } from './database.ts'
import { within } from './scope.ts'

// The newest school day's, also where a register of a Saturday came after it.
const mostSessions = 4

// The decision asks of no register in which fewer are without a mark (src/cases/thinRegister.ts).
const fewestUnmarked = '5'

// Two indexes say which few registers to look at, before anybody's roll is counted by year group: of all pupils there ever
// were, those who left too, a twelfth is far below the half of a roll that makes a register thin.
const hasUnmarked = piece`(SELECT count(*) >= ${piece.raw(fewestUnmarked)}
    AND count(*) * 12 >= (SELECT count(*) FROM pupils e WHERE e.school_urn = r.school_urn)
  FROM marks m WHERE m.school_urn = r.school_urn AND m.marked_on = r.marked_on AND m.session = r.session AND m.code = '-')`

const registerJson = piece`json_object('on', r.marked_on, 'session', r.session, 'groups', json((
  SELECT json_group_array(json_array(year_group, pupils, unmarked)) FROM (
    SELECT p.year_group, count(*) AS pupils, count(m.pupil_id) AS unmarked
    FROM pupils p LEFT JOIN marks m ON m.pupil_id = p.id AND m.marked_on = r.marked_on AND m.session = r.session AND m.code = '-'
    WHERE p.school_urn = r.school_urn AND p.first_known_on <= r.marked_on AND (p.entered_on IS NULL OR p.entered_on <= r.marked_on)
      AND (p.left_on IS NULL OR p.left_on >= r.marked_on)
    GROUP BY p.year_group))))`

/** A column: the newest whole registers up to a date, of the school `s` of the query, in which pupils have no mark. */
export function unmarkedColumn(on: string) {
  return piece`(SELECT json_group_array(${registerJson}) FROM (
      SELECT school_urn, marked_on, session FROM register_sessions WHERE school_urn = s.urn AND complete = 1 AND marked_on <= ${on}
      ORDER BY marked_on DESC, session DESC LIMIT ${piece.raw(String(mostSessions))}) r WHERE ${hasUnmarked}) AS unmarked`
}

/** What that column says. */
export function unmarkedOf(column: string): UnmarkedRegister[] {
  return (JSON.parse(column) as UnmarkedRegister[]).toSorted((one, other) =>
    one.on + one.session < other.on + other.session ? -1 : 1,
  )
}

/** All such registers of these schools since a date, by school. One statement. */
export async function listUnmarkedRegisters(
  database: Database,
  scope: Scope,
  schoolUrns: readonly string[],
  since: string,
): Promise<ReadonlyMap<string, readonly UnmarkedRegister[]>> {
  const rows = await database.read(sql<{ urn: string; unmarked: string }>`
    SELECT r.school_urn AS urn, json_group_array(${registerJson}) AS unmarked FROM register_sessions r
    WHERE r.school_urn IN (SELECT value FROM json_each(${JSON.stringify(schoolUrns)})) AND r.complete = 1 AND r.marked_on >= ${since}
      AND ${within(scope, 'r.school_urn')} AND ${hasUnmarked} GROUP BY r.school_urn`)
  return new Map(rows.map(({ urn, unmarked }) => [urn, unmarkedOf(unmarked)]))
}
