// Whom does a file name, and whom did it make known? Kept locked beside its changes, to be asked when a file is taken back.
import { scopeOfSource } from '../../cases/roles.ts'
import type { House } from '../../house.ts'
import { type FileNaming, listFilesNaming, writeOfNames } from '../../storage/registerFileRollStore.ts'
import type { RegisterFile } from '../../storage/registerFileStore.ts'
import { lockText, unlockText } from '../../storage/secretText.ts'
import type { FilePupil } from './filePupils.ts'

/** Numbers in the MIS: everybody in the file, and those of them whom nobody here knew before it. */
export interface NamesOfFile {
  readonly named: readonly string[]
  readonly made: readonly string[]
}

export type FileWithNames = Omit<FileNaming, 'content'> & NamesOfFile

/** Keeps them before anything is sent, and gives what is kept: begun again, the file still made known whom it did at first. */
export async function keepNames(house: House, file: RegisterFile, pupils: readonly FilePupil[]): Promise<NamesOfFile> {
  const names: NamesOfFile = {
    named: pupils.map(({ misId }) => misId),
    made: pupils.filter(({ pupil }) => pupil === null).map(({ misId }) => misId),
  }
  const content = await lockText(house.keys.secrets, JSON.stringify(names))
  await house.database.commit([writeOfNames(file.id, content, house.clock.now())])
  return (await filesWithNames(house, file.schoolUrn)).find(({ id }) => id === file.id) ?? names
}

/** The files of a school that were used in the last 30 days, each with its names. */
export async function filesWithNames(house: House, schoolUrn: string): Promise<FileWithNames[]> {
  const files = await listFilesNaming(house.database, scopeOfSource(schoolUrn), schoolUrn)
  return Promise.all(
    files.map(async ({ content, ...file }) => {
      const names = JSON.parse(await unlockText(house.keys.secrets, content)) as NamesOfFile
      return { ...file, ...names }
    }),
  )
}
