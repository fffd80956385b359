// How is a question written after the # of an address? Dates, reasons and codes alone, so that no name can be in it.
import { type DateText, dayNumber, weekdayOf } from '../../calendar/date.ts'
import { type ClosedDay, indexOnOrAfter } from '../../calendar/schoolCalendar.ts'
import type { ReadCalculator } from '../forms/calculator.ts'
import { type MarkedDay, markedDays } from './calculatorMarkDays.ts'

interface Span {
  readonly from: DateText
  to: DateText
  readonly what: string
}

const longestSpanDays = 90
const mostLines = 200

/** `first=2026-10-12&…`: what a script of the calculator reads back. The same question, however typed, has the same text. */
export function calculatorLink(read: ReadCalculator): string {
  const terms = [...read.terms].sort((one, other) => (one.from < other.from ? -1 : 1))
  const fields: (readonly [string, string])[] = [
    ['first', read.firstOn],
    ['birth', read.dateOfBirth ?? ''],
    ['terms', terms.map(({ from, to }) => `${from}_${to}`).join(',')],
    ['closed', closedSpans(read).map(spanText).join(',')],
    ['holidays', read.bankHolidays ? 'yes' : ''],
    ['marks', markSpans(read).map(spanText).join(',')],
  ]
  return fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/** Whether the form can take what the link holds: a line for each closed span, and for each span of marks. */
export function fitsLink(read: ReadCalculator): boolean {
  return closedSpans(read).length <= mostLines && markSpans(read).length <= mostLines
}

function spanText({ from, to, what }: Span): string {
  return from === to ? `${from}_${what}` : `${from}_${to}_${what}`
}

// Those that close something; of two for a day the later holds.
function closedSpans({ closed, calendar }: ReadCalculator): Span[] {
  const days = new Map<DateText, ClosedDay>()
  for (const day of closed) if (calendar.closures.has(dayNumber(day.on))) days.set(day.on, day)
  const inOrder = [...days.values()].sort((one, other) => (one.on < other.on ? -1 : 1))
  return spansOf(
    inOrder.map(({ on, because }) => ({ on, what: because })),
    (one, other) => dayNumber(other) - dayNumber(one) === (weekdayOf(dayNumber(one)) === 5 ? 3 : 1),
  )
}

function markSpans({ marks, calendar }: ReadCalculator): Span[] {
  const days = [...markedDays(marks, calendar).values()]
  const index = (on: DateText) => indexOnOrAfter(calendar, dayNumber(on))
  const ofSession = (session: 'AM_' | 'PM_' | '', code: (day: MarkedDay) => string | null) =>
    spansOf(
      days.flatMap((day) => {
        const held = code(day)
        return held === null ? [] : { on: day.on, what: session + encodeURIComponent(held) }
      }),
      (one, other) => index(one) + 1 === index(other),
    )
  const isWhole = ({ morning, afternoon }: MarkedDay) => morning === afternoon
  return [
    ...ofSession('', (day) => (isWhole(day) ? day.morning : null)),
    ...ofSession('AM_', (day) => (isWhole(day) || day.morning === 'N' ? null : day.morning)),
    ...ofSession('PM_', (day) => (isWhole(day) || day.afternoon === 'N' ? null : day.afternoon)),
  ]
}

function spansOf(
  days: readonly { readonly on: DateText; readonly what: string }[],
  areNeighbours: (one: DateText, other: DateText) => boolean,
): Span[] {
  const spans: Span[] = []
  for (const { on, what } of days) {
    const last = spans.at(-1)
    const mayGrow = last?.what === what && dayNumber(on) - dayNumber(last.from) < longestSpanDays
    if (mayGrow && areNeighbours(last.to, on)) last.to = on
    else spans.push({ from: on, to: on, what })
  }
  return spans
}
