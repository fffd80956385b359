// Which day was typed into the three fields of a date input, and which of them must be mended?
import { z } from 'zod'
import type { DateText } from '../../calendar/date.ts'
import { dateOfParts, monthNumber, plainLine } from './typedDate.ts'

/** A field of a form as text: a file or nothing sent is empty, of several the first holds. */
export const typedText = z.preprocess((sent) => (Array.isArray(sent) ? sent[0] : sent), z.string()).catch('')

export interface TypedDayParts {
  readonly day: string
  readonly month: string
  readonly year: string
}

export type DayPart = keyof TypedDayParts

export interface DayPartsFault {
  readonly text: string
  /** The fields to mark, the first of them the one to go to. */
  readonly parts: readonly DayPart[]
}

const parts: readonly DayPart[] = ['day', 'month', 'year']

/** Whether nothing at all was typed. */
export function isEmptyDay(typed: TypedDayParts): boolean {
  return parts.every((part) => typed[part].trim() === '')
}

/**
 * The date, or the sentence that says what is missing or wrong. `what` begins it: "First day absent". With `isShortYearRead`
 * the year 26 is 2026.
 */
export function readDayParts(typed: TypedDayParts, what: string, isShortYearRead = false): DateText | DayPartsFault {
  const missing = parts.filter((part) => typed[part].trim() === '')
  if (missing.length > 0)
    return { text: `${what} must include a ${missing.join(', ').replace(/, (\w+)$/, ' and $1')}`, parts: missing }
  const [day, typedYear] = [plainLine(typed.day), plainLine(typed.year)]
  const year = isShortYearRead && /^\d\d$/.test(typedYear) ? `20${typedYear}` : typedYear
  if (!/^\d{4}$/.test(year)) return { text: `${what}: the year must include 4 numbers`, parts: ['year'] }
  const date = /^\d{1,2}$/.test(day) && dateOfParts(Number(year), monthNumber(plainLine(typed.month)) ?? 0, Number(day))
  return date || { text: `${what} must be a real date`, parts }
}
