// How is it kept on one machine? One SQLite file, one writer; commits that wait together share one durable transaction.
import Sqlite from 'better-sqlite3'
import { type Database, type Query, toParameter } from './database.ts'

interface Waiting {
  readonly writes: readonly Query<unknown>[]
  readonly done: () => void
  readonly failed: (cause: unknown) => void
}

export interface SqliteDatabase extends Database {
  /** Runs many statements as written in a migration. */
  runScript(script: string): void
  /** What SQLite finds wrong with the file itself, one text a finding; empty when it is sound. Reads all of it. */
  damage(): string[]
  /** Writes what still waits, then lets go of the file. */
  close(): void
}

/** Opens (or makes) the file; for tests `:memory:`, or the bytes of a whole database, copied to memory. Throws when the engine cannot promise durability. */
export function openSqlite(path: string | Buffer): SqliteDatabase {
  const engine = new Sqlite(path)
  prepareEngine(engine, typeof path !== 'string' || path === ':memory:')
  const statements = new Map<string, Sqlite.Statement>()
  let waiting: Waiting[] = []

  function statement(sql: string): Sqlite.Statement {
    let known = statements.get(sql)
    if (!known) {
      known = engine.prepare(sql)
      statements.set(sql, known)
    }
    return known
  }

  function runOne(one: Waiting): unknown {
    statement('SAVEPOINT one').run()
    try {
      for (const { sql, parameters } of one.writes) statement(sql).run(...parameters.map(toParameter))
      statement('RELEASE one').run()
      return undefined
    } catch (cause) {
      // A full disk may have undone the whole transaction: then nobody of the group was written.
      if (!engine.inTransaction) throw cause
      statement('ROLLBACK TO one').run()
      statement('RELEASE one').run()
      return cause ?? new Error('write failed')
    }
  }

  function flush(): void {
    const group = waiting
    if (group.length === 0) return
    waiting = []
    let answers: (() => void)[]
    try {
      statement('BEGIN IMMEDIATE').run()
      answers = group.map((one) => {
        const cause = runOne(one)
        return cause === undefined ? one.done : () => one.failed(cause)
      })
      statement('COMMIT').run()
    } catch (cause) {
      if (engine.inTransaction) statement('ROLLBACK').run()
      answers = group.map((one) => () => one.failed(cause))
    }
    for (const answer of answers) answer()
  }

  return {
    async read<Row>({ sql, parameters }: Query<Row>): Promise<Row[]> {
      return statement(sql).all(...parameters.map(toParameter)) as Row[]
    },
    commit(writes) {
      return new Promise<void>((done, failed) => {
        waiting.push({ writes, done, failed })
        if (waiting.length === 1) setImmediate(flush)
      })
    },
    runScript: (script) => void engine.exec(script),
    damage() {
      try {
        const found = engine.prepare('PRAGMA integrity_check').pluck().all() as string[]
        return found.filter((line) => line !== 'ok')
      } catch (cause) {
        // Some damage stops even the looking.
        return [cause instanceof Error ? cause.message : String(cause)]
      }
    },
    close() {
      flush()
      engine.close()
    },
  }
}

/**
 * What kind of house a file that is there was made for, without changing a byte of it; null when it was made for none.
 * Throws when it is no database.
 */
export function kindOfFile(path: string): string | null {
  const engine = new Sqlite(path, { readonly: true })
  try {
    const isLaidOut = engine.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'settings'").get()
    const kind = isLaidOut && engine.prepare("SELECT value FROM settings WHERE name = 'kind'").pluck().get()
    return typeof kind === 'string' ? kind : null
  } finally {
    engine.close()
  }
}

function prepareEngine(engine: Sqlite.Database, inMemory: boolean): void {
  if (!inMemory) engine.pragma('journal_mode = WAL')
  // After opening, always: a reopened WAL file silently runs NORMAL, which loses acknowledged rows in a power cut.
  engine.pragma('synchronous = FULL')
  engine.pragma('secure_delete = ON')
  engine.pragma('trusted_schema = OFF')
  engine.pragma('foreign_keys = ON')
  engine.pragma('busy_timeout = 5000')
  const synchronous = engine.pragma('synchronous', { simple: true })
  const journal = engine.pragma('journal_mode', { simple: true })
  const version = engine.prepare('SELECT sqlite_version() AS version').pluck().get() as string
  if (synchronous !== 2) throw new Error('SQLite would not promise to survive a power cut (synchronous is not FULL)')
  if (!inMemory && journal !== 'wal') throw new Error('SQLite would not use a write-ahead log on this disk')
  if (isOlder(version, '3.51.3')) throw new Error(`SQLite ${version} is too old; 3.51.3 or newer is needed`)
}

function isOlder(version: string, wanted: string): boolean {
  const [a, b] = [version, wanted].map((text) => text.split('.').map(Number)) as [number[], number[]]
  const at = a.findIndex((part, index) => part !== b[index])
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0)
}
