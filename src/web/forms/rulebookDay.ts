// Of which day does somebody want to see the rules? Today's, or those of a day in the address or typed into the form.
import { type DateText, isDate } from '../../calendar/date.ts'
import { plainLine, typedDate } from './typedDate.ts'

const mostTyped = 60

export interface RulebookDay {
  readonly on: DateText
  readonly today: DateText
  /** The day as it stands in addresses; null for today’s rules, which need none. */
  readonly asked: DateText | null
  readonly typed: string
  readonly error: string | null
  /** The day was typed as people write it: its address is another. */
  readonly isToRedirect: boolean
}

/** The day asked for, as 2024-06-03 or as people write it; today’s where none was, or none can be read. */
export function readRulebookDay(sent: string | undefined, today: DateText): RulebookDay {
  const typed = plainLine((sent ?? '').slice(0, mostTyped))
  const shown = { on: today, today, asked: null, typed, error: null, isToRedirect: false }
  if (typed === '') return shown
  const on = typedDate(typed)?.date ?? null
  if (on === null) return { ...shown, error: 'Enter a real date, like 3 June 2024' }
  return { ...shown, on, asked: on, isToRedirect: !isDate(typed) }
}
