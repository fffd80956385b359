// Which days does each school teach? Of each academic year the newest calendar is in force, and they hold together.
import { type CalendarYear, calendarInForce, type SchoolsCalendar } from '../calendar/calendarInForce.ts'
import type { Scope } from '../cases/roles.ts'
import type { CalendarTold } from '../cases/told.ts'
import { type Database, type Query, sql } from './database.ts'
import { within } from './scope.ts'

interface CalendarRow {
  school_urn: string
  academic_year: string
  published_at: string
  delivery_id: string
  terms: string
  closed: string
  registers_close: string | null
}

/** The calendar in force of one school, or null when it has published none (or is not the asker's). */
export async function findCalendar(
  database: Database,
  scope: Scope,
  schoolUrn: string,
): Promise<SchoolsCalendar | null> {
  return calendarInForce(schoolUrn, await listCalendarYears(database, scope, schoolUrn))
}

/** The calendar in force of each school of the scope that has published one. */
export async function listCalendars(database: Database, scope: Scope): Promise<SchoolsCalendar[]> {
  const years = await yearsInForce(database, scope, null)
  return [...Map.groupBy(years, (year) => year.schoolUrn)].map(
    ([schoolUrn, ofSchool]) => calendarInForce(schoolUrn, ofSchool)!,
  )
}

/** The newest calendar of each academic year of one school, the oldest year first. */
export function listCalendarYears(database: Database, scope: Scope, schoolUrn: string): Promise<CalendarYear[]> {
  return yearsInForce(database, scope, schoolUrn)
}

async function yearsInForce(
  database: Database,
  scope: Scope,
  urn: string | null,
): Promise<(CalendarYear & { schoolUrn: string })[]> {
  const rows =
    await database.read(sql<CalendarRow>`SELECT school_urn, academic_year, published_at, delivery_id, terms, closed, registers_close FROM calendars c
    WHERE ${within(scope, 'school_urn')} AND (${urn} IS NULL OR school_urn = ${urn}) AND NOT EXISTS (SELECT 1 FROM calendars n
      WHERE n.school_urn = c.school_urn AND n.academic_year = c.academic_year AND (n.published_at, n.delivery_id) > (c.published_at, c.delivery_id))
    ORDER BY school_urn, academic_year`)
  return rows.map((row) => ({
    schoolUrn: row.school_urn,
    academicYear: row.academic_year,
    publishedAt: row.published_at,
    deliveryId: row.delivery_id,
    terms: JSON.parse(row.terms),
    closed: JSON.parse(row.closed),
    registersClose: row.registers_close ? JSON.parse(row.registers_close) : null,
  }))
}

/** The write that keeps a published calendar beside the earlier ones; the same one twice is one. */
export function writeOfCalendar(
  schoolUrn: string,
  told: CalendarTold,
  deliveryId: string,
  receivedAt: string,
): Query<unknown> {
  const registersClose = told.registersClose ? JSON.stringify(told.registersClose) : null
  return sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, registers_close, received_at)
    VALUES (${schoolUrn}, ${told.academicYear}, ${told.publishedAt}, ${deliveryId}, ${JSON.stringify(told.terms)}, ${JSON.stringify(told.closed)},
      ${registersClose}, ${receivedAt})
    ON CONFLICT DO NOTHING`
}
