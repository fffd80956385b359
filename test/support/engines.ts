// The two engines for tests: SQLite in memory and in a file, and D1 in real workerd, each laid out by the migrations.
import { createHash, createHmac } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { afterAll, vi } from 'vitest'
import { type D1Binding, openD1 } from '../../src/storage/d1.ts'
import type { Database } from '../../src/storage/database.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { layoutOf, layoutOfSqlite } from './layouts.ts'

export interface OpenEngine {
  readonly database: Database
  /** Runs statements as an intruder with the file in hand would. */
  runScript(script: string): Promise<void>
  close(): Promise<void>
}

export interface Engine {
  readonly name: string
  /** A fresh database with all migrations. */
  open(): Promise<OpenEngine>
}

async function openedSqlite(path: string | Buffer, onClose: () => void): Promise<OpenEngine> {
  const sqlite = openSqlite(path)
  return {
    database: sqlite,
    runScript: async (script) => sqlite.runScript(script),
    async close() {
      sqlite.close()
      onClose()
    },
  }
}

const inMemory: Engine = { name: 'SQLite in memory', open: async () => openedSqlite(await layoutOfSqlite(), () => {}) }

const inFile: Engine = {
  name: 'SQLite in a file',
  async open() {
    const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'))
    writeFileSync(join(folder, 'test.sqlite'), await layoutOfSqlite())
    return openedSqlite(join(folder, 'test.sqlite'), () => rmSync(folder, { recursive: true }))
  },
}

/** Each test takes the next of these: a database of D1 cannot be emptied while its record is append-only. */
const databasesOfD1 = 100
let workerd: { miniflare: Miniflare; folder: string } | undefined
let taken = 0

// Starting workerd on a busy machine takes longer than a test is usually given.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
afterAll(async () => {
  await workerd?.miniflare.dispose()
  if (workerd) rmSync(workerd.folder, { recursive: true })
})

/** The next empty database of D1, as a Worker would have it bound. */
export async function emptyD1(): Promise<D1Binding> {
  return (await nextD1()).binding()
}

async function nextD1() {
  workerd ??= startWorkerd(Array.from({ length: databasesOfD1 }, (_, index) => `db${index}`))
  if (taken === databasesOfD1) throw new Error('More tests than databases: raise databasesOfD1')
  const name = `db${taken}`
  taken += 1
  const { miniflare, folder } = workerd
  return {
    path: pathOfD1(folder, name),
    binding: async () => (await miniflare.getD1Database(name)) as unknown as D1Binding,
  }
}

function startWorkerd(names: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-d1-'))
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: 'export default { fetch() { return new Response(null) } }',
      compatibilityDate: '2026-10-01',
      resourcePersistencePath: folder,
      d1Databases: Object.fromEntries(names.map((name) => [name, name])),
    }),
  )
  return { miniflare, folder }
}

/** Where workerd looks for a database when it is first asked for: the name of the file is made from the database's own. */
function pathOfD1(folder: string, name: string): string {
  const kind = 'miniflare-D1DatabaseObject'
  const key = createHash('sha256').update(kind).digest()
  const sealed = (what: string | Buffer) => createHmac('sha256', key).update(what).digest().subarray(0, 16)
  const ofName = sealed(name)
  return join(folder, 'd1', kind, `${Buffer.concat([ofName, sealed(ofName)]).toString('hex')}.sqlite`)
}

/** Runs a script on D1 in wrangler's own pieces, in one batch. */
export async function runOnD1(binding: D1Binding, script: string): Promise<void> {
  // Loaded only here: it is large, and most tests run no script.
  const { unstable_splitSqlQuery: splitAsWranglerDoes } = await import('wrangler')
  await binding.batch(splitAsWranglerDoes(script).map((statement) => binding.prepare(statement)))
}

/** The bytes of a database of D1 with all migrations and nothing in it. */
function layoutOfD1(): Promise<Buffer> {
  return layoutOf('d1', async (folder) => {
    const own = startWorkerd(['layout'])
    const binding = (await own.miniflare.getD1Database('layout')) as unknown as D1Binding
    for (const name of readdirSync('migrations').sort()) {
      await runOnD1(binding, readFileSync(join('migrations', name), 'utf8'))
    }
    await own.miniflare.dispose()
    const path = join(folder, 'layout.sqlite')
    const whole = openSqlite(pathOfD1(own.folder, 'layout'))
    whole.runScript(`VACUUM INTO '${path}'`)
    whole.close()
    rmSync(own.folder, { recursive: true })
    return path
  })
}

const d1: Engine = {
  name: 'D1 in workerd',
  async open() {
    const { path, binding } = await nextD1()
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, await layoutOfD1())
    const database = await binding()
    return { database: openD1(database), runScript: (script) => runOnD1(database, script), close: async () => {} }
  },
}

/** For `describe.each(engines)('… on $name', …)`. */
export const engines: readonly Engine[] = [inMemory, inFile, d1]
