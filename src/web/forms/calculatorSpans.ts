// Which days does a line of dates name? One date, several, or spans, each as people type and paste them.
import { type DateText, dayNumber } from '../../calendar/date.ts'
import { type FoundDate, findDates } from './typedDate.ts'
import { endsDated, inSchoolYear, schoolYearOf } from './typedYear.ts'

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
// The first day of a span whose month is said once, with the second: 2 to 6 November 2026.
const shortFirstDay = new RegExp(
  `(?<![\\p{L}\\d./-])(\\d{1,2})(?:st|nd|rd|th)?(${between})(?=${weekday}\\d{1,2}(?:st|nd|rd|th)?[ -]{0,2}(?:of )?(${month})(?!\\p{L}))`,
  'giu',
)
const isBetween = /^\s*(?:to|until|till|-|–|—)\s*$/i
const lists = /[,;&]|\band\b/i

/** What a line of dates names, and what else it says. */
export interface LineOfDates {
  readonly spans: readonly TypedSpan[]
  readonly rest: string
  /** The dates typed without a year, as read; not the first day of a span whose last day says it. */
  readonly assumed: readonly DateText[]
}

/**
 * The days that a plain line names, in the order typed, and what else it says; or what is wrong with it. The line must be
 * short (`longestLine`). A year left out is that of another date on the line, or of the school year that began in
 * `schoolYear`. No date at all is no fault here.
 */
export function readSpans(line: string, schoolYear: number | null = null): LineOfDates | string {
  const whole = line.replace(shortFirstDay, (_, day: string, to: string, itsMonth: string) => `${day} ${itsMonth}${to}`)
  const typed = findDates(whole, false)
  const isSpanAt = typed.map(
    ({ end }, at) => at + 1 < typed.length && isBetween.test(whole.slice(end, typed[at + 1]!.start)),
  )
  const found = dated(typed, isSpanAt, schoolYear)
  const faulty = found.find(({ fault }) => fault !== null)
  if (faulty) return faulty.fault!
  // A date whose year nothing says is no date.
  if (found.some(({ bare }) => bare !== null)) return { spans: [], rest: line, assumed: [] }
  const spans: TypedSpan[] = []
  let rest = ''
  let restFrom = 0
  for (let at = 0; at < found.length; at++) {
    const from = found[at]!
    const next = found[at + 1]
    const isSpan = isSpanAt[at]!
    if (next && !isSpan && !lists.test(whole.slice(from.end, next.start)))
      return `write “${from.typed} to ${next.typed}”, or each date on its own line`
    const to = isSpan ? next! : from
    if (to.date! < from.date!) return `${to.typed} is before ${from.typed}`
    if (dayNumber(to.date!) - dayNumber(from.date!) + 1 > longestSpanDays)
      return `${from.typed} to ${to.typed} is longer than ${longestSpanDays} days`
    spans.push({ from: from.date!, to: to.date!, isSpan })
    rest += whole.slice(restFrom, from.start)
    restFrom = to.end
    if (isSpan) at++
  }
  const isPlain = (at: number) => typed[at]!.bare === null || (isSpanAt[at]! && typed[at + 1]!.bare === null)
  const assumed = found.flatMap(({ date }, at) => (isPlain(at) ? [] : date!))
  return { spans, rest: rest + whole.slice(restFrom), assumed }
}

/** Each date with its year; those without one stay so where neither the line nor the school year says it. */
function dated(typed: readonly FoundDate[], isSpanAt: readonly boolean[], schoolYear: number | null): FoundDate[] {
  const found = [...typed]
  for (const [at, isSpan] of isSpanAt.entries())
    if (isSpan) [found[at], found[at + 1]] = endsDated(found[at]!, found[at + 1]!)
  const other = found.find(({ date }) => date !== null)?.date
  const started = other ? schoolYearOf(other) : schoolYear
  return started === null ? found : found.map((each) => inSchoolYear(each, started))
}
