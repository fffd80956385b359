// May the school be read through Wonde? Its connection as Wonde's word about access needs and changes it.
import { type Database, type Query, sql } from './database.ts'

/** What a connection knows of the school at Wonde. */
export interface WondeAccess {
  readonly settings: Readonly<Record<string, string>>
  /** The school's token, locked; null: it may not be read. */
  readonly token: string | null
  /** The school changes its system: its numbers will be others when access comes again. */
  readonly isMigrating: boolean
}

/** The name under which it is kept that a school changes its system, until access comes again. */
export const migrationList = 'school-migration'

/** How a connection stands with Wonde. Asked at the door, when its secret was right. */
export async function wondeAccessOf(database: Database, connectionId: string): Promise<WondeAccess | null> {
  const rows = await database.read(
    sql<{ settings: string; token: string | null; isMigrating: number }>`SELECT settings, token,
      EXISTS (SELECT 1 FROM vendor_lists l WHERE l.connection_id = c.id AND l.name = ${migrationList}) AS "isMigrating"
    FROM connections c WHERE id = ${connectionId} AND ended_at IS NULL`,
  )
  return rows[0]
    ? {
        settings: JSON.parse(rows[0].settings) as Record<string, string>,
        token: rows[0].token,
        isMigrating: rows[0].isMigrating === 1,
      }
    : null
}

/** Whether a delivery whose id begins like this was kept after an instant. */
export async function wasDeliveredSince(
  database: Database,
  connectionId: string,
  beginning: string,
  since: string,
): Promise<boolean> {
  const rows = await database.read(sql`SELECT 1 FROM deliveries WHERE connection_id = ${connectionId}
    AND delivery_id >= ${beginning} AND delivery_id < ${`${beginning}~`} AND received_at > ${since} LIMIT 1`)
  return rows.length > 0
}

/** The write that gives a connection the school's token, locked, and what was learnt of the school, beside what else is set; without effect once it was ended. */
export function writeOfAccess(connectionId: string, token: string, settings: WondeAccess['settings']): Query<unknown> {
  return sql`UPDATE connections SET token = ${token}, settings = json_patch(settings, ${JSON.stringify(settings)}) WHERE id = ${connectionId} AND ended_at IS NULL`
}

/** The write that drops a connection's token: nothing is read any more. Another token, given meanwhile, stays. */
export function writeOfAccessLost(connectionId: string, lockedToken: string): Query<unknown> {
  return sql`UPDATE connections SET token = NULL WHERE id = ${connectionId} AND token = ${lockedToken}`
}
