// Why might a school be silent? What was said about feeds that failed and about access that was taken away.
import type { FeedProblem } from '../cases/feedProblem.ts'
import type { Scope } from '../cases/roles.ts'
import type { AccessTold, SyncFailedTold } from '../cases/told.ts'
import { type Database, type Query, sql } from './database.ts'
import { within } from './scope.ts'

/** What the scope's schools are told to be silent for, by school. A word counts until a newer approval, a failure until the feed is completed. */
export async function listFeedProblems(database: Database, scope: Scope): Promise<FeedProblem[]> {
  return database.read(sql<FeedProblem>`
    SELECT s.name AS "schoolName", c.school_urn AS "schoolUrn", c.vendor, NULL AS feed, a.kind, a.at, a.because, a.from_system AS "fromSystem", a.to_system AS "toSystem"
    FROM access_told a JOIN connections c ON c.id = a.connection_id JOIN schools s ON s.urn = c.school_urn
    WHERE c.ended_at IS NULL AND a.kind <> 'granted' AND ${within(scope, 'c.school_urn')}
      AND NOT EXISTS (SELECT 1 FROM access_told o WHERE o.connection_id = a.connection_id AND (o.at > a.at OR (o.at = a.at AND o.kind < a.kind))
        AND (o.kind = 'granted' OR (a.kind <> 'migrated' AND o.kind <> 'migrated')))
    UNION ALL
    SELECT s.name, x.school_urn, NULL, x.feed, 'failed', x.last_failed_at, x.problem, NULL, NULL
    FROM feed_failures x JOIN schools s ON s.urn = x.school_urn LEFT JOIN feeds f ON f.school_urn = x.school_urn AND f.feed = x.feed
    WHERE (f.last_complete_at IS NULL OR f.last_complete_at < x.last_failed_at) AND ${within(scope, 'x.school_urn')}
    ORDER BY 1, 2, 5, 4`)
}

/** The write that notes that a feed failed; of two at one instant the later in the alphabet is kept. */
export function writeOfFeedFailed(schoolUrn: string, { feed, because }: SyncFailedTold, at: string): Query<unknown> {
  return sql`INSERT INTO feed_failures (school_urn, feed, last_failed_at, problem) VALUES (${schoolUrn}, ${feed}, ${at}, ${because})
    ON CONFLICT (school_urn, feed) DO UPDATE SET last_failed_at = excluded.last_failed_at, problem = excluded.problem
    WHERE excluded.last_failed_at > last_failed_at OR (excluded.last_failed_at = last_failed_at AND coalesce(excluded.problem, '') > coalesce(problem, ''))`
}

/** The write that keeps what a vendor said about access, or leaves the newer word of the same kind. */
export function writeOfAccessTold(connectionId: string, told: AccessTold, deliveryId: string): Query<unknown> {
  const { kind, at, because, from, to } = told
  return sql`INSERT INTO access_told (connection_id, kind, at, because, from_system, to_system, tie)
    VALUES (${connectionId}, ${kind}, ${at}, ${because}, ${from}, ${to}, ${deliveryId})
    ON CONFLICT (connection_id, kind) DO UPDATE SET at = excluded.at, because = excluded.because, from_system = excluded.from_system,
      to_system = excluded.to_system, tie = excluded.tie
    WHERE excluded.at > at OR (excluded.at = at AND excluded.tie > tie)`
}
