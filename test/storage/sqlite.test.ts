// Does the one file on one machine keep what it acknowledged?
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { clashOf } from '../../src/storage/clashes.ts'
import { sql } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openSqlite, type SqliteDatabase } from '../../src/storage/sqlite.ts'

let folder: string
let path: string
let database: SqliteDatabase

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-'))
  path = join(folder, 'test.sqlite')
  database = openSqlite(path)
  await migrate(database, 'migrations', '2026-09-01T07:00:00.000Z')
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true })
})

const setting = (name: string, value = 'x') => sql`INSERT INTO settings (name, value) VALUES (${name}, ${value})`
const names = async (from: SqliteDatabase) =>
  (await from.read(sql<{ name: string }>`SELECT name FROM settings ORDER BY name`)).map((row) => row.name)
const pragma = async (from: SqliteDatabase, name: string) =>
  Object.values((await from.read({ sql: `PRAGMA ${name}`, parameters: [] }))[0] as object)[0]

/** Durable transactions in the write-ahead log: its frames that end one carry the size of the file. */
function commitsInLog(): number {
  const log = readFileSync(`${path}-wal`)
  const pageSize = log.readUInt32BE(8)
  const salts = log.subarray(16, 24)
  let commits = 0
  for (let frame = 32; frame + 24 <= log.length; frame += 24 + pageSize) {
    if (log.subarray(frame + 8, frame + 16).equals(salts) && log.readUInt32BE(frame + 4) > 0) commits += 1
  }
  return commits
}

describe('commits that wait together', () => {
  test('sixty-four share one durable transaction', async () => {
    const before = commitsInLog()
    await Promise.all(Array.from({ length: 64 }, (_, index) => database.commit([setting(`s${index}`)])))
    expect(commitsInLog() - before).toBe(1)
    expect(await names(database)).toHaveLength(64)
  })

  test('one after another they are one transaction each', async () => {
    const before = commitsInLog()
    for (const name of ['a', 'b', 'c']) await database.commit([setting(name)])
    expect(commitsInLog() - before).toBe(3)
  })

  test('one that fails takes nothing of its neighbours with it, and nothing of itself stays', async () => {
    const before = commitsInLog()
    const answers = await Promise.allSettled([
      database.commit([setting('a')]),
      database.commit([setting('b'), setting('c'), setting('a')]),
      database.commit([setting('d'), sql`INSERT INTO settings VALUES ('e', ${undefined})`]),
      database.commit([setting('f'), sql`INSERT INTO pupils (id) VALUES ('nobody')`]),
      database.commit([{ sql: 'INSERT INTO no such table', parameters: [] }]),
      database.commit([setting('g')]),
    ])
    expect(answers.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'rejected', 'rejected', 'rejected', 'rejected', 'fulfilled'],
    ])
    expect(clashOf((answers[1] as PromiseRejectedResult).reason)).toEqual({
      kind: 'already-there',
      columns: 'settings.name',
    })
    expect(await names(database)).toEqual(['a', 'g'])
    expect(commitsInLog() - before).toBe(1)
  })

  test('each is answered only when it can be read from the file', async () => {
    const other = openSqlite(path)
    const seen: string[][] = []
    await Promise.all(
      ['a', 'b'].map((name) => database.commit([setting(name)]).then(async () => seen.push(await names(other)))),
    )
    other.close()
    expect(seen).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
  })

  test('closing the file first writes what waits', async () => {
    const waiting = database.commit([setting('last words')])
    database.close()
    await waiting
    database = openSqlite(path)
    expect(await names(database)).toEqual(['last words'])
  })

  test('a commit after closing is refused', async () => {
    database.close()
    await expect(database.commit([setting('too late')])).rejects.toThrow('not open')
    database = openSqlite(path)
    expect(await names(database)).toEqual([])
  })

  test('a foreign key cannot wait for the shared commit to fail everybody', async () => {
    const orphan = sql`INSERT INTO connections VALUES ('c', 'e', '999999', 'generic', 's', NULL, 'x', NULL)`
    const answers = await Promise.allSettled([database.commit([orphan]), database.commit([setting('a')])])
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })
})

describe('a file', () => {
  test('keeps its promises when it is opened again', async () => {
    database.close()
    database = openSqlite(path)
    const wanted = { journal_mode: 'wal', synchronous: 2, secure_delete: 1, trusted_schema: 0, foreign_keys: 1 }
    for (const [name, value] of Object.entries(wanted))
      expect([name, await pragma(database, name)]).toEqual([name, value])
    const [version] = await database.read(sql<{ version: string }>`SELECT sqlite_version() AS version`)
    expect(version?.version.localeCompare('3.51.3', 'en', { numeric: true })).toBeGreaterThanOrEqual(0)
  })

  test('an address that was deleted leaves no byte behind', async () => {
    const address = '14 Larkspur Rise, Northmoor'
    await database.commit([setting('address', address)])
    await database.commit([sql`DELETE FROM settings WHERE name = 'address'`])
    database.close()
    const file = readFileSync(path)
    database = openSqlite(path)
    expect(file.includes('settings')).toBe(true)
    expect(file.includes(address)).toBe(false)
  })

  test('full: reads go on, commits are refused, nothing acknowledged is lost, and with room again writing goes on', async () => {
    await database.commit([setting('before')])
    const pages = await pragma(database, 'page_count')
    await database.read({ sql: `PRAGMA max_page_count = ${pages}`, parameters: [] })
    const large = 'x'.repeat(100_000)
    const answers = await Promise.allSettled([
      database.commit([setting('neighbour')]),
      database.commit([setting('large', large)]),
      database.commit([setting('other neighbour')]),
    ])
    expect(answers[1]).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_FULL' } })
    const acknowledged = ['neighbour', 'large', 'other neighbour'].filter(
      (_, index) => answers[index]?.status === 'fulfilled',
    )
    expect(await names(database)).toEqual(['before', ...acknowledged].sort())
    expect(clashOf((answers[1] as PromiseRejectedResult).reason)).toBeNull()
    await database.read({ sql: 'PRAGMA max_page_count = 1000000', parameters: [] })
    await database.commit([setting('large', large)])
    expect(await names(database)).toEqual(['before', 'large', ...acknowledged].sort())
    expect(await pragma(database, 'integrity_check')).toBe('ok')
  })

  test('locked by another process past all patience: the commit is refused and the next one works', async () => {
    const other = openSqlite(path)
    await database.read({ sql: 'PRAGMA busy_timeout = 0', parameters: [] })
    other.runScript('BEGIN IMMEDIATE')
    await expect(database.commit([setting('a')])).rejects.toThrow('database is locked')
    other.runScript('ROLLBACK')
    other.close()
    await database.commit([setting('b')])
    expect(await names(database)).toEqual(['b'])
  })
})

describe.each(['here', 'on a thread'])('a process that writes %s and is killed', (where) => {
  /** Starts the writer, kills it without warning after so many acknowledgements, and answers with all it printed. */
  function killedAfter(many: number, round: string): Promise<string[]> {
    const child = spawn(process.execPath, ['test/storage/writesAcknowledged.ts', path, round, where], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const printed: string[] = []
    return new Promise((done, failed) => {
      child.on('error', failed)
      const lines = createInterface(child.stdout)
      lines.on('line', (line) => {
        printed.push(line)
        if (printed.length === many) child.kill('SIGKILL')
      })
      lines.on('close', () => done(printed))
    })
  }

  test('loses nothing that it acknowledged, and leaves nothing half done', async () => {
    const acknowledged: string[] = []
    for (const [index, many] of [1, 7, 40, 150, 400].entries()) {
      const printed = await killedAfter(many, `round${index}`)
      expect(printed.length).toBeGreaterThanOrEqual(many)
      acknowledged.push(...printed)
      const reopened = openSqlite(path)
      const kept = new Set(await names(reopened))
      expect(await pragma(reopened, 'integrity_check')).toBe('ok')
      reopened.close()
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
      expect([...kept].filter((name) => !name.endsWith('-too') && !kept.has(`${name}-too`))).toEqual([])
      expect([...kept].filter((name) => name.endsWith('-too') && !kept.has(name.slice(0, -4)))).toEqual([])
    }
  })
})
