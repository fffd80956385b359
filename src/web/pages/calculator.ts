// What does the calculator's form show? What was typed, and beside each field what must be mended.
import type { FieldFault, TypedCalculator } from '../forms/calculator.ts'
import { mostTerms } from '../forms/calculatorTerms.ts'
import type { TypedDayParts } from '../forms/typedDayParts.ts'
import { bankHolidays, bankHolidaysUrl, bankHolidayYears } from './calculatorBankHolidays.ts'
import { isExample } from './calculatorExample.ts'

/** The model of pages/calculator.njk. */
export function calculatorPage(typed: TypedCalculator, faults: readonly FieldFault[]) {
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
    isExample: isExample(typed),
    closed: { value: typed.closed, faults: faultOf('closed') },
    hasBankHolidays: typed.bankHolidays,
    bankHolidays: bankHolidays.map(({ on }) => on),
    bankHolidaysUrl,
    bankHolidayYears,
  }
}
