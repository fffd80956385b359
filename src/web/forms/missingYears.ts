// Which year is meant where a date has none? The one that is said with it, or the school year that it is typed for.
import { daysOfAcademicYear } from '../../calendar/calendarInForce.ts'
import { type DateText, isDate } from '../../calendar/date.ts'
import { inWords } from '../pages/inWords.ts'
import { monthNumber } from './typedDate.ts'

/** A line with the years put in, and a sentence for each: what was taken for what. */
export interface YearsPutIn {
  readonly line: string
  readonly assumed: readonly string[]
}

/** The year of a day of the year, '11-02'. */
export type YearMeant = (day: string) => number

const month =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const withoutYear = new RegExp(
  `(?<![\\p{L}\\d./])(\\d{1,2})(?:st|nd|rd|th)?[ -]{0,2}(?:of )?(${month})(?![\\p{L}])(?![.,]?[ -]{0,2}(?:\\d{4}|\\d{2})(?![\\p{L}\\d]))\\.?`,
  'giu',
)

/** Puts the year into each date like 2 Nov or 31st of March. The line must be short: 200 characters. */
export function missingYears(line: string, yearMeant: YearMeant): YearsPutIn {
  const assumed: string[] = []
  const whole = line.replace(withoutYear, (typed: string, day: string, name: string) => {
    const dayOfYear = `${String(monthNumber(name)).padStart(2, '0')}-${day.padStart(2, '0')}`
    const date = `${yearMeant(dayOfYear)}-${dayOfYear}`
    if (isDate(date)) assumed.push(`“${typed}” is read as ${inWords.plainDay(date)}`)
    return `${day} ${name} ${date.slice(0, 4)}`
  })
  return { line: whole, assumed }
}

/** The year of an academic year: from August the first, before it the second. */
export function inAcademicYear(academicYear: string): YearMeant {
  const { from, to } = daysOfAcademicYear(academicYear)
  return (day) => Number((day >= from.slice(5) ? from : to).slice(0, 4))
}

/** The first such day not before a date. */
export function notBefore(date: DateText): YearMeant {
  return (day) => Number(date.slice(0, 4)) + (day < date.slice(5) ? 1 : 0)
}

/** The last such day not after a date. */
export function notAfter(date: DateText): YearMeant {
  return (day) => Number(date.slice(0, 4)) - (day > date.slice(5) ? 1 : 0)
}
