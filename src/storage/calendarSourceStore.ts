// Who said last which days a school teaches, school by school? And which year groups does a school have?
import type { CalendarSource } from '../calendar/calendarInForce.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, sql } from './database.ts'
import { isKnown } from './knownPupils.ts'
import { within } from './scope.ts'

/** The newest academic year of a school: whose calendar is in force for it. */
export interface CalendarSaid {
  readonly schoolUrn: string
  readonly academicYear: string
  readonly source: CalendarSource
  /** Null for what the school's system sent. */
  readonly enteredByName: string | null
}

/** One row for each school of the scope that has a calendar. */
export function listCalendarSources(database: Database, scope: Scope): Promise<CalendarSaid[]> {
  return database.read(sql<CalendarSaid>`
    SELECT c.school_urn AS "schoolUrn", c.academic_year AS "academicYear", c.source, p.name AS "enteredByName"
    FROM (SELECT *, row_number() OVER (PARTITION BY school_urn ORDER BY academic_year DESC, published_at DESC, delivery_id DESC) AS place
      FROM calendars_told WHERE ${within(scope, 'school_urn')}) c
    LEFT JOIN people p ON p.id = c.entered_by
    WHERE c.place = 1`)
}

/** The year groups of a school's pupils as its register writes them, the youngest first. Empty while it has no pupils. */
export async function listYearGroups(database: Database, scope: Scope, schoolUrn: string): Promise<string[]> {
  const rows = await database.read(sql<{ yearGroup: string }>`
    SELECT DISTINCT year_group AS "yearGroup" FROM pupils
    WHERE school_urn = ${schoolUrn} AND ${within(scope, 'school_urn')} AND ${isKnown('pupils')} AND left_on IS NULL AND year_group IS NOT NULL AND year_group <> ''
    ORDER BY CAST(year_group AS INTEGER), year_group`)
  return rows.map(({ yearGroup }) => yearGroup)
}
