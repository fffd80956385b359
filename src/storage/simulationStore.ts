// Where do invented schools post to, and how far is what they posted? Counts and addresses only.
import type { Scope } from '../cases/roles.ts'
import { type Database, sql } from './database.ts'
import { within } from './scope.ts'

/** The open endpoints of the scope's schools that take signed deliveries, the oldest of a school. */
export function listSignedEndpoints(
  database: Database,
  scope: Scope,
): Promise<{ readonly schoolUrn: string; readonly endpoint: string }[]> {
  return database.read(sql<{
    schoolUrn: string
    endpoint: string
  }>`SELECT school_urn AS "schoolUrn", endpoint FROM connections WHERE vendor = 'generic' AND ended_at IS NULL
      AND ${within(scope, 'school_urn')} GROUP BY school_urn HAVING created_at = min(created_at)`)
}

/** How many deliveries wait to be applied, over all schools. */
export async function countWaiting(database: Database): Promise<number> {
  const rows = await database.read(
    sql<{ count: number }>`SELECT count(*) AS count FROM deliveries WHERE state = 'received'`,
  )
  return rows[0]!.count
}

/** What stands of one day of these schools: deliveries by state, register sessions known whole, and marks by code. */
export async function findDayStanding(database: Database, scope: Scope, urns: readonly string[], on: string) {
  const asked = JSON.stringify(urns)
  const [states, registers, marks] = await Promise.all([
    database.read(sql<{
      state: string
      count: number
    }>`SELECT d.state, count(*) AS count FROM deliveries d JOIN connections c ON c.id = d.connection_id
      WHERE c.school_urn IN (SELECT value FROM json_each(${asked})) AND ${within(scope, 'c.school_urn')} GROUP BY d.state ORDER BY d.state`),
    database.read(sql<{ complete: number; count: number }>`SELECT complete, count(*) AS count FROM register_sessions
      WHERE marked_on = ${on} AND school_urn IN (SELECT value FROM json_each(${asked})) AND ${within(scope, 'school_urn')} GROUP BY complete`),
    database.read(sql<{ code: string; count: number }>`SELECT code, count(*) AS count FROM (
        SELECT code FROM marks WHERE marked_on = ${on} AND school_urn IN (SELECT value FROM json_each(${asked})) AND ${within(scope, 'school_urn')}
        UNION ALL SELECT code FROM presence WHERE marked_on = ${on} AND school_urn IN (SELECT value FROM json_each(${asked})) AND ${within(scope, 'school_urn')})
      GROUP BY code ORDER BY code`),
  ])
  return {
    states: Object.fromEntries(states.map(({ state, count }) => [state, count])),
    whole: registers.find(({ complete }) => complete === 1)?.count ?? 0,
    marks: Object.fromEntries(marks.map(({ code, count }) => [code, count])),
  }
}
