// Will this school's calendar soon run out? After its last day no school day can be counted.
import type { SchoolsCalendar } from './calendarInForce.ts'
import { addCalendarDays, calendarDays, type DateText } from './date.ts'
import { prepareCalendar } from './schoolCalendar.ts'

const soon = calendarDays(56)

/** A calendar that ends within eight weeks or has ended. `lastSchoolDay` is null when none is known. */
export interface CalendarEnd {
  readonly lastSchoolDay: DateText | null
}

/** Null when the calendar reaches further than eight weeks from a date; without a calendar it ends now. */
export function calendarEndNear(calendar: SchoolsCalendar | null, on: DateText): CalendarEnd | null {
  const lastSchoolDay = calendar?.terms.length ? (prepareCalendar(calendar).dates.at(-1) ?? null) : null
  return lastSchoolDay !== null && lastSchoolDay > addCalendarDays(on, soon) ? null : { lastSchoolDay }
}
