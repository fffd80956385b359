// The two engines for tests: SQLite in memory and in a file, and D1 in real workerd, each laid out by the migrations.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { afterAll, vi } from 'vitest'
import { unstable_splitSqlQuery as splitAsWranglerDoes } from 'wrangler'
import { type D1Binding, openD1 } from '../../src/storage/d1.ts'
import type { Database } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'

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

const layoutAt = '2026-09-01T07:00:00.000Z'

async function openedSqlite(path: string, onClose: () => void): Promise<OpenEngine> {
  const sqlite = openSqlite(path)
  await migrate(sqlite, 'migrations', layoutAt)
  return {
    database: sqlite,
    runScript: async (script) => sqlite.runScript(script),
    async close() {
      sqlite.close()
      onClose()
    },
  }
}

const inMemory: Engine = { name: 'SQLite in memory', open: () => openedSqlite(':memory:', () => {}) }

const inFile: Engine = {
  name: 'SQLite in a file',
  open() {
    const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'))
    return openedSqlite(join(folder, 'test.sqlite'), () => rmSync(folder, { recursive: true }))
  },
}

/** Each test takes the next of these: a database of D1 cannot be emptied while its record is append-only. */
const databasesOfD1 = 100
let miniflare: Miniflare | undefined
let taken = 0

// Starting workerd on a busy machine takes longer than a test is usually given.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
afterAll(() => miniflare?.dispose())

/** The next empty database of D1, as a Worker would have it bound. */
export async function emptyD1(): Promise<D1Binding> {
  miniflare ??= new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: 'export default { fetch() { return new Response(null) } }',
      compatibilityDate: '2026-10-01',
      d1Databases: Object.fromEntries(
        Array.from({ length: databasesOfD1 }, (_, index) => [`DB${index}`, `db${index}`]),
      ),
    }),
  )
  if (taken === databasesOfD1) throw new Error('More tests than databases: raise databasesOfD1')
  const binding = await miniflare.getD1Database(`DB${taken}`)
  taken += 1
  return binding as unknown as D1Binding
}

/** Runs a script on D1 in wrangler's own pieces, in one batch. */
export async function runOnD1(binding: D1Binding, script: string): Promise<void> {
  await binding.batch(splitAsWranglerDoes(script).map((statement) => binding.prepare(statement)))
}

const d1: Engine = {
  name: 'D1 in workerd',
  async open() {
    const binding = await emptyD1()
    for (const name of readdirSync('migrations').sort()) {
      await runOnD1(binding, readFileSync(join('migrations', name), 'utf8'))
    }
    return { database: openD1(binding), runScript: (script) => runOnD1(binding, script), close: async () => {} }
  },
}

/** For `describe.each(engines)('… on $name', …)`. */
export const engines: readonly Engine[] = [inMemory, inFile, d1]
