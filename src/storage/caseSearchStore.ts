// Which case did somebody mean, and which are closed? By reference, by name, or the newest closed first; never more than a page.
import type { Pupil } from '../cases/pupil.ts'
import type { CaseSummary } from '../cases/replay.ts'
import type { Scope } from '../cases/roles.ts'
import { type CaseRow, kaseOf } from './caseStore.ts'
import { type Database, piece, sql } from './database.ts'
import { namedLike } from './pupilSearchStore.ts'
import { pupilOf } from './pupilStore.ts'
import type { PupilsTable } from './schema.ts'
import { withinCases } from './scope.ts'

/** A case, open or closed, as far as a list needs it to be picked. */
export interface CaseFound {
  readonly summary: CaseSummary
  readonly pupil: Pupil
  readonly schoolName: string
  readonly allocatedToName: string | null
}

type FoundRow = PupilsTable & CaseRow & { case_id: string; school_name: string; allocated_name: string | null }

const found = piece`SELECT p.*, c.*, c.id AS case_id, s.name AS school_name, a.name AS allocated_name
  FROM cases c JOIN pupils p ON p.id = c.pupil_id JOIN schools s ON s.urn = c.school_urn LEFT JOIN people a ON a.id = c.allocated_to`

function foundOf(row: FoundRow): CaseFound {
  return {
    summary: kaseOf({ ...row, id: row.case_id }).summary,
    pupil: pupilOf({ ...row, id: row.pupil_id }),
    schoolName: row.school_name,
    allocatedToName: row.allocated_name,
  }
}

/** The closed cases the asker may see, the newest closed first; of one school, or of all where `schoolUrn` is ''. */
export async function listCasesClosed(
  database: Database,
  scope: Scope,
  { schoolUrn, most, skip }: { readonly schoolUrn: string; readonly most: number; readonly skip: number },
): Promise<CaseFound[]> {
  const rows = await database.read(sql<FoundRow>`${found}
    WHERE c.closed_at IS NOT NULL AND ${withinCases(scope, 'c')} AND (${schoolUrn} = '' OR c.school_urn = ${schoolUrn})
    ORDER BY c.closed_at DESC, c.id LIMIT ${most} OFFSET ${skip}`)
  return rows.map(foundOf)
}

/** How many there are. */
export async function findClosedCount(database: Database, scope: Scope, schoolUrn: string): Promise<number> {
  const rows = await database.read(sql<{ closed: number }>`SELECT count(*) AS closed FROM cases c
    WHERE c.closed_at IS NOT NULL AND ${withinCases(scope, 'c')} AND (${schoolUrn} = '' OR c.school_urn = ${schoolUrn})`)
  return rows[0]!.closed
}

/**
 * The cases somebody meant: those with these ids, and those of children so named; open ones first, then the newest; at most
 * `most`. Every word typed must begin a word of the name. By name an absence that was never a case is not found once it is over.
 */
export async function listCasesFound(
  database: Database,
  scope: Scope,
  { ids, typed, most }: { readonly ids: readonly string[]; readonly typed: string; readonly most: number },
): Promise<CaseFound[]> {
  const rows = await database.read(sql<FoundRow>`${found}
    WHERE ${withinCases(scope, 'c')} AND (c.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
      OR ((c.opened_at IS NOT NULL OR c.ended_on IS NULL) AND ${namedLike(typed, 'p.search_name')}))
    ORDER BY c.closed_at IS NOT NULL, c.ended_on IS NOT NULL, c.began_on DESC, c.id LIMIT ${most}`)
  return rows.map(foundOf)
}

/** The ids of all cases the asker may see, for what is made of an id and stands nowhere. */
export async function listCaseIds(database: Database, scope: Scope): Promise<string[]> {
  const rows = await database.read(sql<{ id: string }>`SELECT c.id FROM cases c WHERE ${withinCases(scope, 'c')}`)
  return rows.map(({ id }) => id)
}
