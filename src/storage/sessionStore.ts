// Who is signed in? Found by the hash of their cookie; these look-ups come before there is anybody to ask for.
import type { Person, RoleHeld } from '../cases/roles.ts'
import { type Database, type Query, sql } from './database.ts'

export interface SessionFound {
  readonly person: Person
  readonly startedAt: string
  readonly lastUsedAt: string
  readonly kept: Record<string, unknown>
}

/** The running sign-in with that hash, with the person's roles of this minute; null when there is none or it was ended. */
export async function sessionOf(database: Database, idHash: string): Promise<SessionFound | null> {
  const rows = await database.read(sql<{
    id: string
    name: string
    started_at: string
    last_used_at: string
    kept: string
    roles: string
  }>`SELECT p.id, p.name, s.started_at, s.last_used_at, s.kept,
      (SELECT json_group_array(json_object('role', r.role, 'schoolUrn', r.school_urn)) FROM roles_held r
        WHERE r.person_id = p.id AND r.withdrawn_at IS NULL) AS roles
    FROM sessions s JOIN people p ON p.id = s.person_id
    WHERE s.id_hash = ${idHash} AND s.ended_at IS NULL`)
  const row = rows[0]
  if (!row) return null
  const person = { id: row.id, name: row.name, rolesHeld: JSON.parse(row.roles) as RoleHeld[] }
  return { person, startedAt: row.started_at, lastUsedAt: row.last_used_at, kept: JSON.parse(row.kept) }
}

export function sessionBegun(idHash: string, personId: string, at: string): Query<unknown> {
  return sql`INSERT INTO sessions (id_hash, person_id, started_at, last_used_at) VALUES (${idHash}, ${personId}, ${at}, ${at})`
}

export function sessionUsed(idHash: string, at: string): Query<unknown> {
  return sql`UPDATE sessions SET last_used_at = ${at} WHERE id_hash = ${idHash}`
}

/** Keeps something with the sign-in: what was searched for, say. */
export function sessionKeeps(idHash: string, kept: Record<string, unknown>): Query<unknown> {
  return sql`UPDATE sessions SET kept = ${JSON.stringify(kept)} WHERE id_hash = ${idHash}`
}

export function sessionEnded(idHash: string, at: string): Query<unknown> {
  return sql`UPDATE sessions SET ended_at = ${at} WHERE id_hash = ${idHash} AND ended_at IS NULL`
}

/** Signs a person out everywhere, at once. */
export function sessionsOfPersonEnded(personId: string, at: string): Query<unknown> {
  return sql`UPDATE sessions SET ended_at = ${at} WHERE person_id = ${personId} AND ended_at IS NULL`
}
