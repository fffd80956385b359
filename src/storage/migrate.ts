// Is the file laid out as this version expects? Applies what is missing, in order, under the names that wrangler uses on D1.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clashOf } from './clashes.ts'
import { sql } from './database.ts'
import type { SqliteDatabase } from './sqlite.ts'

/** Applies each `NNNN_name.sql` of the folder that the database has not had yet, each whole or not at all. Answers with their names. */
export async function migrate(database: SqliteDatabase, folder: string, at: string): Promise<string[]> {
  database.runScript(
    'CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TEXT NOT NULL)',
  )
  const had = new Set(
    (await database.read(sql<{ name: string }>`SELECT name FROM d1_migrations`)).map((row) => row.name),
  )
  const missing = readdirSync(folder)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name) && !had.has(name))
    .sort()
  const applied: string[] = []
  for (const name of missing) {
    if (applyOne(database, name, readFileSync(join(folder, name), 'utf8'), at)) applied.push(name)
  }
  return applied
}

/** Whether it was applied; not, when another process did so meanwhile. Throws when it cannot be, and then nothing of it stays. */
function applyOne(database: SqliteDatabase, name: string, script: string, at: string): boolean {
  // Its name first: the key refuses the second of two processes before it changes anything.
  const record = `INSERT INTO d1_migrations (name, applied_at) VALUES ('${name}', '${at.replaceAll("'", '')}');`
  try {
    database.runScript(`BEGIN IMMEDIATE;\n${record}\n${script}\n;COMMIT;`)
    return true
  } catch (cause) {
    try {
      database.runScript('ROLLBACK')
    } catch {
      // It had not begun, or SQLite has undone it already.
    }
    const clash = clashOf(cause)
    if (clash?.kind === 'already-there' && clash.columns === 'd1_migrations.name') return false
    throw new Error(`Migration ${name} could not be applied`, { cause })
  }
}
