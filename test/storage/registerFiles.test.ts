// On both engines: a file goes from step to step once, counts once, and forgets what it said.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { clashOf } from '../../src/storage/clashes.ts'
import { sql } from '../../src/storage/database.ts'
import { findPart, listParts, listStatesOfMessages, writeOfPart } from '../../src/storage/registerFileChangeStore.ts'
import {
  countFileTexts,
  fileTextAt,
  findFileConnection,
  findFileUsed,
  findRegisterFile,
  listFilesStuck,
  listRegisterFiles,
  writeOfFileProgress,
  writeOfFileStep,
  writeOfFileText,
  writeOfMappingRemembered,
  writeOfRegisterFile,
  writesOfFileForgotten,
  writesOfFilesExpired,
} from '../../src/storage/registerFileStore.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { atBeckside, atHighfield, beckside, twoSchools } from './twoSchools.ts'

const at = '2026-10-14T09:00:00.000Z'
const later = '2026-10-14T09:05:00.000Z'

describe.each(engines)('on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    await open.database.commit([
      ...twoSchools(),
      sql`INSERT INTO connections (id, endpoint, school_urn, vendor, created_at) VALUES ('files', 'e', ${beckside}, 'file', ${at})`,
      ...['one', 'two'].map((id) =>
        writeOfRegisterFile({
          id,
          schoolUrn: beckside,
          connectionId: 'files',
          sha256: 'same',
          extension: 'csv',
          bytes: 9,
          at,
          by: 'wendy',
        }),
      ),
    ])
  })
  afterEach(() => open.close())

  const step = (id: string, from: 'uploaded' | 'read', to: 'read' | 'applying') =>
    open.database.commit([writeOfFileStep(id, [from], { to, by: 'tom', preview: 'locked' }, later)])

  test('is seen by its own school alone', async () => {
    expect((await listRegisterFiles(open.database, atBeckside, 10)).map(({ id }) => id)).toEqual(['one', 'two'])
    expect(await listRegisterFiles(open.database, atHighfield, 10)).toEqual([])
    expect(await findRegisterFile(open.database, atHighfield, 'one')).toBeNull()
  })

  test('a step is taken once, by the first who takes it', async () => {
    await step('one', 'uploaded', 'read')
    const second = await step('one', 'uploaded', 'read').catch((cause) => clashOf(cause))
    expect(second).toEqual({ kind: 'broken-rule', rule: 'register_files.state' })
    await step('one', 'read', 'applying')
    expect(await findRegisterFile(open.database, atBeckside, 'one')).toMatchObject({
      state: 'applying',
      preview: 'locked',
      usedByName: 'Tom Hale',
      usedAt: later,
      isWhole: null,
    })
  })

  test('two uploads of the same file cannot both be in use', async () => {
    for (const id of ['one', 'two']) await step(id, 'uploaded', 'read')
    await step('one', 'read', 'applying')
    const second = await step('two', 'read', 'applying').catch((cause) => clashOf(cause)?.kind)
    expect(second).toBe('already-there')
    expect((await findFileUsed(open.database, atBeckside, beckside, 'same'))?.id).toBe('one')
    expect(await findFileUsed(open.database, atHighfield, beckside, 'same')).toBeNull()
  })

  test('what stands still is found, and what moves is not', async () => {
    for (const id of ['one', 'two']) {
      await open.database.commit([writeOfFileStep(id, ['uploaded'], { to: 'reading' }, at)])
    }
    await open.database.commit([writeOfFileProgress('two', 5, 10, later)])
    expect((await listFilesStuck(open.database, atBeckside, later)).map(({ id }) => id)).toEqual(['one'])
  })

  test('the text goes when it is forgotten or a day old; what was changed goes later', async () => {
    await open.database.commit([
      writeOfFileText('one', 0, 'a'),
      writeOfFileText('two', 0, 'b'),
      writeOfFileText('two', 1, 'c'),
    ])
    await open.database.commit([writeOfPart('two', { part: 0, shown: 1, content: 'x' }, at)])
    await open.database.commit([writeOfPart('two', { part: 0, shown: 2, content: 'y' }, later)])
    await open.database.commit(writesOfFileForgotten('one'))
    expect(await countFileTexts(open.database, 'one')).toBe(0)
    expect(await fileTextAt(open.database, 'two', 1)).toBe('c')
    await open.database.commit(writesOfFilesExpired(later, '2026-10-01'))
    expect(await countFileTexts(open.database, 'two')).toBe(0)
    expect((await findRegisterFile(open.database, atBeckside, 'two'))?.state).toBe('expired')
    expect(await listParts(open.database, atBeckside, 'two')).toEqual([{ part: 0, shown: 1 }])
    expect(await findPart(open.database, atBeckside, 'two', 0)).toEqual({ part: 0, shown: 1, content: 'x' })
    expect(await listParts(open.database, atHighfield, 'two')).toEqual([])
    expect(await findPart(open.database, atHighfield, 'two', 0)).toBeNull()
    await open.database.commit(writesOfFilesExpired(later, '2026-11-20'))
    expect(await listParts(open.database, atBeckside, 'two')).toEqual([])
  })

  test('the connection remembers what the columns are, and its messages are counted by state', async () => {
    await open.database.commit([
      writeOfMappingRemembered('files', '{"order":null}'),
      sql`INSERT INTO deliveries (connection_id, delivery_id, received_at, body_sha256, state) VALUES
        ('files', 'file-x-one-1', ${at}, 'h', 'processed'), ('files', 'file-x-one-2', ${at}, 'h', 'parked'), ('files', 'file-x-two-1', ${at}, 'h', 'parked')`,
    ])
    expect(await findFileConnection(open.database, atBeckside, beckside)).toEqual({
      id: 'files',
      mapping: '{"order":null}',
    })
    expect(await findFileConnection(open.database, atHighfield, beckside)).toBeNull()
    expect(await listStatesOfMessages(open.database, atBeckside, 'files', 'file-x-one-')).toEqual({
      processed: 1,
      parked: 1,
    })
  })
})
