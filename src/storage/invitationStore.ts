// Which invitations are open? Only the hash of the link's code is kept, so that a copy of the database admits nobody.
import { type Database, type Query, sql } from './database.ts'

/** An invitation with the person it is for. `hasAccount`: that person signs in already. */
export interface Invitation {
  readonly personId: string
  readonly personName: string
  readonly expiresAt: string
  readonly usedAt: string | null
  readonly hasAccount: boolean
}

/** The invitation behind a link, or null: asked before there is anybody to ask for. */
export async function invitationWithCode(database: Database, codeHash: string): Promise<Invitation | null> {
  const rows = await database.read(sql<Omit<Invitation, 'hasAccount'> & { hasAccount: number }>`
    SELECT i.person_id AS "personId", p.name AS "personName", i.expires_at AS "expiresAt", i.used_at AS "usedAt",
      p.issuer IS NOT NULL AS "hasAccount"
    FROM invitations i JOIN people p ON p.id = i.person_id WHERE i.code_hash = ${codeHash}`)
  return rows[0] ? { ...rows[0], hasAccount: rows[0].hasAccount === 1 } : null
}

export function invitationMade(
  codeHash: string,
  personId: string,
  by: string,
  at: string,
  expiresAt: string,
): Query<unknown> {
  return sql`INSERT INTO invitations (code_hash, person_id, created_at, created_by, expires_at)
    VALUES (${codeHash}, ${personId}, ${at}, ${by}, ${expiresAt})`
}

export function invitationUsed(codeHash: string, at: string): Query<unknown> {
  return sql`UPDATE invitations SET used_at = ${at} WHERE code_hash = ${codeHash} AND used_at IS NULL`
}

/** Ends the links a person was given before: only the newest works. */
export function earlierInvitationsEnded(personId: string, at: string): Query<unknown> {
  return sql`UPDATE invitations SET expires_at = ${at} WHERE person_id = ${personId} AND used_at IS NULL AND expires_at > ${at}`
}
