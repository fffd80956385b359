// Which numbers does a school's new system use for another child than the old one did?
import type { Pupil } from '../cases/pupil.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, sql } from './database.ts'
import { pupilOf } from './pupilStore.ts'
import type { PupilsTable } from './schema.ts'
import { within } from './scope.ts'

/**
 * Whether a connection is of another vendor than one that the school had before, and younger than the pupil; and whether
 * somebody has yet to look at a message that used the pupil's number for another child.
 */
export async function findNumberReuse(
  database: Database,
  scope: Scope,
  connectionId: string,
  { schoolUrn, firstKnownOn }: Pupil,
  asked: { readonly path: string; readonly sentence: string },
): Promise<{ readonly isNewSystem: boolean; readonly isOpen: boolean }> {
  const rows = await database.read(sql<{ renewed: number; open: number }>`SELECT
      EXISTS (SELECT 1 FROM connections c JOIN connections o ON o.school_urn = c.school_urn AND o.vendor NOT IN (c.vendor, 'file') AND o.created_at < c.created_at
        WHERE c.id = ${connectionId} AND c.vendor <> 'file' AND c.created_at > ${firstKnownOn} AND ${within(scope, 'c.school_urn')}) AS renewed,
      EXISTS (SELECT 1 FROM quarantined q WHERE q.school_urn = ${schoolUrn} AND q.settled_at IS NULL AND q.path = ${asked.path}
        AND q.reason = ${asked.sentence} AND ${within(scope, 'q.school_urn')}) AS open`)
  return { isNewSystem: rows[0]!.renewed === 1, isOpen: rows[0]!.open === 1 }
}

/** The pupils whose numbers came for another child, in messages that nobody has settled; by school and name. */
export async function listNumbersReused(
  database: Database,
  scope: Scope,
  { path, before, after }: { readonly path: string; readonly before: string; readonly after: string },
): Promise<Pupil[]> {
  const rows = await database.read(sql<PupilsTable>`SELECT p.* FROM pupils p
    WHERE ${within(scope, 'p.school_urn')} AND EXISTS (SELECT 1 FROM quarantined q WHERE q.school_urn = p.school_urn AND q.settled_at IS NULL
      AND q.path = ${path} AND q.reason = ${before} || p.mis_id || ${after})
    ORDER BY p.school_urn, p.search_name, p.id`)
  return rows.map(pupilOf)
}
