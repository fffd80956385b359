// Which schools are connected, and how? One page of the list at a time.
import type { Scope } from '../cases/roles.ts'
import type { Vendor } from '../cases/vendors.ts'
import { type Database, sql } from './database.ts'
import { within } from './scope.ts'

/** One connection on the list: no secret, no child. `notTaken` counts parts set aside since an instant that nobody has settled. */
export interface ConnectionOnList {
  readonly id: string
  readonly endpoint: string
  readonly vendor: Vendor
  readonly settings: Readonly<Record<string, string>>
  readonly endedAt: string | null
  readonly lastDeliveryAt: string | null
  readonly waiting: number
  readonly notTaken: number
}

/** A school with its connections, those that are open and newest first. */
export interface SchoolConnected {
  readonly urn: string
  readonly name: string
  readonly registerKept: 'mis' | 'paper'
  readonly connections: readonly ConnectionOnList[]
}

/**
 * What is asked for: part of a name or the beginning of a URN ('' for all); with `urns` only those of these schools.
 */
export interface ConnectionsAsked {
  readonly search: string
  readonly urns: readonly string[] | null
  readonly limit: number
  readonly offset: number
  readonly notTakenSince: string
}

/** One part of the scope's schools by name, and how many there are in all (0 beyond the last part). */
export async function listSchoolsConnected(
  database: Database,
  scope: Scope,
  asked: ConnectionsAsked,
): Promise<{ readonly schools: readonly SchoolConnected[]; readonly found: number }> {
  const { search, limit, offset, notTakenSince } = asked
  const urns = asked.urns === null ? null : JSON.stringify(asked.urns)
  const rows = await database.read(sql<Omit<SchoolConnected, 'connections'> & { found: number; connections: string }>`
    WITH part AS (SELECT s.urn, s.name, s.register_kept, count(*) OVER () AS found FROM schools s
        WHERE ${within(scope, 's.urn')} AND (${search} = '' OR instr(lower(s.name), lower(${search})) > 0 OR instr(s.urn, ${search}) = 1)
          AND (${urns} IS NULL OR s.urn IN (SELECT value FROM json_each(${urns})))
        ORDER BY lower(s.name), s.urn LIMIT ${limit} OFFSET ${offset}),
      waiting AS (SELECT connection_id, count(*) AS number FROM deliveries WHERE state = 'received' GROUP BY connection_id),
      doors AS (SELECT c.school_urn, c.ended_at IS NOT NULL AS "isEnded", c.created_at, c.id, json_object('id', c.id, 'endpoint', c.endpoint,
          'vendor', c.vendor, 'settings', json(c.settings), 'endedAt', c.ended_at,
          'lastDeliveryAt', (SELECT max(d.received_at) FROM deliveries d WHERE d.connection_id = c.id),
          'waiting', coalesce((SELECT number FROM waiting w WHERE w.connection_id = c.id), 0),
          'notTaken', (SELECT count(*) FROM quarantined q JOIN deliveries d ON d.id = q.delivery
            WHERE q.school_urn = c.school_urn AND q.at >= ${notTakenSince} AND q.settled_at IS NULL AND d.connection_id = c.id)) AS door
        FROM connections c WHERE c.school_urn IN (SELECT urn FROM part))
    SELECT urn, name, register_kept AS "registerKept", found,
      (SELECT json_group_array(json(door)) FROM (SELECT door FROM doors WHERE school_urn = part.urn
        ORDER BY "isEnded", created_at DESC, id)) AS connections
    FROM part ORDER BY lower(name), urn`)
  const schools = rows.map(({ found, connections, ...school }) => ({
    ...school,
    connections: JSON.parse(connections) as ConnectionOnList[],
  }))
  return { schools, found: rows[0]?.found ?? 0 }
}
