// How many school days are there from one day to another, both in? As far as the calendar goes.
import { type DateText, dayNumber } from '../calendar/date.ts'
import { indexOnOrAfter, type SchoolCalendar } from '../calendar/schoolCalendar.ts'

/** The count of school days from `from` to `to`, both in. */
export function countSchoolDays(calendar: SchoolCalendar, from: DateText, to: DateText): number {
  return indexOnOrAfter(calendar, dayNumber(to) + 1) - indexOnOrAfter(calendar, dayNumber(from))
}
