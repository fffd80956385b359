// What needs somebody's attention? What was not taken in, what failed, what looked wrong at the door; a page at a time.
import type { Scope } from '../cases/roles.ts'
import type { SecurityEventKind } from './connectionStore.ts'
import { type Database, piece, sql } from './database.ts'
import { within } from './scope.ts'

export interface Part {
  readonly limit: number
  readonly offset: number
}

/** A part of a delivery that was not taken in. `content` is locked text, null outside the scope for content. */
export interface FaultOnList {
  readonly delivery: number
  readonly number: number
  readonly schoolUrn: string
  readonly schoolName: string
  readonly at: string
  readonly type: string
  readonly path: string
  readonly reason: string
  readonly content: string | null
  /** When the authority told the school of it; null when it did not. */
  readonly toldAt: string | null
}

/** What was not taken in and nobody has settled, the newest first, with its content where `contentScope` reaches. */
export function listFaults(database: Database, scope: Scope, contentScope: Scope, part: Part): Promise<FaultOnList[]> {
  return database.read(sql<FaultOnList>`
    SELECT q.delivery, q.number, q.school_urn AS "schoolUrn", s.name AS "schoolName", q.at, q.type, q.path, q.reason,
      CASE WHEN ${within(contentScope, 'q.school_urn')} THEN q.content END AS content, q.told_at AS "toldAt"
    FROM quarantined q JOIN schools s ON s.urn = q.school_urn
    WHERE q.settled_at IS NULL AND ${within(scope, 'q.school_urn')}
    ORDER BY q.at DESC, q.delivery DESC, q.number LIMIT ${part.limit} OFFSET ${part.offset}`)
}

/** A delivery that was kept but could not be applied after several tries. */
export interface FailedDelivery {
  readonly id: number
  readonly deliveryId: string
  readonly schoolName: string
  readonly receivedAt: string
  readonly type: string | null
  readonly tries: number
  /** Whether what it said is still here, so that it can be tried again. */
  readonly hasBody: boolean
}

const dead = piece`d.state = 'dead' AND d.discarded_at IS NULL`
const deadSelected = piece`SELECT d.id, d.delivery_id AS "deliveryId", s.name AS "schoolName", d.received_at AS "receivedAt",
    d.type, d.tries, d.body IS NOT NULL AS "hasBody"
  FROM deliveries d JOIN connections c ON c.id = d.connection_id JOIN schools s ON s.urn = c.school_urn`

/** The deliveries that are dead and nobody has let go, the newest first. */
export async function listFailedDeliveries(database: Database, scope: Scope, part: Part): Promise<FailedDelivery[]> {
  const rows = await database.read(sql<FailedDelivery>`${deadSelected}
    WHERE ${dead} AND ${within(scope, 'c.school_urn')} ORDER BY d.id DESC LIMIT ${part.limit} OFFSET ${part.offset}`)
  return rows.map((row) => ({ ...row, hasBody: Boolean(row.hasBody) }))
}

/** The dead delivery with this number, or null when it is dead no more or not there for this scope. */
export async function findFailedDelivery(database: Database, scope: Scope, id: number): Promise<FailedDelivery | null> {
  const rows = await database.read(sql<FailedDelivery>`${deadSelected}
    WHERE d.id = ${id} AND ${dead} AND ${within(scope, 'c.school_urn')}`)
  return rows[0] ? { ...rows[0], hasBody: Boolean(rows[0].hasBody) } : null
}

/** Something at a school's door that somebody should look at. */
export interface SecurityEventOnList {
  readonly at: string
  readonly kind: SecurityEventKind
  readonly schoolName: string | null
  readonly endpoint: string | null
  readonly deliveryId: string | null
  readonly detail: string
}

/** What went wrong at the doors, the newest first. What belongs to no known school is for those who see every school. */
export function listSecurityEventsNewestFirst(
  database: Database,
  scope: Scope,
  part: Part,
): Promise<SecurityEventOnList[]> {
  return database.read(sql<SecurityEventOnList>`
    SELECT e.at, e.kind, s.name AS "schoolName", c.endpoint, e.delivery_id AS "deliveryId", e.detail
    FROM security_events e LEFT JOIN connections c ON c.id = e.connection_id LEFT JOIN schools s ON s.urn = c.school_urn
    WHERE ${within(scope, 'c.school_urn')} ORDER BY e.at DESC, e.id DESC LIMIT ${part.limit} OFFSET ${part.offset}`)
}

/** How many there are on each list. */
export interface FaultCounts {
  readonly messages: number
  readonly settled: number
  readonly heldBack: number
  readonly deliveries: number
  readonly security: number
}

/** The counts of what was not taken in and what was held back in one scope, and of what failed and what went wrong at the doors in another. */
export async function findFaultCounts(database: Database, scope: Scope, securityScope: Scope): Promise<FaultCounts> {
  const rows = await database.read(sql<FaultCounts>`
    SELECT (SELECT count(*) FROM quarantined WHERE settled_at IS NULL AND ${within(scope, 'school_urn')}) AS messages,
      (SELECT count(*) FROM quarantined WHERE settled_at IS NOT NULL AND ${within(scope, 'school_urn')})
        + (SELECT count(*) FROM deliveries d JOIN connections c ON c.id = d.connection_id
          WHERE d.discarded_at IS NOT NULL AND ${within(securityScope, 'c.school_urn')}) AS settled,
      (SELECT count(*) FROM deliveries d JOIN connections c ON c.id = d.connection_id
        WHERE d.state = 'parked' AND ${within(scope, 'c.school_urn')}) AS "heldBack",
      (SELECT count(*) FROM deliveries d JOIN connections c ON c.id = d.connection_id
        WHERE ${dead} AND ${within(securityScope, 'c.school_urn')}) AS deliveries,
      (SELECT count(*) FROM security_events e LEFT JOIN connections c ON c.id = e.connection_id
        WHERE ${within(securityScope, 'c.school_urn')}) AS security`)
  return rows[0]!
}

/** The pupils that these numbers of their schools' own systems stand for, where known. */
export async function listPupilIdsOf(
  database: Database,
  scope: Scope,
  numbers: readonly { readonly schoolUrn: string; readonly misId: string }[],
): Promise<string[]> {
  const rows = await database.read(sql<{ id: string }>`
    SELECT DISTINCT p.id FROM json_each(${JSON.stringify(numbers)}) n
    JOIN pupils p ON p.school_urn = n.value ->> 'schoolUrn' AND p.mis_id = n.value ->> 'misId'
    WHERE ${within(scope, 'p.school_urn')} ORDER BY p.id`)
  return rows.map(({ id }) => id)
}
