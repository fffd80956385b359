// Is this day a school day? Yes, no because of something, or unknown: never a guess.
import { type DateText, type DayNumber, dateText, dayNumber, weekdayOf } from './date.ts'
import { indexOnOrAfter, isCovered, type SchoolCalendar } from './schoolCalendar.ts'

export type SchoolDayAnswer =
  | { readonly answer: 'yes' }
  | { readonly answer: 'no'; readonly because: string }
  | { readonly answer: 'unknown'; readonly because: string }

/** Whether the school has a session on a date, by its calendar. */
export function schoolDayOn(calendar: SchoolCalendar, date: DateText): SchoolDayAnswer {
  const day = dayNumber(date)
  if (!isCovered(calendar, day)) return { answer: 'unknown', because: whyUnknown(calendar, day) }
  if (calendar.days[indexOnOrAfter(calendar, day)] === day) return { answer: 'yes' }
  return { answer: 'no', because: whyNoSchool(calendar, day) }
}

/** Why a covered day that is no school day is none, in a few words. */
export function whyNoSchool(calendar: SchoolCalendar, day: DayNumber): string {
  return calendar.closures.get(day) ?? (weekdayOf(day) > 5 ? 'weekend' : 'school holiday')
}

/** Why nothing is known of a day that is not covered, as a sentence. */
export function whyUnknown(calendar: SchoolCalendar, day: DayNumber): string {
  return day < calendar.firstDay
    ? `The school’s calendar begins on ${dateText(calendar.firstDay)}.`
    : `The school’s calendar ends on ${dateText(calendar.lastDay)}.`
}
