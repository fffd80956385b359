// Which date was typed in three boxes? What was typed is kept as it was, whatever it is.
import type { DateText } from '../../calendar/date.ts'
import { dateOfParts, monthNumber } from './typedDate.ts'

export interface TypedDate {
  readonly day: string
  readonly month: string
  readonly year: string
}

/** The boxes filled with a date. */
export function typedDateOf(on: DateText): TypedDate {
  const [year, month, day] = on.split('-').map(Number)
  return { day: String(day), month: String(month), year: String(year) }
}

/** The date, or the sentence and the box to mend. */
export function readTypedDate(typed: TypedDate): { on: DateText } | { error: string; box: 'day' | 'month' | 'year' } {
  const { day, month, year } = { day: typed.day.trim(), month: typed.month.trim(), year: typed.year.trim() }
  if (day === '') return { error: 'Enter the date, with its day', box: 'day' }
  if (month === '') return { error: 'Enter the date, with its month', box: 'month' }
  if (!/^\d{4}$/.test(year)) return { error: 'Enter the year with 4 digits', box: 'year' }
  const on = /^\d{1,2}$/.test(day) ? dateOfParts(Number(year), monthNumber(month) ?? 0, Number(day)) : null
  return on ? { on } : { error: 'Enter a real date, like 14 10 2026', box: 'day' }
}
