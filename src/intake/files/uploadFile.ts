// A school uploads a register file: read as far as its columns, kept locked, and nothing applied.
import { may, type Person, rolesWith, scopeOf } from '../../cases/roles.ts'
import type { House } from '../../house.ts'
import { hashOfBytes } from '../../storage/bytesHash.ts'
import { writesOfConnection } from '../../storage/connectionStore.ts'
import {
  findFileConnection,
  findFileUsed,
  type RegisterFile,
  writeOfFileStep,
  writeOfRegisterFile,
} from '../../storage/registerFileStore.ts'
import { roleGuard } from '../../storage/roleGuard.ts'
import { findSchoolName } from '../../storage/schoolStore.ts'
import { readLayout } from './fileLayout.ts'
import { lockSight } from './fileSight.ts'
import { readFileTable } from './fileTable.ts'
import { readFileText } from './fileText.ts'
import { keepText } from './keptText.ts'

/** `extension` is the end of the file's name, such as csv: the name itself may be a child's and is not kept. */
export interface Upload {
  readonly schoolUrn: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly extension: string
}

export type Uploaded =
  | { readonly accepted: { readonly id: string } }
  | { readonly refused: string }
  /** The same content is in use here already. */
  | { readonly duplicate: RegisterFile }

/** Null when the person may not upload for this school. */
export async function uploadFile(house: House, by: Person, upload: Upload): Promise<Uploaded | null> {
  const { schoolUrn, bytes } = upload
  if (!may(by, 'upload-registers', schoolUrn)) return null
  const scope = scopeOf(by, 'upload-registers')
  const file = readFileText(bytes)
  if ('refused' in file) return file
  const sha256 = await hashOfBytes(bytes)
  const duplicate = await findFileUsed(house.database, scope, schoolUrn, sha256)
  if (duplicate) return { duplicate }
  const table = await readFileTable(file.text)
  if ('refused' in table) return table
  const layout = readLayout(table.rows)
  if ('refused' in layout) return layout
  const connectionId = await fileConnectionOf(house, by, schoolUrn)
  const id = house.ids.next()
  const at = house.clock.now()
  const extension = /^[a-z0-9]{1,8}$/.test(upload.extension) ? upload.extension : ''
  const { headingLine, columns, order, rows } = layout
  const preview = await lockSight(house, {
    seen: { headingLine, columns, order, rowCount: rows.length },
    preview: null,
  })
  await house.database.commit([
    roleGuard(by.id, rolesWith('upload-registers'), schoolUrn),
    writeOfRegisterFile({ id, schoolUrn, connectionId, sha256, extension, bytes: bytes.length, at, by: by.id }),
    writeOfFileStep(id, ['uploaded'], { to: 'uploaded', preview }, at),
  ])
  await keepText(house, id, file.text)
  return { accepted: { id } }
}

/** The school's connection for files, made with its first upload. */
export async function fileConnectionOf(house: House, by: Person, schoolUrn: string): Promise<string> {
  const scope = scopeOf(by, 'upload-registers')
  const known = await findFileConnection(house.database, scope, schoolUrn)
  if (known) return known.id
  const connection = {
    id: house.ids.next(),
    endpoint: house.ids.next(),
    schoolUrn,
    secretCurrent: null,
    secretPrevious: null,
  }
  const schoolName = (await findSchoolName(house.database, scope, schoolUrn)) ?? schoolUrn
  const about = { schoolName, vendor: 'file', at: house.clock.now(), by: by.id }
  await house.database.commit(writesOfConnection(connection, about))
  return connection.id
}
