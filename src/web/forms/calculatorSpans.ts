// Which days does a line of dates name? One date, several, or spans, each as people type and paste them.
import { type DateText, dayNumber } from '../../calendar/date.ts'
import { findDates } from './typedDate.ts'

/** One day, or each day from the first to the last. */
export interface TypedSpan {
  readonly from: DateText
  readonly to: DateText
  /** Typed as a span: it may reach over weekends and holidays, which a day typed by itself may not be. */
  readonly isSpan: boolean
}

export const longestLine = 200
const longestSpanDays = 100
const between = '\\s{0,2}(?:to|until|till|-|–|—)\\s{0,2}'
const month =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const weekday = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\\s)?'
// The first day of a span whose month or year is said once, with the second: 2 to 6 November 2026.
const shortFirstDay = new RegExp(
  `(?<![\\p{L}\\d./-])(\\d{1,2})(?:st|nd|rd|th)?(?:\\s(${month}))?(${between})(?=${weekday}\\d{1,2}(?:st|nd|rd|th)?[ -]{0,2}(?:of )?(${month})[.,]?[ -]{0,2}(\\d{4})(?!\\d))`,
  'giu',
)
const isBetween = /^\s*(?:to|until|till|-|–|—)\s*$/i
const lists = /[,;&]|\band\b/i

/**
 * The days that a plain line names, in the order typed, and what else it says; or what is wrong with it. The line must be
 * short (`longestLine`). No date at all is no fault here.
 */
export function readSpans(line: string): { readonly spans: readonly TypedSpan[]; readonly rest: string } | string {
  const whole = line.replace(
    shortFirstDay,
    (_, day: string, itsMonth: string | undefined, to: string, lastMonth: string, year: string) =>
      `${day} ${itsMonth ?? lastMonth} ${year}${to}`,
  )
  const found = findDates(whole)
  const faulty = found.find(({ fault }) => fault !== null)
  if (faulty) return faulty.fault!
  const spans: TypedSpan[] = []
  let rest = ''
  let restFrom = 0
  for (let at = 0; at < found.length; at++) {
    const from = found[at]!
    const next = found[at + 1]
    const gap = next ? whole.slice(from.end, next.start) : ''
    const isSpan = next !== undefined && isBetween.test(gap)
    if (next && !isSpan && !lists.test(gap))
      return `write “${from.typed} to ${next.typed}”, or each date on its own line`
    const to = isSpan ? next : from
    if (to.date! < from.date!) return `${to.typed} is before ${from.typed}`
    if (dayNumber(to.date!) - dayNumber(from.date!) + 1 > longestSpanDays)
      return `${from.typed} to ${to.typed} is longer than ${longestSpanDays} days`
    spans.push({ from: from.date!, to: to.date!, isSpan })
    rest += whole.slice(restFrom, from.start)
    restFrom = to.end
    if (isSpan) at++
  }
  return { spans, rest: rest + whole.slice(restFrom) }
}
