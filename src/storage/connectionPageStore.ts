// How does one connection stand? Itself, what was changed about it, its deliveries and its feeds; no secret, no content.
import type { ConnectionChange, ConnectionStanding } from '../cases/decide/changeConnection.ts'
import type { Scope } from '../cases/roles.ts'
import type { Vendor } from '../cases/vendors.ts'
import type { SecurityEventKind } from './connectionStore.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import type { DeliveryState } from './deliveryStore.ts'
import { within } from './scope.ts'

/** A connection as an administrator sees it. `changes` counts what was ever changed about it, its making included. */
export interface ConnectionFound extends ConnectionStanding {
  readonly id: string
  readonly endpoint: string
  readonly schoolUrn: string
  readonly schoolName: string
  readonly settings: Readonly<Record<string, string>>
  readonly createdAt: string
  readonly endedBecause: string | null
  readonly changes: number
  readonly lastDeliveryAt: string | null
  /** When a delivery last came by the old secret, to the hour. */
  readonly previousUsedAt: string | null
}

/** One connection of the scope's schools, or null. */
export async function findConnection(database: Database, scope: Scope, id: string): Promise<ConnectionFound | null> {
  return first(
    await database.read(sql<ConnectionRow>`SELECT c.id, c.endpoint, c.school_urn AS "schoolUrn", s.name AS "schoolName", c.vendor, c.settings,
      c.secret_previous IS NOT NULL AS "hasPreviousSecret", c.previous_until AS "previousUntil", c.previous_used_at AS "previousUsedAt",
      c.created_at AS "createdAt", c.ended_at AS "endedAt", c.ended_because AS "endedBecause",
      (SELECT count(*) FROM connection_changes h WHERE h.connection_id = c.id) AS changes,
      (SELECT max(d.received_at) FROM deliveries d WHERE d.connection_id = c.id) AS "lastDeliveryAt"
    FROM connections c JOIN schools s ON s.urn = c.school_urn WHERE c.id = ${id} AND ${within(scope, 'c.school_urn')}`),
  )
}

/** A connection of a school that has not ended. */
export interface OpenConnection {
  readonly id: string
  readonly vendor: Vendor
  readonly createdAt: string
}

/** The connections of a school that have not ended, the oldest first. */
export function listOpenConnections(database: Database, scope: Scope, schoolUrn: string): Promise<OpenConnection[]> {
  return database.read(sql<OpenConnection>`SELECT id, vendor, created_at AS "createdAt" FROM connections
    WHERE school_urn = ${schoolUrn} AND ended_at IS NULL AND ${within(scope, 'school_urn')} ORDER BY created_at, id`)
}

/** The same by the address that its school's system knows. */
export async function findConnectionAtEndpoint(
  database: Database,
  scope: Scope,
  endpoint: string,
): Promise<ConnectionFound | null> {
  const rows = await database.read(
    sql<{ id: string }>`SELECT id FROM connections WHERE endpoint = ${endpoint} AND ${within(scope, 'school_urn')}`,
  )
  return rows[0] ? findConnection(database, scope, rows[0].id) : null
}

type ConnectionRow = Omit<ConnectionFound, 'hasPreviousSecret' | 'settings'> & {
  readonly hasPreviousSecret: number
  readonly settings: string
}

function first(rows: readonly ConnectionRow[]): ConnectionFound | null {
  const [row] = rows
  return row
    ? {
        ...row,
        hasPreviousSecret: row.hasPreviousSecret === 1,
        settings: JSON.parse(row.settings) as Record<string, string>,
      }
    : null
}

/** What was done to a connection, and by whom; `byName` null: on the command line. */
export interface ConnectionChanged {
  readonly at: string
  readonly byName: string | null
  readonly what: ConnectionChange['what'] | 'connected'
  readonly detail: string | null
}

/** The changes of a connection, the newest first. */
export function listConnectionChanges(database: Database, scope: Scope, id: string): Promise<ConnectionChanged[]> {
  return database.read(sql<ConnectionChanged>`SELECT h.at, p.name AS "byName", h.what, h.detail
    FROM connection_changes h JOIN connections c ON c.id = h.connection_id LEFT JOIN people p ON p.id = h.by
    WHERE h.connection_id = ${id} AND ${within(scope, 'c.school_urn')} ORDER BY h.number DESC LIMIT 100`)
}

/** A delivery on the log. `notTaken` counts the parts of it that could not be used, `because` is why the first could not. */
export interface DeliveryOnLog {
  readonly id: number
  readonly receivedAt: string
  readonly type: string | null
  readonly state: DeliveryState
  readonly tries: number
  readonly notTaken: number
  readonly because: string | null
  readonly parkedBecause: string | null
}

/** A part of a connection's deliveries, the newest first. */
export function listDeliveriesOfConnection(
  database: Database,
  scope: Scope,
  id: string,
  part: { readonly limit: number; readonly offset: number },
): Promise<DeliveryOnLog[]> {
  return database.read(sql<DeliveryOnLog>`SELECT d.id, d.received_at AS "receivedAt", d.type, d.state, d.tries, d.parked_because AS "parkedBecause",
      (SELECT count(*) FROM quarantined q WHERE q.delivery = d.id) AS "notTaken",
      (SELECT q.path || ' ' || q.reason FROM quarantined q WHERE q.delivery = d.id ORDER BY q.number LIMIT 1) AS because
    FROM deliveries d JOIN connections c ON c.id = d.connection_id
    WHERE d.connection_id = ${id} AND ${within(scope, 'c.school_urn')}
    ORDER BY d.received_at DESC, d.id DESC LIMIT ${part.limit} OFFSET ${part.offset}`)
}

/** What was refused at a connection's door: not kept, and so on no log of deliveries. */
export interface RefusedAtDoor {
  readonly at: string
  readonly kind: SecurityEventKind
  readonly detail: string
}

/** What was refused at a connection's door since an instant, the newest first, at most 20. */
export function listRefused(database: Database, scope: Scope, id: string, since: string): Promise<RefusedAtDoor[]> {
  return database.read(sql<RefusedAtDoor>`SELECT at, kind, detail FROM security_events
    WHERE at >= ${since} AND connection_id = ${id} AND ${within(scope, 'school_urn')} ORDER BY at DESC, id DESC LIMIT 20`)
}

/** How many deliveries of a connection are in each state: all that are kept, and those received since an instant. */
export interface DeliveryCount {
  readonly state: DeliveryState
  readonly all: number
  readonly since: number
}

export function listDeliveryCounts(
  database: Database,
  scope: Scope,
  id: string,
  since: string,
): Promise<DeliveryCount[]> {
  return database.read(sql<DeliveryCount>`SELECT d.state, count(*) AS "all", count(*) FILTER (WHERE d.received_at >= ${since}) AS since
    FROM deliveries d JOIN connections c ON c.id = d.connection_id
    WHERE d.connection_id = ${id} AND ${within(scope, 'c.school_urn')} GROUP BY d.state`)
}

/** How the reading of one feed stands. `problem` is in words, null when there is none. */
export interface FeedStanding {
  readonly feed: string
  readonly lastCompleteAt: string | null
  readonly nextAt: string
  readonly failures: number
  readonly problem: string | null
}

/** The feeds of a connection that is asked, by name. */
export function listFeedsOfConnection(database: Database, scope: Scope, id: string): Promise<FeedStanding[]> {
  return database.read(sql<FeedStanding>`SELECT f.feed, f.last_complete_at AS "lastCompleteAt", f.next_at AS "nextAt", f.failures, f.problem
    FROM polls f JOIN connections c ON c.id = f.connection_id
    WHERE f.connection_id = ${id} AND ${within(scope, 'c.school_urn')} ORDER BY f.feed`)
}

/** The write that puts the new secret first and keeps the old one beside it until an instant (null: until it is ended). */
export function writeOfRotation(id: string, secret: string, previousUntil: string | null): Query<unknown> {
  return sql`UPDATE connections SET secret_previous = secret_current, previous_until = ${previousUntil}, previous_used_at = NULL, secret_current = ${secret}
    WHERE id = ${id} AND ended_at IS NULL`
}

export function writeOfPreviousEnded(id: string): Query<unknown> {
  return sql`UPDATE connections SET secret_previous = NULL, previous_until = NULL, previous_used_at = NULL WHERE id = ${id} AND ended_at IS NULL`
}

/** The write that says which codes may be sent (`M,I`; null: none), beside all else that is known of the school. */
export function writeOfCodesSent(id: string, codes: string | null): Query<unknown> {
  return sql`UPDATE connections SET settings = ${
    codes === null ? piece`json_remove(settings, '$.write_back')` : piece`json_set(settings, '$.write_back', ${codes})`
  } WHERE id = ${id} AND ended_at IS NULL`
}

/** The write that ends a connection. What let it in elsewhere is forgotten with it. */
export function writeOfConnectionEnd(id: string, at: string, because: string): Query<unknown> {
  return sql`UPDATE connections SET ended_at = ${at}, ended_because = ${because}, secret_previous = NULL, previous_until = NULL, token = NULL
    WHERE id = ${id} AND ended_at IS NULL`
}
