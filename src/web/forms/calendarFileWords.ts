// What does a line of a council’s or school’s file speak of? Words that are known; everything else is said to be unknown.
import type { ClosureReason } from '../../calendar/schoolCalendar.ts'

/** A term whole, one end of a term, or closed days. */
export type FileMeaning =
  | { readonly kind: 'term' | 'starts' | 'ends' }
  | { readonly kind: 'closed'; readonly because: ClosureReason }

const seasons = 'autumn|winter|spring|summer|michaelmas|lent|trinity'
const begin = 're-?opens?|resumes?|starts?|begins?|commences?|starting|beginning|first day'
const end = 'ends?|ending|finish(?:es)?|last day'

const inset = /\b(inset|in[- ]service|training day|teacher training|staff training|staff day|non[- ]pupil)\b/i
const starts = new RegExp(`\\b(term|school)\\b.*\\b(${begin})\\b|\\b(first day|start|beginning) of\\b.*\\bterm\\b`, 'i')
const ends = new RegExp(
  `\\b(term|school)\\b.*\\b(${end}|closes for)\\b|\\b(last day|end) of\\b.*\\bterm\\b|\\bbreaks? up\\b`,
  'i',
)
const halfTermItself = new RegExp(
  `\\bhalf[- ]?term( holiday| break)?( (${begin}|${end}))|\\b(start|beginning|end) of (the )?(${seasons})? ?half[- ]?term`,
  'i',
)
const bankHoliday =
  /\b(bank|public) holiday\b|^(good friday|easter monday|(early )?may day|christmas day|boxing day|new year[’']?s day)\b/i
const holiday = /\b(holidays?|half[- ]?term|break|vacation|recess)( (week|fortnight))?( \(.*\))?$/i
const term = new RegExp(
  `^(the )?(((${seasons})( term)?)|(half[- ]?)?term( time)?)( ([1-6]|(first|second|1st|2nd) half( term)?))?( 20\\d\\d)?( \\(.*\\))?$`,
  'i',
)
const closure = /\b(school|academy|site)? ?(is )?(closed|closure|closes|shut)\b|\boccasional day\b/i

/** What it speaks of, or null: then the line is shown as not understood. */
export function fileMeaning(what: string): FileMeaning | null {
  const words = what.replace(/\s+/g, ' ').trim()
  const isStart = starts.test(words)
  const isEnd = ends.test(words)
  // On which day half-term itself begins and ends says not on which day teaching does.
  if (halfTermItself.test(words) || (isStart && isEnd)) return null
  // Two things in one line: which of them would be lost is nothing to guess.
  if (inset.test(words)) return isStart || isEnd ? null : { kind: 'closed', because: 'inset' }
  if (isStart) return { kind: 'starts' }
  if (isEnd) return { kind: 'ends' }
  if (bankHoliday.test(words)) return { kind: 'closed', because: 'bank-holiday' }
  if (/^half[- ]?term [1-6]$/i.test(words)) return { kind: 'term' }
  if (holiday.test(words)) return { kind: 'closed', because: 'holiday' }
  if (term.test(words)) return { kind: 'term' }
  return closure.test(words) ? { kind: 'closed', because: 'planned-closure' } : null
}
