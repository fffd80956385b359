// How does the calculator say a date in a sentence? As the pages' own filters do.
import type { DateText } from '../../calendar/date.ts'
import { filters } from '../filters.ts'

/** 'Monday 19 October 2026' */
export const calculatorDate = filters.longDay as unknown as (date: DateText) => string

/** '19 October 2026' */
export const calculatorPlainDate = filters.plainDay as unknown as (date: DateText) => string
