// Which bank holidays does a school’s calendar take for school days?
import type { BankHoliday } from './bankHolidays.ts'
import type { DateText } from './date.ts'
import { type CalendarInput, prepareCalendar } from './schoolCalendar.ts'

/** Those of `known` from a date on, in their order, on which the school teaches by its calendar: all of it, or all but some year groups. */
export function bankHolidaysMissing(
  calendar: CalendarInput,
  known: readonly BankHoliday[],
  from: DateText,
): readonly BankHoliday[] {
  if (calendar.terms.length === 0) return []
  const taught = new Set(prepareCalendar(calendar).dates)
  return known.filter(({ on }) => on >= from && taught.has(on))
}
