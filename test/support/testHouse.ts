// The house for tests: the real one on a fresh in-memory database, with a clock that stands and ids that count.
import type { House, Ids } from '../../src/house.ts'
import { type StandingClock, standingClock } from '../../src/outside/clock.ts'
import { keysFrom } from '../../src/outside/keys.ts'
import type { Database } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openSqlite, type SqliteDatabase } from '../../src/storage/sqlite.ts'
import { layoutOfSqlite } from './layouts.ts'

export interface TestHouse extends House {
  readonly clock: StandingClock
  readonly machineClock: StandingClock
  readonly sqlite: SqliteDatabase
  /** Resolves when all work that goes on after the answers is done. */
  settled(): Promise<void>
  /** Statements asked for since the house was made or `forget` was called. */
  readonly statements: { count: number; list: string[] }
  /** What was logged, one line each. */
  readonly logged: string[]
}

export const testKeys = await keysFrom('audit-key-for-tests-0123456789abcdef', 'secrets-key-for-tests-0123456789abcdef')

export function countingIds(): Ids {
  let made = 0
  const count = (length: number) => {
    made += 1
    return String(made).padStart(length, 'i')
  }
  return { next: () => count(16), secret: () => count(43) }
}

/** A house standing at an instant. `path` other than the default keeps the database in a file. */
export async function makeHouse({
  at,
  path = ':memory:',
  change = {},
}: {
  at: string
  path?: string
  change?: Partial<House>
}): Promise<TestHouse> {
  const sqlite = openSqlite(path === ':memory:' ? await layoutOfSqlite() : path)
  if (path !== ':memory:') await migrate(sqlite, 'migrations', at)
  const statements = { count: 0, list: [] as string[] }
  const database: Database = {
    read(query) {
      statements.count += 1
      statements.list.push(query.sql)
      return sqlite.read(query)
    },
    commit(writes) {
      statements.count += writes.length
      statements.list.push(...writes.map((query) => query.sql))
      return sqlite.commit(writes)
    },
  }
  let going: Promise<unknown>[] = []
  const logged: string[] = []
  return {
    mode: 'demonstration',
    authorityName: 'Northmoor Council',
    publicUrl: 'http://localhost:3000',
    database,
    sqlite,
    clock: standingClock(at),
    machineClock: standingClock(at),
    ids: countingIds(),
    keys: testKeys,
    signIn: null,
    notify: null,
    bankHolidays: null,
    askVendor: null,
    applyBeside: null,
    basePath: '',
    asset: async () => null,
    log: {
      info: (what, facts) => void logged.push(JSON.stringify({ what, ...facts })),
      fault: (what, cause, facts) => void logged.push(JSON.stringify({ what, cause: String(cause), ...facts })),
    },
    after: (work) => void going.push(work),
    statements,
    logged,
    async settled() {
      while (going.length > 0) {
        const now = going
        going = []
        await Promise.all(now)
      }
    },
    ...change,
  } as TestHouse
}
