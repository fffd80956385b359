// What does the calculator's form show? What was typed, and beside each field what must be mended.
import { type BankHoliday, bankHolidaysPage, bankHolidayYears } from '../../calendar/bankHolidays.ts'
import type { DateText } from '../../calendar/date.ts'
import type { Term } from '../../calendar/schoolCalendar.ts'
import type { FieldFault, TypedCalculator } from '../forms/calculator.ts'
import { codesOfRegister } from '../forms/calculatorMarks.ts'
import { mostTerms, readTerms } from '../forms/calculatorTerms.ts'
import type { TypedDayParts } from '../forms/typedDayParts.ts'
import { isExample } from './calculatorExample.ts'
import type { SchoolsOffered } from './calculatorSchool.ts'

/** The model of pages/calculator.njk. */
export function calculatorPage(
  typed: TypedCalculator,
  faults: readonly FieldFault[],
  bankHolidays: readonly BankHoliday[],
  { schools, chosen, sentences }: SchoolsOffered,
) {
  const { terms } = readTerms(typed.terms)
  const faultOf = (...fields: string[]) => faults.filter(({ field }) => fields.includes(field)).map(({ text }) => text)
  const isMarked = (field: string) => faults.some(({ marks }) => marks.includes(field))
  const dayFields = (group: 'first' | 'birth', parts: TypedDayParts) =>
    (['day', 'month', 'year'] as const).map((part) => ({
      name: part,
      label: `${part[0]!.toUpperCase()}${part.slice(1)}`,
      value: parts[part],
      classes: `govuk-input--width-${part === 'year' ? 4 : 2}${isMarked(`${group}-${part}`) ? ' govuk-input--error' : ''}`,
    }))
  const faultsOfDay = (group: 'first' | 'birth') => faultOf(`${group}-day`, `${group}-month`, `${group}-year`)
  return {
    title: 'Deadline calculator',
    schools: schools.map(({ urn, name }) => ({ urn, name, isChosen: urn === chosen })),
    filledIn: sentences,
    errors: faults.map(({ text, field }) => ({ text, href: `#${field}` })),
    first: { fields: dayFields('first', typed.first), faults: faultsOfDay('first') },
    birth: { fields: dayFields('birth', typed.birth), faults: faultsOfDay('birth') },
    terms: typed.terms.map((term, row) => ({
      ...term,
      number: row + 1,
      row,
      faults: faultOf(`term-${row}-from`, `term-${row}-to`),
      isFromWrong: isMarked(`term-${row}-from`),
      isToWrong: isMarked(`term-${row}-to`),
    })),
    mayAddTerms: typed.terms.length < mostTerms,
    isExample: isExample(typed, terms),
    isFromSchool: typed.isFromSchool,
    closed: { value: typed.closed, faults: faultOf('closed') },
    hasBankHolidays: typed.bankHolidays,
    bankHolidays: bankHolidays.filter(({ on }) => isInYearsOf(terms, on)),
    bankHolidaysUrl: bankHolidaysPage,
    bankHolidayYears: bankHolidayYears(bankHolidays),
    marks: { value: typed.marks, faults: faultOf('marks') },
    codes: codesOfRegister.join(' '),
  }
}

// Those of the years of the terms; all of them while no term can be read.
function isInYearsOf(terms: readonly Term[], on: DateText): boolean {
  const years = terms.flatMap(({ from, to }) => [from.slice(0, 4), to.slice(0, 4)])
  return years.length === 0 || years.includes(on.slice(0, 4))
}
