// How far is each vendor's feed read, when is it read next, and who reads it now?
import { type Database, type Query, sql } from './database.ts'

/** A feed by its names, as the poller knows it. */
export interface FeedNamed {
  readonly vendor: string
  readonly name: string
}

/** A feed of a connection that is due. `token` is locked. A feed never read before has no cursor and no failures. */
export interface PollDue {
  readonly connectionId: string
  readonly schoolUrn: string
  readonly vendor: string
  readonly token: string
  readonly settings: Readonly<Record<string, string>>
  readonly feed: string
  readonly cursor: string | null
  readonly failures: number
  readonly mostSeen: number
  readonly lastCompleteAt: string | null
}

type PollRow = Omit<PollDue, 'settings'> & { settings: string }

/** How a reading ended. `cursor` undefined: it stays; `completedAt` null: the feed was not read to its end. */
export interface PollEnd {
  readonly cursor?: string | null
  readonly nextAt: string
  readonly failures: number
  readonly problem: string | null
  readonly mostSeen: number
  readonly completedAt: string | null
}

/**
 * The feeds that are due at an instant, longest due first: of connections that are open and hold a token, not under
 * anybody's lease. A feed that has no row yet is due at once.
 */
export async function pollsDue(
  database: Database,
  feeds: readonly FeedNamed[],
  now: string,
  most: number,
): Promise<PollDue[]> {
  const named = JSON.stringify(feeds.map(({ vendor, name }) => ({ vendor, name })))
  const rows =
    await database.read(sql<PollRow>`SELECT c.id AS "connectionId", c.school_urn AS "schoolUrn", c.vendor, c.token,
      c.settings, f.value ->> 'name' AS feed, p.cursor, coalesce(p.failures, 0) AS failures, coalesce(p.most_seen, 0) AS "mostSeen",
      p.last_complete_at AS "lastCompleteAt"
    FROM connections c JOIN json_each(${named}) f ON f.value ->> 'vendor' = c.vendor
      LEFT JOIN polls p ON p.connection_id = c.id AND p.feed = f.value ->> 'name'
    WHERE c.ended_at IS NULL AND c.token IS NOT NULL
      AND (p.feed IS NULL OR (p.next_at <= ${now} AND (p.leased_until IS NULL OR p.leased_until <= ${now})))
    ORDER BY p.next_at, c.id, f.key LIMIT ${most}`)
  return rows.map((row) => ({ ...row, settings: JSON.parse(row.settings) as Record<string, string> }))
}

/**
 * The write that takes a feed for one reader until an instant. It breaks (clashes.ts: broken-rule `polls.next_at`) when
 * another has it, or has read it meanwhile.
 */
export function writeOfLease(
  { connectionId, feed }: Pick<PollDue, 'connectionId' | 'feed'>,
  lease: { readonly by: string; readonly now: string; readonly until: string },
): Query<unknown> {
  const { by, now, until } = lease
  return sql`INSERT INTO polls (connection_id, feed, next_at, leased_until, leased_by, last_begun_at)
    VALUES (${connectionId}, ${feed}, ${now}, ${until}, ${by}, ${now})
    ON CONFLICT (connection_id, feed) DO UPDATE SET leased_until = excluded.leased_until, leased_by = excluded.leased_by,
      last_begun_at = excluded.last_begun_at,
      next_at = CASE WHEN next_at <= ${now} AND (leased_until IS NULL OR leased_until <= ${now}) THEN next_at END`
}

/**
 * The writes that end a reading and give the feed back, with the lists that it read. They break (clashes.ts:
 * broken-rule `polls.next_at`) when the lease ran out and another has the feed, or when it was to begin anew.
 */
export function writesOfPollEnd(
  poll: Pick<PollDue, 'connectionId' | 'feed' | 'cursor'>,
  by: string,
  end: PollEnd,
  lists: ReadonlyMap<string, unknown>,
  at: string,
): Query<unknown>[] {
  const { connectionId, feed } = poll
  const cursor = end.cursor === undefined ? poll.cursor : end.cursor
  const named = [...lists].map(([name, content]) => ({ name, content: JSON.stringify(content) }))
  return [
    sql`UPDATE polls SET next_at = CASE WHEN leased_by = ${by} THEN ${end.nextAt} END, leased_until = NULL, leased_by = NULL,
        cursor = ${cursor}, failures = ${end.failures}, problem = ${end.problem}, most_seen = max(most_seen, ${end.mostSeen}),
        last_complete_at = coalesce(${end.completedAt}, last_complete_at)
      WHERE connection_id = ${connectionId} AND feed = ${feed}`,
    ...(named.length === 0
      ? []
      : [
          sql`INSERT INTO vendor_lists (connection_id, name, content, read_at)
            SELECT ${connectionId}, value ->> 'name', value ->> 'content', ${at} FROM json_each(${JSON.stringify(named)}) WHERE 1
            ON CONFLICT (connection_id, name) DO UPDATE SET content = excluded.content, read_at = excluded.read_at`,
        ]),
  ]
}

/**
 * The writes that have every feed of a connection read from its beginning, at once: the vendor's numbers may be others
 * now. A reading that is under way ends without effect. With `isOtherSystem` how much was there before counts no more.
 */
export function writesOfReadingAnew(connectionId: string, at: string, isOtherSystem: boolean): Query<unknown>[] {
  return [
    sql`UPDATE polls SET cursor = NULL, most_seen = iif(${isOtherSystem ? 1 : 0}, 0, most_seen), leased_until = NULL, leased_by = NULL
      WHERE connection_id = ${connectionId}`,
    sql`DELETE FROM vendor_lists WHERE connection_id = ${connectionId}`,
    writeOfReadingAtOnce(connectionId, at),
  ]
}

/** The write that has every feed of a connection read at once, going on where it stands; what went wrong before is forgotten. */
export function writeOfReadingAtOnce(connectionId: string, at: string): Query<unknown> {
  return sql`UPDATE polls SET next_at = ${at}, failures = 0, problem = NULL WHERE connection_id = ${connectionId}`
}

/** The write that makes rows for a connection's feeds, due at once, where there are none. */
export function writeOfPolls(connectionId: string, feeds: readonly string[], at: string): Query<unknown> {
  return sql`INSERT INTO polls (connection_id, feed, next_at) SELECT ${connectionId}, value, ${at} FROM json_each(${JSON.stringify(feeds)}) WHERE 1
    ON CONFLICT (connection_id, feed) DO NOTHING`
}

/** The write that keeps one of a vendor's lists. */
export function writeOfVendorList(connectionId: string, name: string, content: unknown, at: string): Query<unknown> {
  return sql`INSERT INTO vendor_lists (connection_id, name, content, read_at) VALUES (${connectionId}, ${name}, ${JSON.stringify(content)}, ${at})
    ON CONFLICT (connection_id, name) DO UPDATE SET content = excluded.content, read_at = excluded.read_at`
}

/** The lists kept for a connection, by name. */
export async function vendorListsOf(database: Database, connectionId: string): Promise<Map<string, unknown>> {
  const rows = await database.read(
    sql<{
      name: string
      content: string
    }>`SELECT name, content FROM vendor_lists WHERE connection_id = ${connectionId}`,
  )
  return new Map(rows.map(({ name, content }) => [name, JSON.parse(content) as unknown]))
}

/** A message read from a vendor, as it is kept first. `body` is locked. */
export interface MessageRead {
  readonly deliveryId: string
  readonly type: string
  readonly bodySha256: string
  readonly body: string
}

/** The write that keeps messages read from a vendor, in order; those that are there already stay as they are. */
export function writeOfMessagesRead(
  connectionId: string,
  messages: readonly MessageRead[],
  at: string,
): Query<unknown> {
  return sql`INSERT INTO deliveries (connection_id, delivery_id, received_at, type, body_sha256, body)
    SELECT ${connectionId}, value ->> 'deliveryId', ${at}, value ->> 'type', value ->> 'bodySha256', value ->> 'body'
    FROM json_each(${JSON.stringify(messages)}) WHERE 1 ORDER BY key
    ON CONFLICT (connection_id, delivery_id) DO NOTHING`
}
