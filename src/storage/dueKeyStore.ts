// What has the nightly run done already? Keys that are written once, with what they stand for.
import { type Database, type Query, sql } from './database.ts'

/** The last London date whose night is done, or null before the first. */
export async function lastNightDone(database: Database): Promise<string | null> {
  const rows = await database.read(sql<{ value: string }>`SELECT value FROM settings WHERE name = 'nightly-done'`)
  return rows[0]?.value ?? null
}

/** The write that moves it on. Breaks `settings.value` (clashes.ts) when it is no longer what it was. */
export function writeOfNightDone(date: string, before: string | null): Query<unknown> {
  return sql`INSERT INTO settings (name, value) VALUES ('nightly-done', ${date})
    ON CONFLICT (name) DO UPDATE SET value = CASE value WHEN ${before} THEN ${date} END`
}

/** Those of these keys that are written. */
export async function keysWritten(database: Database, keys: readonly string[]): Promise<Set<string>> {
  const rows = await database.read(sql<{ key: string }>`
    SELECT key FROM due_keys WHERE key IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`)
  return new Set(rows.map(({ key }) => key))
}

/** The write that keeps keys. Breaks `due_keys.key` (clashes.ts) when one of them is written already. */
export function writeOfKeys(keys: readonly string[], at: string): Query<unknown> {
  return sql`INSERT INTO due_keys (key, at) SELECT value, ${at} FROM json_each(${JSON.stringify(keys)})`
}
