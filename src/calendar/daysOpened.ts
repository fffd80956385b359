// How does a calendar look when some days without school are taken as school days? For a child whom a register marks on them.
import { type DateText, dayNumber } from './date.ts'
import { indexed, indexOnOrAfter, isCovered, type SchoolCalendar } from './schoolCalendar.ts'

/** Whether the calendar says of a date that there was no school; of a date that it does not cover it says nothing. */
export function isClosedOn(calendar: SchoolCalendar, on: DateText): boolean {
  const day = dayNumber(on)
  return isCovered(calendar, day) && calendar.days[indexOnOrAfter(calendar, day)] !== day
}

/** The calendar of one pupil with these closed days as school days. Never for a deadline. */
export function withDaysOpened(calendar: SchoolCalendar, opened: readonly DateText[]): SchoolCalendar {
  const days = [...calendar.days, ...opened.map(dayNumber)].sort((one, other) => one - other)
  const closures = new Map(calendar.closures)
  for (const on of opened) closures.delete(dayNumber(on))
  return { ...calendar, ...indexed(calendar.firstDay, calendar.lastDay, days), closures, ofYearGroup: new Map() }
}
