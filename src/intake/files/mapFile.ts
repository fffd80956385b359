// Somebody says what the columns of a file are: from then on it is read, and the next file begins with the same answers.
import { type Person, rolesWith, scopeOf } from '../../cases/roles.ts'
import type { House } from '../../house.ts'
import {
  findFileConnection,
  type RegisterFile,
  writeOfFileStep,
  writeOfMappingRemembered,
} from '../../storage/registerFileStore.ts'
import { roleGuard } from '../../storage/roleGuard.ts'
import { type FileMapping, type MappingRemembered, rememberedFrom } from './fileMapping.ts'
import { type FileSight, lockSight } from './fileSight.ts'
import { workOn } from './fileWork.ts'

/** Begins the reading. The mapping must be enough (`mappingFaults`); throws when the file has gone further meanwhile. */
export async function mapFile(
  house: House,
  by: Person,
  file: RegisterFile,
  sight: FileSight,
  mapping: FileMapping,
): Promise<void> {
  const at = house.clock.now()
  const preview = await lockSight(house, { seen: sight.seen, preview: null })
  const layout = { ...sight.seen, rows: [] }
  const step = { to: 'reading', mapping: JSON.stringify(mapping), preview, problem: null } as const
  await house.database.commit([
    roleGuard(by.id, rolesWith('upload-registers'), file.schoolUrn),
    writeOfFileStep(file.id, ['uploaded', 'read'], step, at),
    writeOfMappingRemembered(file.connectionId, JSON.stringify(rememberedFrom(layout, mapping))),
  ])
  house.after(workOn(house, file.id))
}

/** What the school said about its last file, or null. */
export async function mappingRemembered(
  house: House,
  by: Person,
  schoolUrn: string,
): Promise<MappingRemembered | null> {
  const known = await findFileConnection(house.database, scopeOf(by, 'upload-registers'), schoolUrn)
  return known?.mapping ? (JSON.parse(known.mapping) as MappingRemembered) : null
}
