// Which days does a school teach, by all that it has published? Of each academic year the newest calendar, and they hold together.
import { addCalendarDays, calendarDays } from './date.ts'
import type { CalendarInput, ClosedDay, Term } from './schoolCalendar.ts'

/** One academic year as a school published it; of two for one year the later (then the higher delivery id) is in force. */
export interface CalendarYear {
  readonly academicYear: string
  readonly publishedAt: string
  readonly deliveryId: string
  readonly terms: readonly Term[]
  readonly closed: readonly ClosedDay[]
  readonly registersClose: { readonly AM: string; readonly PM: string } | null
  readonly source: CalendarSource
}

/** Who said it: the school's system; a person who typed it, or sent a file; or somebody who added a bank holiday. */
export type CalendarSource = 'mis' | 'typed' | 'file' | 'bank-holiday'

/** The years in force of one school, as one calendar. */
export interface SchoolsCalendar extends CalendarInput {
  readonly schoolUrn: string
  /** The oldest first. */
  readonly academicYears: readonly string[]
  readonly publishedAt: string
}

/**
 * The calendar of these years, or null without any. Where a year between two is missing nobody knows its days: only the
 * years on this side of the gap hold, those around the time of the newest publication.
 */
export function calendarInForce(schoolUrn: string, years: readonly CalendarYear[]): SchoolsCalendar | null {
  const published = [...Map.groupBy(years, (year) => year.academicYear).values()]
    .map((versions) => versions.reduce(newerOf))
    .sort((one, other) => (one.academicYear < other.academicYear ? -1 : 1))
  const inForce = unbroken(published)
  if (inForce.length === 0) return null
  // A year that names no times has those of the first that does.
  const times = inForce.find((year) => year.registersClose !== null)?.registersClose ?? null
  return {
    schoolUrn,
    academicYears: inForce.map((year) => year.academicYear),
    publishedAt: inForce.reduce((at, year) => later(at, year.publishedAt), ''),
    terms: withoutOverlaps(inForce.flatMap((year) => year.terms)),
    closed: inForce.flatMap(closedInItsYear),
    registersClose: times,
    registersCloseFrom: inForce.flatMap(({ academicYear, registersClose }) =>
      registersClose ? [{ from: daysOfAcademicYear(academicYear).from, ...registersClose }] : [],
    ),
  }
}

/** The years that follow one another without a gap, of two such rows the later that had begun when the newest was published. */
function unbroken(years: readonly CalendarYear[]): readonly CalendarYear[] {
  const rows: CalendarYear[][] = []
  for (const year of years) {
    const last = rows.at(-1)?.at(-1)
    if (last && Number(year.academicYear.slice(0, 4)) === Number(last.academicYear.slice(0, 4)) + 1)
      rows.at(-1)!.push(year)
    else rows.push([year])
  }
  const newest = years.reduce((at, year) => later(at, year.publishedAt), '')
  const yearThen = newest === '' ? '' : yearFrom(newest.slice(0, 10)).from
  return rows.findLast(([first]) => `${first!.academicYear.slice(0, 4)}-09-01` <= yearThen) ?? rows[0] ?? []
}

/**
 * The calendar to follow a register with on a date. Where what was published does not reach that date, the weekdays from
 * there to it are taken as school days, so that a child marked N is on the list all the same. Never for a deadline.
 */
export function calendarForRegister(calendar: SchoolsCalendar | null, on: string): CalendarInput {
  if (calendar === null || calendar.terms.length === 0) return { terms: [yearFrom(on)] }
  const first = calendar.terms[0]!
  const last = calendar.terms.at(-1)!
  const assumed: Term[] = []
  if (on > last.to) assumed.push({ from: addCalendarDays(last.to, calendarDays(1)), to: on })
  if (on < first.from) assumed.push({ from: yearFrom(on).from, to: addCalendarDays(first.from, calendarDays(-1)) })
  return assumed.length > 0 ? { ...calendar, terms: [...calendar.terms, ...assumed] } : calendar
}

/** The academic year of a date: 1 September to 31 August. */
export function yearFrom(on: string): Term {
  const started = Number(on.slice(0, 4)) - (on.slice(5) < '09-01' ? 1 : 0)
  return { from: `${started}-09-01`, to: `${started + 1}-08-31` }
}

/** Whether it names an academic year, 2026/27: the second is the one after the first. */
export function isAcademicYear(text: string): boolean {
  const [, first, second] = /^(20\d\d)\/(\d\d)$/.exec(text) ?? []
  return Number(second) === (Number(first) + 1) % 100
}

/** The first and the last day that a calendar of an academic year can speak of: 1 August before it to 31 August at its end. */
export function daysOfAcademicYear(academicYear: string): Term {
  const started = Number(academicYear.slice(0, 4))
  return { from: `${started}-08-01`, to: `${started + 1}-08-31` }
}

// A list of closures often runs on into the next year, which has a calendar of its own.
function closedInItsYear({ academicYear, closed }: CalendarYear): readonly ClosedDay[] {
  const { from, to } = daysOfAcademicYear(academicYear)
  return closed.filter(({ on }) => on >= from && on <= to)
}

function newerOf(one: CalendarYear, other: CalendarYear): CalendarYear {
  if (one.publishedAt !== other.publishedAt) return one.publishedAt > other.publishedAt ? one : other
  return one.deliveryId > other.deliveryId ? one : other
}

// Two years may overlap by mistake; a day is a school day once.
function withoutOverlaps(terms: readonly Term[]): Term[] {
  const merged: Term[] = []
  for (const term of terms.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = merged.at(-1)
    if (last && term.from <= last.to) merged[merged.length - 1] = { from: last.from, to: later(last.to, term.to) }
    else merged.push(term)
  }
  return merged
}

function later(one: string, other: string): string {
  return [one, other].sort().at(-1)!
}
