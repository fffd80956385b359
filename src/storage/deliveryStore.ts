// What was delivered, how far is it, and which parts of it could not be used?
import type { Scope } from '../cases/roles.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { within } from './scope.ts'

/** `parked`: a person decides whether it counts. `dead`: tried as often as is worth it; a person may try it again. */
export type DeliveryState = 'received' | 'processed' | 'quarantined' | 'ignored' | 'parked' | 'dead'

/** A delivery as it is kept first. `body` is locked; `type` is null when the message names none. */
export interface NewDelivery {
  readonly connectionId: string
  readonly deliveryId: string
  readonly receivedAt: string
  readonly type: string | null
  readonly bodySha256: string
  readonly body: string
  readonly sentBy: string | null
  readonly replays: number | null
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
  /** When a person let it through that was held back; null when nobody did. */
  readonly releasedAt: string | null
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
  /** When it is tried again; null when it is due now or never. */
  readonly nextTryAt: string | null
  readonly parkedBecause: string | null
  /** The number of the delivery of which it sends a part again, corrected by the person `sentBy`. */
  readonly replays: number | null
  readonly sentBy: string | null
  readonly retriedAt: string | null
  readonly retriedBy: string | null
  readonly discardedAt: string | null
  readonly discardedBy: string | null
  readonly discardedBecause: string | null
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
  /** When the authority told the school of it, and by whom. */
  readonly toldAt: string | null
  readonly toldBy: string | null
  readonly settledAt: string | null
  readonly settledBy: string | null
  readonly settledHow: 'discarded' | 'replayed' | null
  readonly settledBecause: string | null
  /** The id of the delivery as which it was sent again. */
  readonly replayedAs: string | null
}

/** The write that keeps a delivery. Breaks the key of `deliveries` when its id was used before. */
export function writeOfDelivery(delivery: NewDelivery): Query<unknown> {
  const { connectionId, deliveryId, receivedAt, type, bodySha256, body, sentBy, replays } = delivery
  return sql`INSERT INTO deliveries (connection_id, delivery_id, received_at, type, body_sha256, body, sent_by, replays)
    VALUES (${connectionId}, ${deliveryId}, ${receivedAt}, ${type}, ${bodySha256}, ${body}, ${sentBy}, ${replays})`
}

/** The SHA-256 of the body that came first under this id, or null. Asked at the door. */
export async function bodyHashAt(database: Database, connectionId: string, deliveryId: string): Promise<string | null> {
  const rows = await database.read(sql<{ hash: string }>`SELECT body_sha256 AS hash FROM deliveries
    WHERE connection_id = ${connectionId} AND delivery_id = ${deliveryId}`)
  return rows[0]?.hash ?? null
}

/** A delivery that waits, and whose it is. */
export interface WaitingFor {
  readonly id: number
  readonly schoolUrn: string
}

/** The next deliveries that wait after this one and are due by now, at most so many, in order of arrival. Costs the same however many wait for a later try. */
export function deliveriesWaiting(
  database: Database,
  afterId: number,
  now: string,
  most: number,
): Promise<WaitingFor[]> {
  return database.read(sql<WaitingFor>`SELECT d.id, c.school_urn AS schoolUrn FROM (
      SELECT id FROM (SELECT id FROM deliveries
        WHERE state = 'received' AND next_try_at IS NULL AND id > ${afterId} ORDER BY id LIMIT ${most})
      UNION ALL SELECT id FROM (SELECT id FROM deliveries
        WHERE state = 'received' AND next_try_at <= ${now} AND +id > ${afterId} ORDER BY +id LIMIT ${most})) w
    JOIN deliveries d ON d.id = w.id JOIN connections c ON c.id = d.connection_id ORDER BY d.id LIMIT ${most}`)
}

/** The delivery with this number and where its school's intake stands; null when it waits no more. */
export async function deliveryWaiting(database: Database, id: number): Promise<WaitingDelivery | null> {
  const rows =
    await database.read(sql<WaitingDelivery>`SELECT d.id, d.connection_id AS connectionId, d.delivery_id AS deliveryId,
      c.school_urn AS schoolUrn, d.received_at AS receivedAt, d.type, d.body, d.tries, d.released_at AS releasedAt, s.value AS schoolMark
    FROM deliveries d JOIN connections c ON c.id = d.connection_id LEFT JOIN settings s ON s.name = 'taken-in:' || c.school_urn
    WHERE d.id = ${id} AND d.state = 'received'`)
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
    sql`UPDATE deliveries SET state = CASE state WHEN 'received' THEN ${state} END, processed_at = ${at}, next_try_at = NULL WHERE id = ${delivery.id}`,
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

/**
 * The write that holds a delivery back until a person decides. `about`: the number, in the school's system, of the one
 * leaver it speaks of, or null. Breaks (broken-rule `deliveries.state`) when it was ended meanwhile.
 */
export function writeOfParking(id: number, because: string, at: string, about: string | null = null): Query<unknown> {
  return sql`UPDATE deliveries SET state = CASE state WHEN 'received' THEN 'parked' END, parked_because = ${because},
    parked_about = ${about}, processed_at = ${at}, next_try_at = NULL WHERE id = ${id}`
}

/** The write that counts a try that failed. It is tried again at `nextTryAt`; without one, it is dead. */
export function writeOfFailure(id: number, nextTryAt: string | null, at: string): Query<unknown> {
  const state = nextTryAt === null ? 'dead' : 'received'
  return sql`UPDATE deliveries SET tries = tries + 1, state = ${state}, next_try_at = ${nextTryAt},
    processed_at = ${nextTryAt === null ? at : null} WHERE id = ${id} AND state = 'received'`
}

/**
 * The write by which a person has a dead delivery tried again, from the first try on. Breaks (clashes.ts: broken-rule
 * `deliveries.state`) when it is dead no more, was let go, or what it said is erased.
 */
export function writeOfRetry(id: number, at: string, by: string): Query<unknown> {
  return sql`UPDATE deliveries SET state = CASE WHEN state = 'dead' AND discarded_at IS NULL AND body IS NOT NULL THEN 'received' END,
    tries = 0, next_try_at = NULL, processed_at = NULL, retried_at = ${at}, retried_by = ${by} WHERE id = ${id}`
}

/** The write by which a person lets a dead delivery go. Breaks (broken-rule `deliveries.state`) when it is dead no more or was let go already. */
export function writeOfDeadDiscarded(id: number, settled: { at: string; by: string; because: string }): Query<unknown> {
  return sql`UPDATE deliveries SET state = CASE WHEN state = 'dead' AND discarded_at IS NULL THEN 'dead' END,
    discarded_at = ${settled.at}, discarded_by = ${settled.by}, discarded_because = ${settled.because} WHERE id = ${id}`
}

/** Dates: what is settled is erased from before `settledBefore`, what nobody has settled from before `waitingBefore`. */
export interface Forgetting {
  readonly settledBefore: string
  readonly waitingBefore: string
}

// A delivery that was held back begins to age when a person settled it, every other when it came.
const agesFrom = piece`CASE WHEN parked_because IS NULL THEN received_at ELSE coalesce(processed_at, received_at) END`

/**
 * The writes that erase the bodies of old deliveries, whose hashes stay, and the parts set aside. What is held back stays
 * until a person settles it: the leavers of July wait through the summer, and a message that nobody decided on must not be
 * lost by nobody deciding. Parts and dead deliveries that nobody settled change nothing while they wait, and nothing
 * says that they ever will be settled: they go at `waitingBefore`, and their lines say so.
 */
export function writesOfForgetting({ settledBefore, waitingBefore }: Forgetting): Query<unknown>[] {
  return [
    sql`UPDATE deliveries SET body = NULL WHERE state NOT IN ('received', 'parked') AND body IS NOT NULL
      AND ${agesFrom} < CASE WHEN (state = 'dead' AND discarded_at IS NULL)
        OR EXISTS (SELECT 1 FROM quarantined q WHERE q.delivery = deliveries.id AND q.settled_at IS NULL) THEN ${waitingBefore} ELSE ${settledBefore} END`,
    sql`UPDATE quarantined SET content = NULL WHERE content IS NOT NULL
      AND (SELECT ${agesFrom} FROM deliveries d WHERE d.id = quarantined.delivery) < CASE WHEN settled_at IS NULL THEN ${waitingBefore} ELSE ${settledBefore} END`,
  ]
}

/** Deliveries of the scope's schools, the newest `most`, in order of arrival. */
export async function listDeliveries(database: Database, scope: Scope, most = 1000): Promise<Delivery[]> {
  const rows =
    await database.read(sql<Delivery>`SELECT d.id, d.delivery_id AS deliveryId, d.connection_id AS connectionId, c.school_urn AS schoolUrn,
      d.received_at AS receivedAt, d.type, d.state, d.tries, d.processed_at AS processedAt,
      d.next_try_at AS nextTryAt, d.parked_because AS parkedBecause, d.replays, d.sent_by AS sentBy, d.retried_at AS retriedAt,
      d.retried_by AS retriedBy, d.discarded_at AS discardedAt, d.discarded_by AS discardedBy, d.discarded_because AS discardedBecause
    FROM deliveries d JOIN connections c ON c.id = d.connection_id
    WHERE ${within(scope, 'c.school_urn')} ORDER BY d.id DESC LIMIT ${most}`)
  return rows.reverse()
}

/** What could not be used in deliveries to the scope's schools, the newest `most`, in order of arrival. */
export async function listQuarantined(database: Database, scope: Scope, most = 1000): Promise<Quarantined[]> {
  const rows =
    await database.read(sql<Quarantined>`SELECT q.delivery, q.number, d.delivery_id AS deliveryId, q.school_urn AS schoolUrn, q.at, q.type, q.path, q.reason,
      q.told_at AS toldAt, q.told_by AS toldBy, q.settled_at AS settledAt, q.settled_by AS settledBy, q.settled_how AS settledHow,
      q.settled_because AS settledBecause, r.delivery_id AS replayedAs
    FROM quarantined q JOIN deliveries d ON d.id = q.delivery LEFT JOIN deliveries r ON r.id = q.replayed_as
    WHERE ${within(scope, 'q.school_urn')} ORDER BY q.delivery DESC, q.number DESC LIMIT ${most}`)
  return rows.reverse()
}
