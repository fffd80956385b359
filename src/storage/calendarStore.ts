// Which days does each school teach? Of each academic year the newest calendar is in force, and they hold together.
import { type CalendarSource, type CalendarYear, calendarInForce } from '../calendar/calendarInForce.ts'
import type { CalendarStanding } from '../cases/decide/enterCalendar.ts'
import type { Scope } from '../cases/roles.ts'
import type { SchoolsDays } from '../cases/schoolsDays.ts'
import type { CalendarTold } from '../cases/told.ts'
import type { LocalPolicies } from '../law/localPolicy.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { policiesColumn, policiesRead } from './policyStore.ts'
import { within } from './scope.ts'

interface CalendarRow {
  academic_year: string
  published_at: string
  delivery_id: string
  terms: string
  closed: string
  registers_close: string | null
  source: CalendarSource
}

type VersionRow = CalendarRow & {
  received_at: string
  reason: string | null
  entered_by_name: string | null
  is_in_force: number
}

const versionColumns = piece`c.academic_year, c.published_at, c.delivery_id, c.terms, c.closed, c.registers_close, c.source`

function yearOf(row: CalendarRow): CalendarYear {
  return {
    academicYear: row.academic_year,
    publishedAt: row.published_at,
    deliveryId: row.delivery_id,
    terms: JSON.parse(row.terms),
    closed: JSON.parse(row.closed),
    registersClose: row.registers_close ? JSON.parse(row.registers_close) : null,
    source: row.source,
  }
}

/** The calendar in force of one school, or null when it has published none (or is not the asker's). */
export async function findCalendar(database: Database, scope: Scope, schoolUrn: string): Promise<SchoolsDays | null> {
  return schoolsDays(schoolUrn, await yearsInForce(database, scope, schoolUrn))
}

/** The calendar in force of each school of the scope that has published one. */
export async function listCalendars(database: Database, scope: Scope): Promise<SchoolsDays[]> {
  const years = await yearsInForce(database, scope, null)
  return [...Map.groupBy(years, (year) => year.schoolUrn)].map(([urn, ofSchool]) => schoolsDays(urn, ofSchool)!)
}

function schoolsDays(schoolUrn: string, years: readonly YearRead[]): SchoolsDays | null {
  const calendar = calendarInForce(schoolUrn, years)
  return calendar && { ...calendar, policies: years[0]!.policies }
}

/** The newest calendar of each academic year of one school, the oldest year first. */
export function listCalendarYears(database: Database, scope: Scope, schoolUrn: string): Promise<CalendarYear[]> {
  return yearsInForce(database, scope, schoolUrn)
}

interface YearRead extends CalendarYear {
  readonly schoolUrn: string
  readonly policies: LocalPolicies
}

async function yearsInForce(database: Database, scope: Scope, urn: string | null): Promise<YearRead[]> {
  // Said outright which school is meant, the view reads that school's versions alone and not everybody's.
  const only = urn ?? (scope.schools !== 'every-school' && scope.schools.length === 1 ? scope.schools[0]! : null)
  const rows = await database.read(sql<
    CalendarRow & { school_urn: string; policies: string }
  >`SELECT c.school_urn, ${versionColumns}, ${policiesColumn}
    FROM (SELECT *, row_number() OVER (PARTITION BY school_urn, academic_year ORDER BY published_at DESC, delivery_id DESC) AS place
      FROM calendars_told WHERE ${only === null ? piece`1` : piece`school_urn = ${only}`} AND ${within(scope, 'school_urn')}) c
    WHERE c.place = 1 ORDER BY c.school_urn, c.academic_year`)
  const policies = rows[0] ? policiesRead(rows[0].policies) : null
  return rows.map((row) => ({ ...yearOf(row), policies: policies!, schoolUrn: row.school_urn }))
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

/** One version of a school's academic year as it was said, with whose it is. */
export interface CalendarVersion extends CalendarYear {
  /** Null for what the school's system sent. */
  readonly enteredByName: string | null
  readonly receivedAt: string
  readonly reason: string | null
  readonly isInForce: boolean
}

/** Every version that said something new, the newest first. A system that repeats itself says nothing new. */
export async function listCalendarVersions(
  database: Database,
  scope: Scope,
  schoolUrn: string,
): Promise<CalendarVersion[]> {
  const rows =
    await database.read(sql<VersionRow>`SELECT ${versionColumns}, c.received_at, c.reason, p.name AS entered_by_name,
      row_number() OVER (PARTITION BY c.academic_year ORDER BY c.published_at DESC, c.delivery_id DESC) = 1 AS is_in_force
    FROM calendars_told c LEFT JOIN people p ON p.id = c.entered_by
    WHERE c.school_urn = ${schoolUrn} AND ${within(scope, 'c.school_urn')}
    ORDER BY c.published_at DESC, c.delivery_id DESC, c.academic_year`)
  return rows.map((row) => ({
    ...yearOf(row),
    enteredByName: row.entered_by_name,
    receivedAt: row.received_at,
    reason: row.reason,
    isInForce: row.is_in_force === 1,
  }))
}

/** All that was ever kept of one academic year of a school, repeated or not, in no order. */
export async function listVersionsOfYear(
  database: Database,
  scope: Scope,
  schoolUrn: string,
  academicYear: string,
): Promise<CalendarStanding[]> {
  const rows = await database.read(sql<
    CalendarRow & { entered_by: string | null }
  >`SELECT ${versionColumns}, c.entered_by FROM calendars c
    WHERE c.school_urn = ${schoolUrn} AND c.academic_year = ${academicYear} AND ${within(scope, 'c.school_urn')}`)
  return rows.map((row) => ({ ...yearOf(row), enteredBy: row.entered_by }))
}

/** How many cases of a school say that their dates moved by the calendar published at this instant. */
export async function countCasesMoved(
  database: Database,
  scope: Scope,
  schoolUrn: string,
  publishedAt: string,
): Promise<number> {
  const rows = await database.read(sql<{ many: number }>`SELECT count(*) AS many FROM cases c
    JOIN case_events e ON e.case_id = c.id AND e.what = 'deadlines-moved'
    JOIN case_event_details d ON d.case_id = e.case_id AND d.version = e.version AND d.details ->> 'publishedAt' = ${publishedAt}
    WHERE c.school_urn = ${schoolUrn} AND ${within(scope, 'c.school_urn')}`)
  return rows[0]!.many
}

/** The write that keeps a calendar entered by a person beside the earlier ones. */
export function writeOfCalendarEntered(
  schoolUrn: string,
  year: CalendarYear,
  entered: { readonly at: string; readonly by: string; readonly reason: string | null },
): Query<unknown> {
  const { academicYear, publishedAt, deliveryId, terms, closed, registersClose, source } = year
  return sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, registers_close, received_at, source, entered_by, reason)
    VALUES (${schoolUrn}, ${academicYear}, ${publishedAt}, ${deliveryId}, ${JSON.stringify(terms)}, ${JSON.stringify(closed)},
      ${registersClose && JSON.stringify(registersClose)}, ${entered.at}, ${source}, ${entered.by}, ${entered.reason})`
}

/** Writes nothing. Breaks (clashes.ts: broken-rule `settings.value`) when another version of the year is in force than this (null: none). */
export function calendarGuard(schoolUrn: string, academicYear: string, inForce: CalendarYear | null): Query<unknown> {
  const seen = inForce && inForce.publishedAt + inForce.deliveryId
  return sql`INSERT INTO settings (name, value) SELECT 'calendar-guard', NULL WHERE ${seen} IS NOT (
    SELECT published_at || delivery_id FROM calendars_told WHERE school_urn = ${schoolUrn} AND academic_year = ${academicYear}
    ORDER BY published_at DESC, delivery_id DESC LIMIT 1)`
}

/**
 * The write that lets go of what a system said between two that say the same, with nothing else between them: of a year of
 * nights the first and the last stay. Whatever arrives later, and late, the same calendar is in force as with all of them.
 */
export function writeOfRepeatsLetGo(schoolUrn: string, academicYear: string): Query<unknown> {
  return sql`DELETE FROM calendars WHERE school_urn = ${schoolUrn} AND academic_year = ${academicYear} AND (published_at, delivery_id) IN (
    SELECT published_at, delivery_id FROM (
      SELECT published_at, delivery_id, said, lag(said) OVER in_time AS before, lead(said) OVER in_time AS after FROM (
        SELECT published_at, delivery_id, source || terms || closed || coalesce(registers_close, '') AS said FROM calendars
        WHERE school_urn = ${schoolUrn} AND academic_year = ${academicYear})
      WINDOW in_time AS (ORDER BY published_at, delivery_id))
    WHERE before = said AND after = said AND said LIKE 'mis%')`
}
