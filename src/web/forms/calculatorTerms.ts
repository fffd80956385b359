// When does this school teach? Rows of first and last days, each as somebody types a date.
import { calendarDays, type DateText, dayNumber } from '../../calendar/date.ts'
import type { Term } from '../../calendar/schoolCalendar.ts'
import { plainLine, typedDate } from './typedDate.ts'

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

/** The terms of the rows that hold something, in the order typed, and what is wrong with each row. */
export function readTerms(rows: readonly TypedTerm[]): { terms: Term[]; faults: TermFault[] } {
  const faults: TermFault[] = []
  const terms: (Term & { row: number })[] = []
  for (const [row, typed] of rows.entries()) {
    if (typed.from.trim() === '' && typed.to.trim() === '') continue
    const from = readEnd(typed.from, row, 'from', faults)
    const to = readEnd(typed.to, row, 'to', faults)
    if (from === null || to === null) continue
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
  return { terms: terms.map(({ from, to }) => ({ from, to })), faults }
}

function readEnd(typed: string, row: number, end: 'from' | 'to', faults: TermFault[]): DateText | null {
  const which = end === 'from' ? 'first' : 'last'
  const found = typedDate(plainLine(typed.slice(0, 100)))
  if (found?.date) return found.date
  const wrong =
    typed.trim() === ''
      ? `enter the ${which} day`
      : found?.fault
        ? `${which} day: ${found.fault}`
        : `the ${which} day must be a real date, like 23 October 2026`
  faults.push(fault(row, end, wrong))
  return null
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
