// Who is or was a pupil of one school, as far as anybody here knows?
import type { Pupil } from '../cases/pupil.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, sql } from './database.ts'
import { isKnown } from './knownPupils.ts'
import { pupilOf } from './pupilStore.ts'
import type { PupilsTable } from './schema.ts'
import { within } from './scope.ts'

/** Every pupil known at a school, those who left among them. */
export async function listPupilsOfSchool(database: Database, scope: Scope, schoolUrn: string): Promise<Pupil[]> {
  const rows = await database.read(
    sql<PupilsTable>`SELECT * FROM pupils WHERE school_urn = ${schoolUrn} AND ${isKnown('pupils')} AND ${within(scope, 'school_urn')}`,
  )
  return rows.map(pupilOf)
}
