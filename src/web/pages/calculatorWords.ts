// How does the calculator say a date in a sentence? As the pages' own filters do.
import type { DateText } from '../../calendar/date.ts'
import { filters } from '../filters.ts'

/** 'Monday 19 October 2026' */
export const calculatorDate = filters.longDay as unknown as (date: DateText) => string

/** '19 October 2026' */
export const calculatorPlainDate = filters.plainDay as unknown as (date: DateText) => string

/** 'Monday 19 October', where the year is plain from what stands around it. */
export function calculatorDay(date: DateText): string {
  return calculatorDate(date).slice(0, -5)
}
