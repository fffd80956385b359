// Which date did somebody type or paste? Day before month, as the English write it, or the year first.
import { type DateText, dayNumber, isDate, weekdayOf } from '../../calendar/date.ts'

/** A date found in a text: where it stands, and what is wrong with it when `date` is null. */
export interface FoundDate {
  readonly start: number
  readonly end: number
  readonly typed: string
  readonly date: DateText | null
  readonly fault: string | null
  /** The day of a date typed without its year, which then has no `date` and no `fault` yet; null otherwise. */
  readonly bare: BareDate | null
}

export interface BareDate {
  readonly month: number
  readonly day: number
  readonly weekday: string | undefined
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

const weekday = '(?<weekday>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\\s{1,3}(?:the\\s)?'
const month =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const shapes = [
  '(?<isoYear>\\d{4})-(?<isoMonth>\\d{1,2})-(?<isoDay>\\d{1,2})',
  '(?<day>\\d{1,2})(?<mark>[./-])(?<month>\\d{1,2})\\k<mark>(?<year>\\d{4}|\\d{2})',
  `(?<wordDay>\\d{1,2})(?:st|nd|rd|th)?[ -]{0,2}(?:of )?(?<wordMonth>${month})[.,]?[ -]{0,2}(?<wordYear>\\d{4}|\\d{2}(?!\\s?(?:of )?(?:${month})))`,
  `(?<firstMonth>${month})\\.? (?<laterDay>\\d{1,2})(?:st|nd|rd|th)?,? (?<laterYear>\\d{4})`,
]
const bareShapes = [
  `(?<bareDay>\\d{1,2})(?:st|nd|rd|th)?[ -]{0,2}(?:of )?(?<bareMonth>${month})`,
  `(?<firstBareMonth>${month})\\.? (?<laterBareDay>\\d{1,2})(?:st|nd|rd|th)?`,
]
const datesOf = (each: readonly string[]) =>
  new RegExp(`(?<![\\p{L}\\d])(?:${weekday})?(?:${each.join('|')})(?![\\p{L}\\d])`, 'giu')
const wholeDate = datesOf(shapes)
const anyDate = datesOf([...shapes, ...bareShapes])

/** Typed or pasted text without what cannot be seen (marks of direction, spaces of every width), for reading only. */
export function plainLine(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The number of a month typed as a number or by its English name, short or long; null when it is none. */
export function monthNumber(typed: string): number | null {
  if (/^\d{1,2}$/.test(typed)) return Number(typed)
  if (!new RegExp(`^(?:${month})$`, 'i').test(typed)) return null
  return months.findIndex((name) => typed.toLowerCase().startsWith(name)) + 1
}

/** 'YYYY-MM-DD' of three numbers, or null when there is no such day between 1900 and 2199. */
export function dateOfParts(year: number, monthOfYear: number, day: number): DateText | null {
  if (year < 1900 || year > 2199) return null
  const text = `${year}-${String(monthOfYear).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDate(text) ? text : null
}

/**
 * Every date in a line, in order; with `isYearNeeded` false those without a year too. A weekday typed before one must be
 * its own. The line must be short: 200 characters.
 */
export function findDates(line: string, isYearNeeded = true): FoundDate[] {
  return [...line.matchAll(isYearNeeded ? wholeDate : anyDate)].map((match) => {
    const found = match.groups as Record<string, string | undefined>
    const span = { start: match.index, end: match.index + match[0].length, typed: match[0] }
    const bareMonth = found.bareMonth ?? found.firstBareMonth
    if (bareMonth !== undefined) {
      const day = Number(found.bareDay ?? found.laterBareDay)
      const bare = { month: monthNumber(bareMonth)!, day, weekday: found.weekday }
      return { ...span, date: null, fault: null, bare }
    }
    const typedMonth = found.isoMonth ?? found.month ?? found.wordMonth ?? found.firstMonth ?? ''
    const typedYear = found.isoYear ?? found.year ?? found.wordYear ?? found.laterYear ?? ''
    const typedDay = found.isoDay ?? found.day ?? found.wordDay ?? found.laterDay ?? ''
    const year = typedYear.length === 2 ? 2000 + Number(typedYear) : Number(typedYear)
    const date = dateOfParts(year, monthNumber(typedMonth) ?? 0, Number(typedDay))
    return { ...span, ...checked(date, match[0], found.weekday), bare: null }
  })
}

/** A date found without a year, in this one. */
export function inYear(found: FoundDate, year: number): FoundDate {
  const { month, day, weekday } = found.bare!
  return { ...found, ...checked(dateOfParts(year, month, day), `${found.typed} ${year}`, weekday), bare: null }
}

function checked(date: DateText | null, typed: string, typedWeekday: string | undefined) {
  const fault = date === null ? `${typed} is not a real date` : weekdayFault(date, typed, typedWeekday)
  return { date: fault === null ? date : null, fault }
}

function weekdayFault(date: DateText, typed: string, typedWeekday: string | undefined): string | null {
  const name = weekdays[weekdayOf(dayNumber(date)) - 1]!
  if (typedWeekday === undefined || name.startsWith(typedWeekday.toLowerCase())) return null
  return `${typed} is a ${name[0]!.toUpperCase()}${name.slice(1)}`
}

/** The one date that a field holds, or what is wrong: null when no date can be read in it. */
export function typedDate(text: string, isYearNeeded = true): FoundDate | null {
  const [found, ...more] = findDates(text, isYearNeeded)
  return found && more.length === 0 && found.start === 0 && found.end === text.length ? found : null
}
