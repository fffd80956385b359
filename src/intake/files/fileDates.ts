// Which day does a cell of a file mean? Day first or month first is never guessed: the file proves it, or the school says it.
import { type DateText, dateText, dayNumber, dayNumberOf, isDate, weekdayOf } from '../../calendar/date.ts'

export type DateOrder = 'day-first' | 'month-first'

/** What the numeric dates of a file prove about their order. `none`: it holds no date in which it matters. */
export type OrderProof = DateOrder | 'ambiguous' | 'mixed' | 'none'

const numeric =
  /^(?:(mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,]+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[T ]\d{1,2}:\d\d.*)?$/i
const withoutYear = /^(?:(mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,]+)?(\d{1,2})[/.-](\d{1,2})$/i
const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d\d.*)?$/
const inWords = /^(?:[a-z]{3,9}[ ,]+)?(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})[ ,-]+(\d{4}|\d{2})$/i
const serial = /^[3-7]\d{4}(?:\.\d+)?$/
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
// Excel counts from 30 December 1899, as far as days after February 1900 go.
const serialOfEpoch = 25_569

/** Gathers, date by date, what the order of day and month must be. */
export function orderProof(texts: Iterable<string>): OrderProof {
  let dayFirst = false
  let monthFirst = false
  let either = false
  for (const text of texts) {
    const [, , one, other] = numeric.exec(text) ?? withoutYear.exec(text) ?? []
    if (one === undefined || other === undefined || one === other) continue
    if (Number(one) > 12) dayFirst = true
    else if (Number(other) > 12) monthFirst = true
    else either = true
  }
  if (dayFirst && monthFirst) return 'mixed'
  if (dayFirst) return 'day-first'
  if (monthFirst) return 'month-first'
  return either ? 'ambiguous' : 'none'
}

/** A date read, and whether it stood as the number that a spreadsheet keeps a date as; or why there is none. */
export type DateRead = { readonly on: DateText; readonly isSerial: boolean } | { readonly fault: string }

/**
 * Reads one cell. `order` null is enough for dates whose order is plain. A date without its year is the last such day
 * up to `today`; a weekday written beside it must be right.
 */
export function readFileDate(cell: string, order: DateOrder | null, today: DateText): DateRead {
  const text = cell.trim()
  if (text === '') return { fault: 'there is no date' }
  if (serial.test(text)) return { on: dateText(Math.floor(Number(text)) - serialOfEpoch), isSerial: true }
  const iso = yearFirst.exec(text)
  if (iso) return made(text, Number(iso[1]), Number(iso[2]), Number(iso[3]), undefined)
  const words = inWords.exec(text)
  const month = words ? months.indexOf(words[2]!.slice(0, 3).toLowerCase() as (typeof months)[number]) : -1
  if (words && month >= 0) return made(text, yearOf(words[3]!), month + 1, Number(words[1]), undefined)
  const full = numeric.exec(text)
  const short = full ? null : withoutYear.exec(text)
  const found = full ?? short
  if (!found) return { fault: `“${text.slice(0, 40)}” cannot be read as a date` }
  const [one, other] = [Number(found[2]), Number(found[3])]
  const isMonthFirst = order === 'month-first' || (order === null && other > 12)
  if (order === null && one <= 12 && other <= 12 && one !== other) return { fault: `“${text}” can be read in two ways` }
  const [day, monthOfYear] = isMonthFirst ? [other, one] : [one, other]
  if (full) return made(text, yearOf(full[4]!), monthOfYear, day, full[1])
  return lastSuchDay(text, monthOfYear, day, short![1], today)
}

function made(text: string, year: number, month: number, day: number, weekday: string | undefined): DateRead {
  const on = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  if (!isDate(on)) return { fault: `“${text}” is no day of the calendar` }
  if (weekday !== undefined && !isOn(on, weekday)) return { fault: `“${text}” is not the right day of the week` }
  return { on, isSerial: false }
}

function isOn(on: DateText, weekday: string): boolean {
  return weekdays[weekdayOf(dayNumber(on)) - 1] === weekday.slice(0, 3).toLowerCase()
}

function lastSuchDay(text: string, month: number, day: number, weekday: string | undefined, today: DateText): DateRead {
  if (month < 1 || month > 12 || day < 1 || day > 31) return { fault: `“${text}” is no day of the calendar` }
  const year = Number(today.slice(0, 4))
  const thisYear = dateText(dayNumberOf(year, month, Math.min(day, 28)))
  // Codes for the coming days are often filled in ahead; a day of last year is further away than those.
  const isAhead = thisYear > today && dayNumber(thisYear) - dayNumber(today) > 60
  return made(text, isAhead ? year - 1 : year, month, day, weekday)
}

function yearOf(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text)
}
