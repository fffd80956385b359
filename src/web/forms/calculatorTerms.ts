// When does this school teach? Rows of first and last days, each as somebody types a date.
import { calendarDays, type DateText, dayNumber } from '../../calendar/date.ts'
import type { Term } from '../../calendar/schoolCalendar.ts'
import { type FoundDate, plainLine, typedDate } from './typedDate.ts'
import { endsDated, inSchoolYear, schoolYearOf } from './typedYear.ts'

export interface TypedTerm {
  readonly from: string
  readonly to: string
}

export interface TermFault {
  readonly text: string
  readonly row: number
  readonly end: 'from' | 'to'
}

export const mostTerms = 24
const longestTermDays = calendarDays(200)
const longestCalendarDays = calendarDays(3 * 366)

export interface ReadTerms {
  readonly terms: Term[]
  readonly faults: TermFault[]
  /** The dates typed without a year, as read. */
  readonly assumed: readonly DateText[]
}

/**
 * The terms of the rows that hold something, in the order typed, and what is wrong with each row. A year left out is that
 * of the row's other date, or of the school year of the first date with one, or of that which began in `schoolYear`.
 */
export function readTerms(rows: readonly TypedTerm[], schoolYear: number | null = null): ReadTerms {
  const faults: TermFault[] = []
  const assumed: DateText[] = []
  const terms: (Term & { row: number })[] = []
  const typed = rows.map((row) => [found(row.from), found(row.to)] as const)
  const known = typed.flat().find((each) => each?.date)?.date
  const started = known ? schoolYearOf(known) : schoolYear
  for (const [row, { from: typedFrom, to: typedTo }] of rows.entries()) {
    if (typedFrom.trim() === '' && typedTo.trim() === '') continue
    const ends = endsOf(typed[row]!, started)
    const from = readEnd(ends[0], typedFrom, row, 'from', faults)
    const to = readEnd(ends[1], typedTo, row, 'to', faults)
    if (from === null || to === null) continue
    for (const [at, date] of [from, to].entries()) if (typed[row]![at]!.bare) assumed.push(date)
    const length = dayNumber(to) - dayNumber(from) + 1
    if (length < 1) faults.push(fault(row, 'to', 'the last day must not be before the first day'))
    else if (length > longestTermDays)
      faults.push(fault(row, 'to', `longer than ${longestTermDays} days: check the years`))
    else terms.push({ from, to, row })
  }
  if (faults.length === 0) faults.push(...faultsBetween(terms))
  if (terms.length === 0 && faults.length === 0) {
    faults.push({ row: 0, end: 'from', text: 'Enter the first and last day of at least one term' })
  }
  return { terms: terms.map(({ from, to }) => ({ from, to })), faults, assumed }
}

type TypedEnd = FoundDate | null

function found(typed: string): TypedEnd {
  return typedDate(plainLine(typed.slice(0, 100)), false)
}

function endsOf([from, to]: readonly [TypedEnd, TypedEnd], started: number | null): [TypedEnd, TypedEnd] {
  const ends: [TypedEnd, TypedEnd] = from && to ? endsDated(from, to) : [from, to]
  const inIt = (end: TypedEnd) => (end && started !== null ? inSchoolYear(end, started) : end)
  return [inIt(ends[0]), inIt(ends[1])]
}

function readEnd(read: TypedEnd, typed: string, row: number, end: 'from' | 'to', faults: TermFault[]): DateText | null {
  if (read?.date) return read.date
  const which = end === 'from' ? 'first' : 'last'
  faults.push(fault(row, end, whyNoDay(read, typed, which)))
  return null
}

function whyNoDay(read: TypedEnd, typed: string, which: string): string {
  if (typed.trim() === '') return `enter the ${which} day`
  if (read?.fault) return `${which} day: ${read.fault}`
  if (read?.bare) return `${which} day: ${read.typed} has no year`
  return `the ${which} day must be a real date, like 23 October 2026`
}

// Terms that share a day would be counted twice or not, as one likes; the person decides which is right.
function faultsBetween(terms: readonly (Term & { row: number })[]): TermFault[] {
  const inOrder = [...terms].sort((one, other) => (one.from < other.from ? -1 : 1))
  const faults: TermFault[] = []
  for (let at = 1; at < inOrder.length; at++) {
    const [earlier, later] = [inOrder[at - 1]!, inOrder[at]!]
    if (later.from <= earlier.to) faults.push(fault(later.row, 'from', `overlaps term ${earlier.row + 1}`))
  }
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  if (first && last && dayNumber(last.to) - dayNumber(first.from) > longestCalendarDays) {
    faults.push(fault(last.row, 'to', 'more than 3 years after your first term: check the years'))
  }
  return faults
}

function fault(row: number, end: 'from' | 'to', text: string): TermFault {
  return { row, end, text: `Term ${row + 1}: ${text}` }
}
