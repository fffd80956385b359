// What must the demonstration know again after a restart? Kept with the settings, under a name of its own.
import type { House } from '../house.ts'
import { type Query, sql } from '../storage/database.ts'

/** `clock`: where it stands. `posted-up-to`: how far the MIS has posted. `endpoints`: where it posts (JSON list). */
export type Kept = 'clock' | 'posted-up-to' | 'endpoints'

export async function kept(house: House, what: Kept): Promise<string | null> {
  const rows = await house.database.read(
    sql<{ value: string }>`SELECT value FROM settings WHERE name = ${`demonstration:${what}`}`,
  )
  return rows[0]?.value ?? null
}

export function keeps(what: Kept, value: string): Query<unknown> {
  return sql`INSERT INTO settings (name, value) VALUES (${`demonstration:${what}`}, ${value})
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`
}
