// What did each message of a register file change, and what has become of its messages?

import type { Scope } from '../cases/roles.ts'
import { type Database, type Query, sql } from './database.ts'
import type { DeliveryState } from './deliveryStore.ts'
import { within } from './scope.ts'

/** What one message changed: `content` locked, `shown` how many of it are worth a look. */
export interface PartKept {
  readonly part: number
  readonly shown: number
  readonly content: string
}

/** The write that keeps what a part changes, before its message is sent; a second time it stays as it was. */
export function writeOfPart(fileId: string, { part, shown, content }: PartKept, at: string): Query<unknown> {
  return sql`INSERT INTO register_file_changes (file_id, part, at, shown, content) VALUES (${fileId}, ${part}, ${at}, ${shown}, ${content})
    ON CONFLICT DO NOTHING`
}

/** The write that says, with the delivery itself, that a person has looked at it: no circuit breaker holds it back. */
export function writeOfLookedAt(connectionId: string, deliveryId: string, at: string, by: string): Query<unknown> {
  return sql`UPDATE deliveries SET released_at = ${at}, released_by = ${by} WHERE connection_id = ${connectionId} AND delivery_id = ${deliveryId}`
}

/** The parts of a file, without what is in them, in order. */
export function listParts(
  database: Database,
  scope: Scope,
  fileId: string,
): Promise<{ part: number; shown: number }[]> {
  return database.read(sql<{ part: number; shown: number }>`SELECT g.part, g.shown FROM register_file_changes g
    JOIN register_files f ON f.id = g.file_id WHERE g.file_id = ${fileId} AND g.part >= 0 AND ${within(scope, 'f.school_urn')} ORDER BY g.part`)
}

export async function findPart(
  database: Database,
  scope: Scope,
  fileId: string,
  part: number,
): Promise<PartKept | null> {
  const rows = await database.read(sql<PartKept>`SELECT g.part, g.shown, g.content FROM register_file_changes g
    JOIN register_files f ON f.id = g.file_id WHERE g.file_id = ${fileId} AND g.part = ${part} AND ${within(scope, 'f.school_urn')}`)
  return rows[0] ?? null
}

/** How many of a file's messages are in each state. Their ids begin with `prefix`, which ends in no tilde. */
export async function listStatesOfMessages(
  database: Database,
  scope: Scope,
  connectionId: string,
  prefix: string,
): Promise<Partial<Record<DeliveryState, number>>> {
  const rows = await database.read(sql<{
    state: DeliveryState
    count: number
  }>`SELECT d.state, count(*) AS count FROM deliveries d
    JOIN connections c ON c.id = d.connection_id WHERE d.connection_id = ${connectionId} AND ${within(scope, 'c.school_urn')}
      AND d.delivery_id >= ${prefix} AND d.delivery_id < ${`${prefix}~`} GROUP BY d.state`)
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}
