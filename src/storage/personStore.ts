// Who may work here, with which roles, given by whom? Written only by an administrator's decision.
import type { Role, RoleHeld, Scope } from '../cases/roles.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { within } from './scope.ts'

/** A role as it was given, and perhaps withdrawn. `…ByName` is null when the command line did it. */
export interface RoleGiven extends RoleHeld {
  readonly id: string
  readonly schoolName: string | null
  readonly grantedAt: string
  readonly grantedByName: string | null
  readonly withdrawnAt: string | null
  readonly withdrawnByName: string | null
}

/** A person as an administrator sees them. `hasAccount` once they have signed in by an invitation. */
export interface PersonOnList {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly hasAccount: boolean
  readonly lastSignedInAt: string | null
  readonly invitationExpiresAt: string | null
  readonly roles: readonly RoleGiven[]
}

/** One page of people by name, those whose name holds `name`; `found` counts them all. Roles in force only. */
export async function listPeople(
  database: Database,
  scope: Scope,
  { name, limit, offset }: { name: string; limit: number; offset: number },
): Promise<{ people: PersonOnList[]; found: number }> {
  const rows = await database.read(sql<PersonRow & { found: number }>`
    SELECT ${personColumns}, ${rolesAsJson(piece`AND r.withdrawn_at IS NULL`)}, count(*) OVER () AS found
    FROM people p WHERE ${isPersonOf(scope)} AND instr(lower(p.name), lower(${name})) > 0
    ORDER BY lower(p.name), p.id LIMIT ${limit} OFFSET ${offset}`)
  return { people: rows.map(personOf), found: rows[0]?.found ?? 0 }
}

/** One person with every role they ever held, or null. */
export async function findPerson(database: Database, scope: Scope, id: string): Promise<PersonOnList | null> {
  const rows = await database.read(sql<PersonRow>`
    SELECT ${personColumns}, ${rolesAsJson(piece``)} FROM people p WHERE p.id = ${id} AND ${isPersonOf(scope)}`)
  return rows[0] ? personOf(rows[0]) : null
}

/** Who signs in with that account, or null: asked before there is anybody to ask for. */
export async function personIdWithAccount(database: Database, account: Account): Promise<string | null> {
  const rows = await database.read(sql<{ id: string }>`
    SELECT id FROM people WHERE issuer = ${account.issuer} AND subject = ${account.subject}`)
  return rows[0]?.id ?? null
}

/** An account at the issuer: never an e-mail address, which can be given to somebody else. */
export interface Account {
  readonly issuer: string
  readonly subject: string
}

export function personAdded(id: string, name: string, at: string): Query<unknown> {
  return sql`INSERT INTO people (id, name, created_at) VALUES (${id}, ${name}, ${at})`
}

/** Ties a person to an account, unless they have one: the second of two who use one invitation changes nothing. */
export function accountTaken(personId: string, account: Account): Query<unknown> {
  return sql`UPDATE people SET issuer = ${account.issuer}, subject = ${account.subject} WHERE id = ${personId} AND issuer IS NULL`
}

/** The write that gives roles. `by` is a person's id or `command-line`. */
export function rolesGranted(
  personId: string,
  roles: readonly (RoleHeld & { readonly id: string })[],
  by: string,
  at: string,
): Query<unknown> {
  return sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by)
    SELECT value ->> 'id', ${personId}, value ->> 'role', value ->> 'schoolUrn', ${at}, ${by} FROM json_each(${JSON.stringify(roles)})`
}

/** Withdraws a role, unless it is the last administrator's by then: of two who withdraw each other's, the second changes nothing. */
export function roleWithdrawn(roleId: string, by: string, at: string, mustHaveAccount: boolean): Query<unknown> {
  return sql`UPDATE roles_held SET withdrawn_at = ${at}, withdrawn_by = ${by}
    WHERE id = ${roleId} AND withdrawn_at IS NULL
      AND (role <> 'administrator' OR EXISTS (${otherAdministrators(piece`roles_held.person_id`, mustHaveAccount)}))`
}

/** How many other people are administrators. `mustHaveAccount`: those only invited cannot sign in yet, and do not count. */
export async function countOtherAdministrators(
  database: Database,
  personId: string,
  mustHaveAccount: boolean,
): Promise<number> {
  const rows = await database.read(sql<{ count: number }>`
    SELECT count(*) AS count FROM (${otherAdministrators(piece`${personId}`, mustHaveAccount)})`)
  return rows[0]?.count ?? 0
}

function otherAdministrators(personId: ReturnType<typeof piece>, mustHaveAccount: boolean) {
  return piece`SELECT DISTINCT other.person_id FROM roles_held other JOIN people q ON q.id = other.person_id
    WHERE other.role = 'administrator' AND other.withdrawn_at IS NULL AND other.person_id <> ${personId}
      AND (${mustHaveAccount ? 0 : 1} OR q.issuer IS NOT NULL)`
}

interface PersonRow {
  id: string
  name: string
  created_at: string
  has_account: number
  last_signed_in_at: string | null
  invitation_expires_at: string | null
  roles: string
}

const personColumns = piece`p.id, p.name, p.created_at, p.issuer IS NOT NULL AS has_account,
  (SELECT max(s.started_at) FROM sessions s WHERE s.person_id = p.id) AS last_signed_in_at,
  (SELECT max(i.expires_at) FROM invitations i WHERE i.person_id = p.id AND i.used_at IS NULL) AS invitation_expires_at`

function rolesAsJson(only: ReturnType<typeof piece>) {
  return piece`(SELECT json_group_array(json_object('id', r.id, 'role', r.role, 'schoolUrn', r.school_urn, 'schoolName', r.school_name,
      'grantedAt', r.granted_at, 'grantedByName', r.granter, 'withdrawnAt', r.withdrawn_at, 'withdrawnByName', r.withdrawer))
    FROM (SELECT r.*, s.name AS school_name, g.name AS granter, w.name AS withdrawer FROM roles_held r LEFT JOIN schools s ON s.urn = r.school_urn
      LEFT JOIN people g ON g.id = r.granted_by LEFT JOIN people w ON w.id = r.withdrawn_by
      WHERE r.person_id = p.id ${only} ORDER BY r.granted_at, r.role, s.name) r) AS roles`
}

/** A person belongs to the schools where they hold a role; who reaches every school also finds people with none. */
function isPersonOf(scope: Scope) {
  return piece`EXISTS (SELECT 1 FROM people self LEFT JOIN roles_held h ON h.person_id = self.id AND h.withdrawn_at IS NULL
    WHERE self.id = p.id AND ${within(scope, 'h.school_urn')})`
}

function personOf(row: PersonRow): PersonOnList {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    hasAccount: row.has_account === 1,
    lastSignedInAt: row.last_signed_in_at,
    invitationExpiresAt: row.invitation_expires_at,
    roles: JSON.parse(row.roles) as (RoleGiven & { role: Role })[],
  }
}
