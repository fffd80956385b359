// By which doors do schools' systems come in? Connections with their locked secrets, and what went wrong at them.
import type { Scope } from '../cases/roles.ts'
import { type Database, type Query, sql } from './database.ts'
import { within } from './scope.ts'

/** A connection as its door needs it. Secrets are locked (secretText.ts). */
export interface ConnectionWithSecrets {
  readonly id: string
  readonly endpoint: string
  readonly schoolUrn: string
  readonly secretCurrent: string
  readonly secretPrevious: string | null
}

export type SecurityEventKind = 'delivery-id-reused' | 'delivery-for-another-school' | 'signature-refused'

/** Something at a door that somebody should look at. `detail` never quotes what was sent. */
export interface SecurityEvent {
  readonly at: string
  readonly kind: SecurityEventKind
  readonly connectionId: string
  readonly schoolUrn: string
  readonly deliveryId: string | null
  readonly detail: string
}

/** The connection of an endpoint that is still open, or null. Asked at the door, before anybody is known. */
export async function connectionAt(database: Database, endpoint: string): Promise<ConnectionWithSecrets | null> {
  const rows = await database.read(sql<ConnectionWithSecrets>`SELECT id, endpoint, school_urn AS schoolUrn,
      secret_current AS secretCurrent, secret_previous AS secretPrevious
    FROM connections WHERE endpoint = ${endpoint} AND ended_at IS NULL`)
  return rows[0] ?? null
}

/** The writes that add a connection, and its school where that is not there yet. Secrets come locked. */
export function writesOfConnection(
  connection: ConnectionWithSecrets,
  about: { readonly schoolName: string; readonly vendor: string; readonly at: string },
): Query<unknown>[] {
  const { id, endpoint, schoolUrn, secretCurrent, secretPrevious } = connection
  return [
    sql`INSERT INTO schools (urn, name, created_at) VALUES (${schoolUrn}, ${about.schoolName}, ${about.at}) ON CONFLICT (urn) DO NOTHING`,
    sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, secret_previous, created_at)
      VALUES (${id}, ${endpoint}, ${schoolUrn}, ${about.vendor}, ${secretCurrent}, ${secretPrevious}, ${about.at})`,
  ]
}

/** The write that records a security event. With `quietFrom`, only if none of its kind was recorded for the connection since then. */
export function writeOfSecurityEvent(event: SecurityEvent, quietFrom: string | null = null): Query<unknown> {
  const { at, kind, connectionId, schoolUrn, deliveryId, detail } = event
  return sql`INSERT INTO security_events (at, kind, connection_id, school_urn, delivery_id, detail)
    SELECT ${at}, ${kind}, ${connectionId}, ${schoolUrn}, ${deliveryId}, ${detail}
    WHERE ${quietFrom} IS NULL OR NOT EXISTS (SELECT 1 FROM security_events
      WHERE kind = ${kind} AND connection_id = ${connectionId} AND at > ${quietFrom} AND at <= ${at})`
}

/** What went wrong at the doors of the scope's schools, the newest last. */
export function listSecurityEvents(database: Database, scope: Scope): Promise<SecurityEvent[]> {
  return database.read(sql<SecurityEvent>`SELECT at, kind, connection_id AS connectionId, school_urn AS schoolUrn, delivery_id AS deliveryId, detail
    FROM security_events WHERE ${within(scope, 'school_urn')} ORDER BY id`)
}
