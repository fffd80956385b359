// Which day is that? Dates as text and as day numbers, and counts whose unit the compiler keeps apart.

/** A date of Europe/London, 'YYYY-MM-DD'. */
export type DateText = string

/** Days since 1 January 1970; Thursday is day 0. Used inside the counting, never shown. */
export type DayNumber = number

/** A count of days on which a school has a session. Never interchangeable with `CalendarDays`. */
export type SchoolDays = number & { readonly unit: 'school days' }

/** A count of days of the calendar, weekends and holidays in. */
export type CalendarDays = number & { readonly unit: 'calendar days' }

export function schoolDays(count: number): SchoolDays {
  return count as SchoolDays
}

export function calendarDays(count: number): CalendarDays {
  return count as CalendarDays
}

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const
const daysToEpoch = 719_162 // from 1 January of year 1 to 1 January 1970

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The day number of a year, month (1 to 12) and day, by the Gregorian calendar. */
export function dayNumberOf(year: number, month: number, day: number): DayNumber {
  const before = year - 1
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0
  return before * 365 + leapDays + daysBeforeMonth[month - 1]! + leapDay + day - 1 - daysToEpoch
}

/** Reads 'YYYY-MM-DD'. The text must be a date (`isDate`): nothing is checked here. */
export function dayNumber(date: DateText): DayNumber {
  const digit = (at: number) => date.charCodeAt(at) - 48
  const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)
  return dayNumberOf(year, digit(5) * 10 + digit(6), digit(8) * 10 + digit(9))
}

/** The year, month (1 to 12) and day of the month of a day number. */
export function partsOf(day: DayNumber): { year: number; month: number; day: number } {
  // Years counted from 1 March put the leap day last, so that every month's length is regular.
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  }
}

// Few days are ever spoken of, each very often: those of the century from 1970 are kept once they are.
const texts: (DateText | undefined)[] = new Array(36_525)

/** 'YYYY-MM-DD' of a day number. */
export function dateText(day: DayNumber): DateText {
  if (day < 0 || day >= texts.length) return writtenOut(day)
  texts[day] ??= writtenOut(day)
  return texts[day]
}

function writtenOut(day: DayNumber): DateText {
  const { year, month, day: dayOfMonth } = partsOf(day)
  const twoDigits = (count: number) => String(count).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

const dash = 45
const noDigit = Number.NaN

/** The number that `count` digits of ASCII are, from a place on; NaN when one of them is no digit. */
function digits(text: string, from: number, count: number): number {
  let number = 0
  for (let at = from; at < from + count; at++) {
    const digit = text.charCodeAt(at) - 48
    if (!(digit >= 0 && digit <= 9)) return noDigit
    number = number * 10 + digit
  }
  return number
}

/** Whether the text is a date that exists, written 'YYYY-MM-DD'. Asked of every mark, so it makes nothing new. */
export function isDate(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return false
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 2)
  const day = digits(text, 8, 2)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The date so many calendar days later (earlier when negative). */
export function addCalendarDays(date: DateText, days: CalendarDays): DateText {
  return dateText(dayNumber(date) + days)
}

/** The same day so many calendar months later, or the last day of a month that is too short. */
export function addCalendarMonths(date: DateText, months: number): DateText {
  const from = partsOf(dayNumber(date))
  const monthsSinceYearOne = from.year * 12 + from.month - 1 + months
  const year = Math.floor(monthsSinceYearOne / 12)
  const month = monthsSinceYearOne - year * 12 + 1
  return dateText(dayNumberOf(year, month, Math.min(from.day, daysInMonth(year, month))))
}
