// What stands in the calculator before anybody types? An invented school's year, to show how the rows are filled in.
import type { Term } from '../../calendar/schoolCalendar.ts'
import type { TypedCalculator } from '../forms/calculator.ts'
import { readTerms, type TypedTerm } from '../forms/calculatorTerms.ts'

export const exampleTerms: readonly TypedTerm[] = [
  { from: '1 September 2026', to: '23 October 2026' },
  { from: '2 November 2026', to: '18 December 2026' },
  { from: '4 January 2027', to: '12 February 2027' },
  { from: '22 February 2027', to: '25 March 2027' },
  { from: '12 April 2027', to: '28 May 2027' },
  { from: '7 June 2027', to: '21 July 2027' },
]

const exampleClosed = [
  '1 September 2026 INSET',
  '2 November 2026 INSET',
  '4 January 2027 INSET',
  '7 June 2027 INSET',
  '21 July 2027 INSET',
].join('\n')

const noDay = { day: '', month: '', year: '' }
const rowsAdded = 6

/** The calculator as it is first shown. */
export const exampleCalculator: TypedCalculator = {
  first: noDay,
  birth: noDay,
  terms: exampleTerms,
  closed: exampleClosed,
  bankHolidays: true,
  marks: '',
  isFromSchool: false,
}

/** Whether the terms read are still the example's: then the dates are an invented school's. However they were typed. */
export function isExample({ isFromSchool }: TypedCalculator, terms: readonly Term[]): boolean {
  return !isFromSchool && JSON.stringify(terms) === JSON.stringify(readTerms(exampleTerms).terms)
}

/** The same with more empty rows for terms. */
export function withMoreTerms(typed: TypedCalculator, mostTerms: number): TypedCalculator {
  const rows = Math.min(typed.terms.length + rowsAdded, mostTerms)
  return { ...typed, terms: padded(typed.terms, rows) }
}

/** The same without terms and closed days, for a school's own. */
export function withoutTerms(typed: TypedCalculator): TypedCalculator {
  return { ...typed, terms: padded([], rowsAdded), closed: '', isFromSchool: false }
}

function padded(terms: readonly TypedTerm[], rows: number): TypedTerm[] {
  return Array.from({ length: rows }, (_, row) => terms[row] ?? { from: '', to: '' })
}
