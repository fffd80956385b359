// What do the registers of these days say? For days on which the calendar says there was no school.
import type { Session } from '../cases/events.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, piece, sql } from './database.ts'
import { marksOfDay } from './presence.ts'
import { within } from './scope.ts'

/** One day of one school of which something is known. */
export interface RegistersTaken {
  readonly schoolUrn: string
  readonly schoolName: string
  readonly on: string
  /** The sessions whose register is complete. */
  readonly complete: readonly Session[]
  /** The pupils with a mark, by year group: how many have an N or O, and how many another mark than the codes that say nobody was to be there. */
  readonly marked: readonly {
    readonly yearGroup: string | null
    readonly away: number
    readonly expected: number
    /** Marks that say there was no school. */
    readonly closed: number
  }[]
}

/** The days among these, of schools of the scope, with a complete register or marks; by date and school. One statement. */
export async function listRegistersTaken(
  database: Database,
  scope: Scope,
  days: readonly { readonly schoolUrn: string; readonly on: readonly string[] }[],
  codesOfNobody: readonly string[],
): Promise<RegistersTaken[]> {
  const nobody = JSON.stringify(codesOfNobody)
  const rows = await database.read(sql<{
    schoolUrn: string
    schoolName: string
    on: string
    complete: string
    marked: string
  }>`WITH asked AS (SELECT s.value ->> 'schoolUrn' AS urn, d.value AS day FROM json_each(${JSON.stringify(days)}) s JOIN json_each(s.value -> 'on') d)
    SELECT s.urn AS "schoolUrn", s.name AS "schoolName", a.day AS "on",
      (SELECT json_group_array(r.session) FROM register_sessions r WHERE r.school_urn = a.urn AND r.marked_on = a.day AND r.complete = 1) AS complete,
      (SELECT json_group_array(json_object('yearGroup', g.year_group, 'away', g.away, 'expected', g.expected, 'closed', g.closed)) FROM (
        SELECT p.year_group, count(DISTINCT iif(m.code IN ('N', 'O'), p.id, NULL)) AS away,
          count(DISTINCT iif(m.code NOT IN (SELECT value FROM json_each(${nobody})), p.id, NULL)) AS expected, sum(m.code = '#') AS closed
        FROM ${marksOfDay(piece`a.urn`, piece`a.day`)} m JOIN pupils p ON p.id = m.pupil_id GROUP BY p.year_group) g) AS marked
    FROM asked a JOIN schools s ON s.urn = a.urn
    WHERE ${within(scope, 's.urn')} AND (
      EXISTS (SELECT 1 FROM register_sessions r WHERE r.school_urn = a.urn AND r.marked_on = a.day AND r.complete = 1)
      OR EXISTS (SELECT 1 FROM marks m WHERE m.school_urn = a.urn AND m.marked_on = a.day)
      OR EXISTS (SELECT 1 FROM presence q WHERE q.school_urn = a.urn AND q.marked_on = a.day))
    ORDER BY a.day, s.name, s.urn`)
  return rows.map(({ complete, marked, ...day }) => ({
    ...day,
    complete: (JSON.parse(complete) as Session[]).sort(),
    marked: JSON.parse(marked),
  }))
}
