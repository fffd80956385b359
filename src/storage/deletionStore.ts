// On which day was a pupil's name deleted here, by a head's decision that stands? It is known when the case goes on, or is closed.
import type { Scope } from '../cases/roles.ts'
import { type Database, sql } from './database.ts'
import { within } from './scope.ts'

/** The latest such day of each of these pupils who has one. An entry whose words were erased is known by its case. */
export async function listDeletions(
  database: Database,
  scope: Scope,
  pupilIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await database.read(sql<{ pupilId: string; on: string | null }>`
    SELECT c.pupil_id AS "pupilId", max(coalesce(d.details ->> 'on', CASE c.ended_because WHEN 'removed' THEN c.ended_on END)) AS "on"
    FROM cases c JOIN case_events e ON e.case_id = c.id AND e.what = 'name-removed'
      LEFT JOIN case_event_details d ON d.case_id = e.case_id AND d.version = e.version
    WHERE c.pupil_id IN (SELECT value FROM json_each(${JSON.stringify(pupilIds)})) AND ${within(scope, 'c.school_urn')}
      AND NOT EXISTS (SELECT 1 FROM case_events w JOIN case_event_details s ON s.case_id = w.case_id AND s.version = w.version
        WHERE w.case_id = e.case_id AND w.what = 'entry-withdrawn' AND s.details ->> 'version' = e.version)
    GROUP BY c.pupil_id`)
  return new Map(rows.flatMap(({ pupilId, on }) => (on === null ? [] : [[pupilId, on] as const])))
}
