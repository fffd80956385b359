// What does another calendar change? Counts and days as sentences, days in a row together.
import type { CalendarChanges } from '../../calendar/calendarChanges.ts'
import { closedSpans } from '../forms/calendarClosedDays.ts'
import { yearGroupWords } from '../forms/calendarYearGroups.ts'
import { daysWords } from './calendarWords.ts'

const mostShown = 12

/** Sentences; none when both say the same days. `before` false: there was no calendar to compare with. */
export function calendarChangesWords(changes: CalendarChanges, hadBefore: boolean): string[] {
  const { schoolDaysBefore, schoolDaysAfter, registersClose } = changes
  if (!hadBefore) return [`${schoolDaysAfter} school days.`]
  const closed = nowClosedWords(changes)
  const open = nowOpenWords(changes)
  return [
    ...(schoolDaysBefore === schoolDaysAfter ? [] : [`${schoolDaysAfter} school days, before ${schoolDaysBefore}.`]),
    ...(closed.length > 0 ? [`Now closed: ${closed.join('; ')}.`] : []),
    ...(open.length > 0 ? [`Now school days: ${open.join('; ')}.`] : []),
    ...(registersClose
      ? [`Registers close at ${times(registersClose.after)}, before at ${times(registersClose.before)}.`]
      : []),
  ]
}

/** '2 November 2026 (INSET day)', '10 May 2027 to 21 May 2027 (planned closure, year 11)' */
export function nowClosedWords({ nowClosed }: CalendarChanges): string[] {
  return shortened(
    closedSpans(nowClosed).map((span) => {
      const groups = span.yearGroups.length > 0 ? `, ${yearGroupWords(span.yearGroups)}` : ''
      return `${daysWords(span)} (${span.because}${groups})`
    }),
  )
}

/** '26 October 2026', '1 July 2027 to 7 July 2027' */
export function nowOpenWords({ nowOpen }: CalendarChanges): string[] {
  return shortened(closedSpans(nowOpen.map((on) => ({ on, because: 'open' }))).map(daysWords))
}

/** '09:30 and 14:00'; these are counted with where nothing is said. */
export function times(closes: { readonly AM: string; readonly PM: string } | null): string {
  return closes ? `${closes.AM} and ${closes.PM}` : '09:30 and 14:00'
}

function shortened(words: readonly string[]): string[] {
  return words.length <= mostShown ? [...words] : [...words.slice(0, mostShown), `and ${words.length - mostShown} more`]
}
