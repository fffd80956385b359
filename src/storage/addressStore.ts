// To which address do each team's messages go, and who said so?
import type { Scope } from '../cases/roles.ts'
import type { Team } from '../cases/team.ts'
import { type Database, type Query, sql } from './database.ts'
import { within } from './scope.ts'

/** A team and its address; `email` null when none is known. `schoolName` null for the authority's own teams. */
export interface TeamAddress {
  readonly team: Team
  readonly schoolName: string | null
  readonly email: string | null
  readonly setAt: string | null
  readonly setByName: string | null
}

export interface TeamAddressPage {
  readonly addresses: TeamAddress[]
  /** How many teams there are on all pages. */
  readonly found: number
}

/** The teams of the scope with their addresses: the authority's own first, then schools by name. */
export async function listTeamAddresses(
  database: Database,
  scope: Scope,
  part: { readonly limit: number; readonly offset: number },
): Promise<TeamAddressPage> {
  const rows = await database.read(sql<TeamAddress & { found: number }>`
    SELECT t.team, t.name AS "schoolName", a.email, a.set_at AS "setAt", p.name AS "setByName", count(*) OVER () AS found
    FROM (SELECT 'education-welfare' AS team, NULL AS urn, NULL AS name, 1 AS place UNION ALL SELECT 'authority', NULL, NULL, 2
      UNION ALL SELECT 'school:' || urn, urn, name, 3 FROM schools) t
    LEFT JOIN team_addresses a ON a.team = t.team LEFT JOIN people p ON p.id = a.set_by
    WHERE ${within(scope, 't.urn')} ORDER BY t.place, t.name, t.urn LIMIT ${part.limit} OFFSET ${part.offset}`)
  return { addresses: rows.map(({ found: _, ...address }) => address), found: rows[0]?.found ?? 0 }
}

/** A team's new address; `email` null takes it away. */
export interface AddressChange {
  readonly team: Team
  readonly email: string | null
}

/** The writes that change addresses and note who did it. Three statements for any number of changes. */
export function writesOfAddresses(changes: readonly AddressChange[], at: string, by: string): Query<unknown>[] {
  const set = JSON.stringify(changes.filter(({ email }) => email !== null))
  const removed = JSON.stringify(changes.filter(({ email }) => email === null).map(({ team }) => team))
  return [
    sql`INSERT INTO team_addresses (team, email, set_at, set_by)
      SELECT value ->> 'team', value ->> 'email', ${at}, ${by} FROM json_each(${set}) WHERE true
      ON CONFLICT (team) DO UPDATE SET email = excluded.email, set_at = excluded.set_at, set_by = excluded.set_by`,
    sql`DELETE FROM team_addresses WHERE team IN (SELECT value FROM json_each(${removed}))`,
    sql`INSERT INTO team_address_changes (team, email, set_at, set_by)
      SELECT value ->> 'team', value ->> 'email', ${at}, ${by} FROM json_each(${JSON.stringify(changes)})`,
  ]
}
