// Are migrations applied once, whole, in order, and the same way on both engines?
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { emptyD1, engines, runOnD1 } from '../support/engines.ts'

const at = '2026-09-01T07:00:00.000Z'
const layout = {
  sql: "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2",
  parameters: [],
}
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const put = (name: string, text: string) => writeFileSync(join(folder, name), text)

describe('applying migrations', () => {
  test('once: the second time nothing is applied and nothing changes', async () => {
    const database = openSqlite(':memory:')
    const first = await migrate(database, 'migrations', at)
    const before = await database.read(layout)
    expect(first.slice(0, 4)).toEqual([
      '0001_schools_and_people.sql',
      '0002_deliveries.sql',
      '0003_pupils_and_marks.sql',
      '0004_cases.sql',
    ])
    expect(await migrate(database, 'migrations', at)).toEqual([])
    expect(await database.read(layout)).toEqual(before)
    database.close()
  })

  test('only what is new, in the order of its number, under the names that wrangler would keep', async () => {
    const database = openSqlite(':memory:')
    put('0002_second.sql', 'ALTER TABLE a ADD COLUMN y TEXT;')
    put('0001_first.sql', 'CREATE TABLE a (x TEXT) STRICT;')
    put('notes.txt', 'not a migration')
    expect(await migrate(database, folder, at)).toEqual(['0001_first.sql', '0002_second.sql'])
    put('0003_third.sql', '-- The last line is a comment without an end.\nCREATE INDEX a_by_x ON a (x) -- so')
    expect(await migrate(database, folder, at)).toEqual(['0003_third.sql'])
    expect(await database.read(sql`SELECT id, name, applied_at FROM d1_migrations ORDER BY id`)).toEqual([
      { id: 1, name: '0001_first.sql', applied_at: at },
      { id: 2, name: '0002_second.sql', applied_at: at },
      { id: 3, name: '0003_third.sql', applied_at: at },
    ])
    database.close()
  })

  test('a broken one leaves nothing of itself, keeps those before it, and can be mended', async () => {
    const database = openSqlite(':memory:')
    put('0001_first.sql', 'CREATE TABLE a (x TEXT) STRICT;')
    put(
      '0002_broken.sql',
      "CREATE TABLE b (x TEXT) STRICT;\nINSERT INTO a VALUES ('half');\nINSERT INTO nowhere VALUES (1);",
    )
    const fault = await migrate(database, folder, at).catch((cause) => cause)
    expect(fault.message).toBe('Migration 0002_broken.sql could not be applied')
    expect(fault.cause.message).toBe('no such table: nowhere')
    expect(await database.read(sql`SELECT name FROM d1_migrations`)).toEqual([{ name: '0001_first.sql' }])
    expect(await database.read(sql`SELECT count(*) AS many FROM a`)).toEqual([{ many: 0 }])
    expect(await database.read(sql`SELECT name FROM sqlite_schema WHERE name = 'b'`)).toEqual([])
    put('0002_broken.sql', 'CREATE TABLE b (x TEXT) STRICT;')
    expect(await migrate(database, folder, at)).toEqual(['0002_broken.sql'])
    database.close()
  })

  test('what another process applied meanwhile is not applied again', async () => {
    const path = join(folder, 'shared.sqlite')
    put('0001_first.sql', 'CREATE TABLE a (x TEXT) STRICT;')
    const [one, other] = [openSqlite(path), openSqlite(path)]
    const both = await Promise.all([migrate(one, folder, at), migrate(other, folder, at)])
    expect(both.flat()).toEqual(['0001_first.sql'])
    one.close()
    other.close()
  })

  test('a database locked by another process is named as the cause', async () => {
    const path = join(folder, 'locked.sqlite')
    put('0001_first.sql', 'CREATE TABLE a (x TEXT) STRICT;')
    const [one, other] = [openSqlite(path), openSqlite(path)]
    await migrate(one, join(folder), at)
    put('0002_second.sql', 'CREATE TABLE b (x TEXT) STRICT;')
    await one.read({ sql: 'PRAGMA busy_timeout = 0', parameters: [] })
    other.runScript('BEGIN IMMEDIATE')
    // The table of migrations is there already, so asking for it again needs no lock.
    const fault = await migrate(one, folder, at).catch((cause) => cause)
    expect(String(fault.cause ?? fault)).toContain('database is locked')
    other.runScript('ROLLBACK')
    other.close()
    expect(await migrate(one, folder, at)).toEqual(['0002_second.sql'])
    one.close()
  })
})

describe('our migrations', () => {
  const files = readdirSync('migrations').sort()
  const text = (name: string) => readFileSync(join('migrations', name), 'utf8')

  test('are numbered without a gap', () => {
    expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, index) => index + 1))
    expect(files.filter((name) => !/^\d{4}_[a-z_]+\.sql$/.test(name))).toEqual([])
  })

  test('hold no PRAGMA, no transaction and no key that waits for the commit', () => {
    const faults = files.flatMap((name) => {
      const bare = text(name)
        .replaceAll(/--.*$/gm, '')
        .replaceAll(/\bBEGIN (SELECT|INSERT) .*?; END;/g, '')
      return (bare.match(/\b(PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|DEFERRABLE|DEFERRED)\b/gi) ?? []).map(
        (word) => `${name}: ${word}`,
      )
    })
    expect(faults).toEqual([])
  })

  test('make only strict tables', async () => {
    const database = openSqlite(':memory:')
    await migrate(database, 'migrations', at)
    const lax = await database.read(
      sql<{ name: string }>`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
        AND name NOT LIKE 'sqlite_%' AND name <> 'd1_migrations'`,
    )
    database.close()
    expect(lax).toEqual([])
  })

  test('lay out both engines alike, cut into statements as wrangler cuts them', async () => {
    const layouts = []
    for (const engine of [engines[0]!, engines[2]!]) {
      const open = await engine.open()
      const rows = await open.database.read(layout as typeof layout & { row?: { name: string; sql: string | null } })
      // Where a statement ends is each engine's own; what it says is not.
      layouts.push(
        rows
          .filter(({ name }) => !/^(d1_migrations|_cf_)/.test(name))
          .map(({ name, sql }) => `${name}: ${sql?.replace(/;\s*$/, '')}`),
      )
      await open.close()
    }
    expect(layouts[1]).toEqual(layouts[0])
    expect(layouts[0]?.length).toBeGreaterThan(30)
  })

  test('each works on D1 in one batch with nothing of it left when its last statement fails', async () => {
    const binding = await emptyD1()
    const broken = `${text(files[0]!)}\nINSERT INTO nowhere VALUES (1);`
    await expect(runOnD1(binding, broken)).rejects.toThrow('no such table: nowhere')
    const { results } = await binding.prepare("SELECT name FROM sqlite_schema WHERE name = 'schools'").all()
    expect(results).toEqual([])
  })
})
