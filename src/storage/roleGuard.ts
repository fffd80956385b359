// Does the writer still hold the role at the moment of writing? A write that breaks the whole commit when not.
import type { Role } from '../cases/roles.ts'
import { type Query, sql } from './database.ts'

/** Writes nothing. Breaks (clashes.ts: broken-rule `settings.value`) when the person holds none of these roles for that school. */
export function roleGuard(personId: string, roles: readonly Role[], schoolUrn: string): Query<unknown> {
  return sql`INSERT INTO settings (name, value) SELECT 'role-guard', NULL WHERE NOT EXISTS (
    SELECT 1 FROM roles_held WHERE person_id = ${personId} AND withdrawn_at IS NULL
      AND role IN (SELECT value FROM json_each(${JSON.stringify(roles)})) AND (school_urn IS NULL OR school_urn = ${schoolUrn}))`
}
