// How is a school year and its calendar spoken of? The same words on every page about it.
import { type CalendarSource, isAcademicYear } from '../../calendar/calendarInForce.ts'
import type { DateText } from '../../calendar/date.ts'
import { assertNever } from '../../cases/refusals.ts'
import type { ClosedSpan } from '../forms/calendarClosedDays.ts'
import { yearGroupWords } from '../forms/calendarYearGroups.ts'
import { inWords } from './inWords.ts'

/** '2026 to 2027' */
export function yearWords(academicYear: string): string {
  const started = Number(academicYear.slice(0, 4))
  return `${started} to ${started + 1}`
}

/** '2026/27' as an address says it: '2026-27'. */
export function yearInAddress(academicYear: string): string {
  return academicYear.replace('/', '-')
}

/** The academic year of an address, or null. */
export function yearOfAddress(text: string): string | null {
  const academicYear = text.replace('-', '/')
  return isAcademicYear(academicYear) && yearInAddress(academicYear) === text ? academicYear : null
}

/** The academic year that holds a date: September to August. */
export function academicYearOf(on: DateText): string {
  return academicYearFrom(Number(on.slice(0, 4)) - (on.slice(5) < '09-01' ? 1 : 0))
}

/** The academic year so many years later. */
export function laterYear(academicYear: string, years: number): string {
  return academicYearFrom(Number(academicYear.slice(0, 4)) + years)
}

function academicYearFrom(started: number): string {
  return `${started}/${String((started + 1) % 100).padStart(2, '0')}`
}

/** Who said it: 'From the school’s MIS', 'Typed by Grace Osei', 'From a file, by …'. */
export function sourceWords(source: CalendarSource, enteredByName: string | null): string {
  const by = enteredByName ?? 'somebody'
  switch (source) {
    case 'mis':
      return 'From the school’s MIS'
    case 'typed':
      return `Typed by ${by}`
    case 'file':
      return `From a file, by ${by}`
    case 'bank-holiday':
      return `Bank holiday added by ${by}`
    default:
      return assertNever(source)
  }
}

/** What the days of a span are called, with the year groups. */
export function spanWords({ because, yearGroups }: Pick<ClosedSpan, 'because' | 'yearGroups'>): string {
  const words = { inset: 'INSET day', holiday: 'Holiday', 'bank-holiday': 'Bank holiday', 'planned-closure': 'Closure' }
  return yearGroups.length > 0 ? `${words[because]} for ${yearGroupWords(yearGroups)}` : words[because]
}

/** '2 November 2026', '26 October 2026 to 30 October 2026' */
export function daysWords({ from, to }: { readonly from: DateText; readonly to: DateText }): string {
  return from === to ? inWords.plainDay(from) : `${inWords.plainDay(from)} to ${inWords.plainDay(to)}`
}
