// What did a person do about a part that was not taken in? Sent again corrected, let go with a reason, or the school told.
import type { Scope } from '../cases/roles.ts'
import { type Database, type Query, sql } from './database.ts'
import type { DeliveryState } from './deliveryStore.ts'
import type { Part } from './faultStore.ts'
import { within } from './scope.ts'

/** Which part: the number of its delivery, and its own within it. */
export interface PartKey {
  readonly delivery: number
  readonly number: number
}

export type Settled = 'replayed' | 'discarded'

/** What was settled, by whom and how. `became`: of one sent again, how far that delivery is. */
export interface SettledOnList {
  readonly schoolName: string
  readonly at: string
  readonly type: string | null
  /** Where in the message and what was wrong; null for a whole delivery that could not be applied. */
  readonly path: string | null
  readonly reason: string | null
  readonly settledAt: string
  readonly settledByName: string | null
  readonly how: Settled
  readonly because: string | null
  readonly became: DeliveryState | null
}

/** Parts of the scope's schools that somebody settled, and deliveries of `deadScope` that were let go, the newest first. */
export function listSettled(database: Database, scope: Scope, deadScope: Scope, part: Part): Promise<SettledOnList[]> {
  return database.read(sql<SettledOnList>`
    SELECT s.name AS "schoolName", q.at, q.type, q.path, q.reason, q.settled_at AS "settledAt", p.name AS "settledByName",
      q.settled_how AS how, q.settled_because AS because, r.state AS became
    FROM quarantined q JOIN schools s ON s.urn = q.school_urn LEFT JOIN people p ON p.id = q.settled_by
      LEFT JOIN deliveries r ON r.id = q.replayed_as
    WHERE q.settled_at IS NOT NULL AND ${within(scope, 'q.school_urn')}
    UNION ALL SELECT s.name, d.received_at, d.type, NULL, NULL, d.discarded_at, p.name, 'discarded', d.discarded_because, NULL
    FROM deliveries d JOIN connections c ON c.id = d.connection_id JOIN schools s ON s.urn = c.school_urn
      LEFT JOIN people p ON p.id = d.discarded_by
    WHERE d.discarded_at IS NOT NULL AND ${within(deadScope, 'c.school_urn')}
    ORDER BY 6 DESC, 2 DESC, 4 LIMIT ${part.limit} OFFSET ${part.offset}`)
}

/** A part that was not taken in, with the delivery it came in. `content` and `body` are locked; null when erased. */
export interface PartToSettle extends PartKey {
  readonly connectionId: string
  readonly schoolUrn: string
  readonly schoolName: string
  readonly at: string
  readonly type: string
  readonly path: string
  readonly reason: string
  readonly content: string | null
  readonly body: string | null
  readonly toldAt: string | null
  readonly settledAt: string | null
  readonly settledByName: string | null
  readonly settledHow: Settled | null
  readonly settledBecause: string | null
  readonly became: DeliveryState | null
}

/** The part with this key, settled or not, or null when it is not there for this scope. What it says is for those who may settle it. */
export async function findPart(database: Database, scope: Scope, key: PartKey): Promise<PartToSettle | null> {
  const rows = await database.read(sql<PartToSettle>`
    SELECT q.delivery, q.number, d.connection_id AS "connectionId", q.school_urn AS "schoolUrn", s.name AS "schoolName", q.at,
      q.type, q.path, q.reason, q.content, d.body, q.told_at AS "toldAt", q.settled_at AS "settledAt",
      p.name AS "settledByName", q.settled_how AS "settledHow", q.settled_because AS "settledBecause", r.state AS became
    FROM quarantined q JOIN deliveries d ON d.id = q.delivery JOIN schools s ON s.urn = q.school_urn
      LEFT JOIN people p ON p.id = q.settled_by LEFT JOIN deliveries r ON r.id = q.replayed_as
    WHERE q.delivery = ${key.delivery} AND q.number = ${key.number} AND ${within(scope, 'q.school_urn')}`)
  return rows[0] ?? null
}

/** The write that settles a part as let go. Breaks (clashes.ts: broken-rule) when it was settled already. */
export function writeOfDiscard(key: PartKey, settled: { at: string; by: string; because: string }): Query<unknown> {
  return sql`UPDATE quarantined SET settled_how = CASE WHEN settled_at IS NULL THEN 'discarded' END, settled_at = ${settled.at},
    settled_by = ${settled.by}, settled_because = ${settled.because} WHERE delivery = ${key.delivery} AND number = ${key.number}`
}

/** The write that settles a part as sent again, after the one that keeps that delivery. Breaks as the one before. */
export function writeOfReplay(
  key: PartKey,
  settled: { at: string; by: string },
  as: { connectionId: string; deliveryId: string },
): Query<unknown> {
  return sql`UPDATE quarantined SET settled_how = CASE WHEN settled_at IS NULL THEN 'replayed' END, settled_at = ${settled.at},
    settled_by = ${settled.by}, replayed_as = (SELECT id FROM deliveries
      WHERE connection_id = ${as.connectionId} AND delivery_id = ${as.deliveryId})
    WHERE delivery = ${key.delivery} AND number = ${key.number}`
}

/** The write that notes that the school was told of a part; the first time stays. */
export function writeOfSchoolTold(key: PartKey, at: string, by: string): Query<unknown> {
  return sql`UPDATE quarantined SET told_at = ${at}, told_by = ${by}
    WHERE delivery = ${key.delivery} AND number = ${key.number} AND told_at IS NULL`
}

/** Whether what broke a commit is that the part, or the dead delivery, was settled already. */
export function isSettledClash(clash: { kind: string; rule?: string } | null): boolean {
  return clash?.kind === 'broken-rule' && /settled_at|deliveries\.state/.test(clash.rule ?? '')
}
