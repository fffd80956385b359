// Who looked at which child's record? Written before the page is sent, kept for good.
import type { Person, Scope } from '../cases/roles.ts'
import { type Database, type Query, sql } from './database.ts'
import { within } from './scope.ts'

/** One look at a child's record. `page` says which page, in words without a name. */
export interface ReadOfPupil {
  readonly at: string
  readonly personId: string
  readonly personName: string
  readonly page: string
}

/** The write that logs one page view of any number of pupils. Commit it before the page is sent; if that fails, send no page. */
export function readLogged(
  at: string,
  person: Pick<Person, 'id'>,
  page: string,
  pupilIds: readonly string[],
): Query<unknown> {
  return sql`INSERT INTO reads (at, person_id, page, pupil_ids) VALUES (${at}, ${person.id}, ${page}, ${JSON.stringify(pupilIds)})`
}

/** Who saw this pupil from an instant up to, not including, another, oldest first. Empty for a pupil outside the scope. */
export async function listReadsOf(
  database: Database,
  scope: Scope,
  pupilId: string,
  from: string,
  to: string,
): Promise<ReadOfPupil[]> {
  return database.read(sql<ReadOfPupil>`
    SELECT r.at, r.person_id AS "personId", p.name AS "personName", r.page FROM reads r JOIN people p ON p.id = r.person_id
    WHERE r.at >= ${from} AND r.at < ${to}
      AND EXISTS (SELECT 1 FROM json_each(r.pupil_ids) WHERE value = ${pupilId})
      AND EXISTS (SELECT 1 FROM pupils WHERE id = ${pupilId} AND ${within(scope, 'school_urn')})
    ORDER BY r.at, r.id`)
}
