// Which year is meant by a date typed without one? That of the date beside it, or the one in a school year.
import type { DateText } from '../../calendar/date.ts'
import { type BareDate, type FoundDate, inYear } from './typedDate.ts'

// Some schools begin in the last days of August; none teaches in the first.
const firstMonth = 8

/** The year in which the school year of a date began. */
export function schoolYearOf(date: DateText): number {
  return Number(date.slice(0, 4)) - (Number(date.slice(5, 7)) < firstMonth ? 1 : 0)
}

/** A date found without a year, as that of the school year that began in `started`. A date with a year stays as it is. */
export function inSchoolYear(found: FoundDate, started: number): FoundDate {
  const { bare } = found
  return bare === null ? found : inYear(found, started + (bare.month < firstMonth ? 1 : 0))
}

/** The two ends of a span: an end without a year takes it from the other; with neither, both stay without. */
export function endsDated(from: FoundDate, to: FoundDate): [from: FoundDate, to: FoundDate] {
  if (from.bare && to.date) return [inYear(from, yearOf(to.date) - (isLater(from.bare, to.date) ? 1 : 0)), to]
  if (to.bare && from.date) return [from, inYear(to, yearOf(from.date) + (isEarlier(to.bare, from.date) ? 1 : 0))]
  return [from, to]
}

function yearOf(date: DateText): number {
  return Number(date.slice(0, 4))
}

// Within a month, days in the wrong order are a slip and not a span of a year.
function isLater({ month }: BareDate, date: DateText): boolean {
  return month > Number(date.slice(5, 7))
}

function isEarlier({ month }: BareDate, date: DateText): boolean {
  return month < Number(date.slice(5, 7))
}
