// Of how many pupils does the register of a school say something on a day, and how many of them were absent?
import type { Scope } from '../cases/roles.ts'
import { type Database, sql } from './database.ts'
import { within } from './scope.ts'

/** One day of one year group: pupils with a mark, or in a complete register without one, which is presence. */
export interface DayMarked {
  readonly on: string
  readonly yearGroup: string | null
  readonly pupils: number
  readonly absent: number
}

/** The days with marks among these, by date and year group. `-` and `#` say nothing of a child. */
export function listDaysMarked(
  database: Database,
  scope: Scope,
  schoolUrn: string,
  days: readonly string[],
  absentCodes: readonly string[],
): Promise<DayMarked[]> {
  return database.read(sql<DayMarked>`SELECT d.value AS "on", p.year_group AS "yearGroup", count(*) AS pupils,
      sum(EXISTS (SELECT 1 FROM marks m WHERE m.pupil_id = p.id AND m.marked_on = d.value
        AND m.code IN (SELECT value FROM json_each(${JSON.stringify(absentCodes)})))) AS absent
    FROM json_each(${JSON.stringify(days)}) d JOIN pupils p ON p.school_urn = ${schoolUrn}
    WHERE ${within(scope, 'p.school_urn')} AND (
      EXISTS (SELECT 1 FROM marks m WHERE m.pupil_id = p.id AND m.marked_on = d.value AND m.code NOT IN ('-', '#'))
      OR EXISTS (SELECT 1 FROM presence q WHERE q.school_urn = p.school_urn AND q.marked_on = d.value AND q.session IN ('AM', 'PM') AND q.pupil_id = p.id)
      OR (p.first_known_on <= d.value AND (p.entered_on IS NULL OR p.entered_on <= d.value) AND (p.left_on IS NULL OR p.left_on >= d.value)
        AND EXISTS (SELECT 1 FROM register_sessions r WHERE r.school_urn = p.school_urn AND r.marked_on = d.value AND r.complete = 1
          AND NOT EXISTS (SELECT 1 FROM marks m WHERE m.pupil_id = p.id AND m.marked_on = d.value AND m.session = r.session))))
    GROUP BY d.value, p.year_group ORDER BY d.value, p.year_group`)
}
