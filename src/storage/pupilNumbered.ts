// Which pupil does a number of the MIS mean? As SQL, for writes that go with the one that makes the pupil known.
import type { RawBuilder } from 'kysely'
import { piece } from './database.ts'

/**
 * The id of the pupil whom a school's system knows by this number, or whom a person said it belongs to. A number is a value,
 * or an expression of the query around it.
 */
export function pupilNumbered(schoolUrn: string, misId: string | RawBuilder<unknown>): RawBuilder<string> {
  return piece<string>`coalesce((SELECT pupil_id FROM pupil_links WHERE school_urn = ${schoolUrn} AND mis_id = ${misId}),
    (SELECT id FROM pupils WHERE school_urn = ${schoolUrn} AND mis_id = ${misId}))`
}
