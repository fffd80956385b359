// What was delivered, how far is it, and which parts of it could not be used?
import type { Scope } from '../cases/roles.ts'
import { type Database, type Query, sql } from './database.ts'
import { within } from './scope.ts'

export type DeliveryState = 'received' | 'processed' | 'quarantined' | 'ignored' | 'failed'

/** A delivery as it is kept first. `body` is locked; `type` is null when the message names none. */
export interface NewDelivery {
  readonly connectionId: string
  readonly deliveryId: string
  readonly receivedAt: string
  readonly type: string | null
  readonly bodySha256: string
  readonly body: string
}

/** A delivery that waits to be applied. `schoolMark` is where the school's intake stood when this was read. */
export interface WaitingDelivery {
  readonly id: number
  readonly connectionId: string
  readonly deliveryId: string
  readonly schoolUrn: string
  readonly receivedAt: string
  readonly type: string | null
  readonly body: string
  readonly tries: number
  readonly schoolMark: string | null
}

/** A delivery as people see it: never its content. */
export interface Delivery {
  readonly id: number
  readonly deliveryId: string
  readonly connectionId: string
  readonly schoolUrn: string
  readonly receivedAt: string
  readonly type: string | null
  readonly state: DeliveryState
  readonly tries: number
  readonly processedAt: string | null
}

/** A part of a delivery that could not be used: where it stands in the message, why, and what it said (JSON text; locked when it is kept). */
export interface Fault {
  readonly path: string
  readonly reason: string
  readonly content: string | null
}

/** A fault in the record, without what it said. */
export interface Quarantined {
  readonly delivery: number
  readonly number: number
  readonly deliveryId: string
  readonly schoolUrn: string
  readonly at: string
  readonly type: string
  readonly path: string
  readonly reason: string
}

/** The write that keeps a delivery. Breaks the key of `deliveries` when its id was used before. */
export function writeOfDelivery(delivery: NewDelivery): Query<unknown> {
  const { connectionId, deliveryId, receivedAt, type, bodySha256, body } = delivery
  return sql`INSERT INTO deliveries (connection_id, delivery_id, received_at, type, body_sha256, body)
    VALUES (${connectionId}, ${deliveryId}, ${receivedAt}, ${type}, ${bodySha256}, ${body})`
}

/** The SHA-256 of the body that came first under this id, or null. Asked at the door. */
export async function bodyHashAt(database: Database, connectionId: string, deliveryId: string): Promise<string | null> {
  const rows = await database.read(sql<{ hash: string }>`SELECT body_sha256 AS hash FROM deliveries
    WHERE connection_id = ${connectionId} AND delivery_id = ${deliveryId}`)
  return rows[0]?.hash ?? null
}

/**
 * The next delivery that waits after this one, in order of arrival, or null. One that failed n times is due when it was
 * received at the nth of these instants or before it; without instants, none that failed is.
 */
export async function nextDeliveryWaiting(
  database: Database,
  afterId: number,
  dueBefore: readonly string[],
): Promise<WaitingDelivery | null> {
  const rows =
    await database.read(sql<WaitingDelivery>`SELECT d.id, d.connection_id AS connectionId, d.delivery_id AS deliveryId,
      c.school_urn AS schoolUrn, d.received_at AS receivedAt, d.type, d.body, d.tries, s.value AS schoolMark
    FROM deliveries d JOIN connections c ON c.id = d.connection_id LEFT JOIN settings s ON s.name = 'taken-in:' || c.school_urn
    WHERE d.state = 'received' AND d.id > ${afterId}
      AND (d.tries = 0 OR d.received_at <= ${JSON.stringify(dueBefore)} ->> (d.tries - 1)) ORDER BY d.id LIMIT 1`)
  return rows[0] ?? null
}

/**
 * The writes that end a delivery's wait, for the commit of its effects; `faults` with their content locked. They break (clashes.ts: broken-rule) when it
 * was ended meanwhile, `deliveries.state`, or when another of the school's was applied meanwhile, `settings.value`.
 */
export function writesOfEnd(
  delivery: WaitingDelivery,
  state: DeliveryState,
  faults: readonly Fault[],
  at: string,
): Query<unknown>[] {
  const name = `taken-in:${delivery.schoolUrn}`
  const mark = String(delivery.id)
  const writes = [
    sql`UPDATE deliveries SET state = CASE state WHEN 'received' THEN ${state} END, processed_at = ${at} WHERE id = ${delivery.id}`,
    sql`INSERT INTO settings (name, value) VALUES (${name}, ${mark})
      ON CONFLICT (name) DO UPDATE SET value = CASE value WHEN ${delivery.schoolMark} THEN ${mark} END`,
  ]
  if (faults.length > 0) {
    writes.push(sql`INSERT INTO quarantined (delivery, number, school_urn, at, type, path, reason, content)
      SELECT ${delivery.id}, key + 1, ${delivery.schoolUrn}, ${at}, ${delivery.type ?? 'unknown'}, value ->> 'path', value ->> 'reason', value ->> 'content'
      FROM json_each(${JSON.stringify(faults)})`)
  }
  return writes
}

/** The write that counts a try that failed; the delivery has failed once there were `mostTries`. */
export function writeOfFailure(id: number, mostTries: number, at: string): Query<unknown> {
  return sql`UPDATE deliveries SET tries = tries + 1, state = CASE WHEN tries + 1 >= ${mostTries} THEN 'failed' ELSE state END,
    processed_at = CASE WHEN tries + 1 >= ${mostTries} THEN ${at} END WHERE id = ${id} AND state = 'received'`
}

/** The writes that erase what was said in deliveries received before this date: their bodies, whose hashes stay, and the parts set aside. */
export function writesOfForgetting(before: string): Query<unknown>[] {
  return [
    sql`UPDATE deliveries SET body = NULL WHERE state <> 'received' AND received_at < ${before} AND body IS NOT NULL`,
    sql`UPDATE quarantined SET content = NULL WHERE content IS NOT NULL
      AND delivery IN (SELECT id FROM deliveries WHERE received_at < ${before})`,
  ]
}

/** Deliveries of the scope's schools, the newest `most`, in order of arrival. */
export async function listDeliveries(database: Database, scope: Scope, most = 1000): Promise<Delivery[]> {
  const rows =
    await database.read(sql<Delivery>`SELECT d.id, d.delivery_id AS deliveryId, d.connection_id AS connectionId, c.school_urn AS schoolUrn,
      d.received_at AS receivedAt, d.type, d.state, d.tries, d.processed_at AS processedAt
    FROM deliveries d JOIN connections c ON c.id = d.connection_id
    WHERE ${within(scope, 'c.school_urn')} ORDER BY d.id DESC LIMIT ${most}`)
  return rows.reverse()
}

/** What could not be used in deliveries to the scope's schools, the newest `most`, in order of arrival. */
export async function listQuarantined(database: Database, scope: Scope, most = 1000): Promise<Quarantined[]> {
  const rows =
    await database.read(sql<Quarantined>`SELECT q.delivery, q.number, d.delivery_id AS deliveryId, q.school_urn AS schoolUrn, q.at, q.type, q.path, q.reason
    FROM quarantined q JOIN deliveries d ON d.id = q.delivery
    WHERE ${within(scope, 'q.school_urn')} ORDER BY q.delivery DESC, q.number DESC LIMIT ${most}`)
  return rows.reverse()
}
