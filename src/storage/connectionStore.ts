// By which doors do schools' systems come in? Connections with their locked secrets, and what went wrong at them.
import type { ConnectionChange } from '../cases/decide/changeConnection.ts'
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
  /** When a delivery last came by the old secret, to the hour; null: none since it is the old one. */
  readonly previousUsedAt: string | null
}

export type SecurityEventKind =
  | 'delivery-id-reused'
  | 'delivery-for-another-school'
  | 'signature-refused'
  | 'too-many-deliveries'
  | 'access-not-confirmed'

/** Something at a door that somebody should look at. `detail` never quotes what was sent. */
export interface SecurityEvent {
  readonly at: string
  readonly kind: SecurityEventKind
  readonly connectionId: string
  readonly schoolUrn: string
  readonly deliveryId: string | null
  readonly detail: string
}

/** The connection of an endpoint that is still open, or null. Asked at the door, before anybody is known; an old secret is left out once it has stopped counting at `now`. */
export async function connectionAt(
  database: Database,
  endpoint: string,
  now: string,
  vendor: 'generic' | 'wonde' = 'generic',
): Promise<ConnectionWithSecrets | null> {
  const rows = await database.read(sql<ConnectionWithSecrets>`SELECT id, endpoint, school_urn AS schoolUrn,
      secret_current AS secretCurrent, iif(previous_until IS NULL OR previous_until > ${now}, secret_previous, NULL) AS secretPrevious,
      previous_used_at AS previousUsedAt
    FROM connections WHERE endpoint = ${endpoint} AND vendor = ${vendor} AND ended_at IS NULL`)
  return rows[0] ?? null
}

/** A connection to make. Secrets and the token come locked. */
export interface NewConnection {
  readonly id: string
  readonly endpoint: string
  readonly schoolUrn: string
  readonly secretCurrent: string | null
  readonly secretPrevious: string | null
}

/** What else is known of it. `by` is a person's id, or null on the command line and where the house does it. */
export interface AboutConnection {
  readonly schoolName: string
  readonly vendor: string
  readonly at: string
  readonly by?: string | null
  readonly settings?: Readonly<Record<string, string>>
  readonly token?: string | null
}

/** The writes that add a connection, note who did, and add its school where that is not there yet. */
export function writesOfConnection(connection: NewConnection, about: AboutConnection): Query<unknown>[] {
  const { id, endpoint, schoolUrn, secretCurrent, secretPrevious } = connection
  const { schoolName, vendor, at, by = null, settings = {}, token = null } = about
  return [
    sql`INSERT INTO schools (urn, name, created_at) VALUES (${schoolUrn}, ${schoolName}, ${at}) ON CONFLICT (urn) DO NOTHING`,
    sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, secret_previous, token, settings, created_at, created_by)
      VALUES (${id}, ${endpoint}, ${schoolUrn}, ${vendor}, ${secretCurrent}, ${secretPrevious}, ${token}, ${JSON.stringify(settings)}, ${at}, ${by})`,
    writeOfConnectionChange(id, 1, { what: 'connected', detail: null }, { at, by }),
  ]
}

/** The write that notes a change under the next number of its connection. Breaks a key when that number is taken: somebody else was first. */
export function writeOfConnectionChange(
  connectionId: string,
  number: number,
  change: { readonly what: ConnectionChange['what'] | 'connected'; readonly detail: string | null },
  written: { readonly at: string; readonly by: string | null },
): Query<unknown> {
  return sql`INSERT INTO connection_changes (at, by, connection_id, number, what, detail)
    VALUES (${written.at}, ${written.by ?? 'command-line'}, ${connectionId}, ${number}, ${change.what}, ${change.detail})`
}

/** The write that records a security event. With `quietFrom`, only if none of its kind was recorded for the connection since then. */
export function writeOfSecurityEvent(event: SecurityEvent, quietFrom: string | null = null): Query<unknown> {
  const { at, kind, connectionId, schoolUrn, deliveryId, detail } = event
  return sql`INSERT INTO security_events (at, kind, connection_id, school_urn, delivery_id, detail)
    SELECT ${at}, ${kind}, ${connectionId}, ${schoolUrn}, ${deliveryId}, ${detail}
    WHERE ${quietFrom} IS NULL OR NOT EXISTS (SELECT 1 FROM security_events
      WHERE kind = ${kind} AND connection_id = ${connectionId} AND at > ${quietFrom} AND at <= ${at})`
}

/** The write that notes that the old secret was used at an instant, unless a use since `quietFrom` is noted. */
export function writeOfPreviousUsed(id: string, at: string, quietFrom: string): Query<unknown> {
  return sql`UPDATE connections SET previous_used_at = ${at} WHERE id = ${id} AND secret_previous IS NOT NULL
    AND (previous_used_at IS NULL OR previous_used_at <= ${quietFrom} OR previous_used_at > ${at})`
}

/** What went wrong at the doors of the scope's schools, the newest last. */
export function listSecurityEvents(database: Database, scope: Scope): Promise<SecurityEvent[]> {
  return database.read(sql<SecurityEvent>`SELECT at, kind, connection_id AS connectionId, school_urn AS schoolUrn, delivery_id AS deliveryId, detail
    FROM security_events WHERE ${within(scope, 'school_urn')} ORDER BY id`)
}
