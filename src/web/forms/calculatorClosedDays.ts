// On which days in term is the school closed? One date or one span a line, as people paste them, with or without why.
import { type DateText, dateText, dayNumber, weekdayOf } from '../../calendar/date.ts'
import type { ClosedDay, ClosureReason } from '../../calendar/schoolCalendar.ts'
import { longestLine, readSpans } from './calculatorSpans.ts'
import { plainLine } from './typedDate.ts'

export interface ClosedDays {
  readonly closed: readonly ClosedDay[]
  /** A sentence a line that could not be read, naming the line. */
  readonly faults: readonly string[]
  /** The dates typed without a year, as read. */
  readonly assumed: readonly DateText[]
}

const mostLines = 200
const mostDays = 1000
const example = 'Write one date a line, like 2 November 2026 INSET'

const reasons: readonly [RegExp, ClosureReason][] = [
  [/inset|training|staff|teacher|non.?pupil|\bpd\b/i, 'inset'],
  [/bank|public holiday/i, 'bank-holiday'],
  [/holiday|half.?term|break|vacation/i, 'holiday'],
]

/**
 * Reads the closed days of a text: `2 November 2026 INSET`, `2/11/2026`, `26 to 30 October 2026`; empty lines are passed
 * over. `2 November` is read where the school year that began in `schoolYear` says its year.
 */
export function readClosedDays(text: string, schoolYear: number | null = null): ClosedDays {
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.length > mostLines)
    return { closed: [], faults: [`Enter no more than ${mostLines} lines of closed days`], assumed: [] }
  const closed: ClosedDay[] = []
  const assumed: DateText[] = []
  const faults: string[] = []
  for (const [index, typed] of lines.entries()) {
    const line = plainLine(typed)
    if (line === '') continue
    const read = readLine(line, schoolYear)
    if (typeof read === 'string') {
      faults.push(`Line ${index + 1} of the closed days: ${read}`)
      continue
    }
    closed.push(...read.closed)
    // A few lines of long spans would be a million days to look through.
    if (closed.length > mostDays)
      return { closed: [], faults: [`Enter no more than ${mostDays} closed days`], assumed: [] }
    assumed.push(...read.assumed)
  }
  return { closed, faults, assumed }
}

function readLine(line: string, schoolYear: number | null): Pick<ClosedDays, 'closed' | 'assumed'> | string {
  if (line.length > longestLine) return `it is longer than ${longestLine} characters. ${example}`
  const read = readSpans(line, schoolYear)
  if (typeof read === 'string') return read
  // A number left over is a date half read: to leave it out would move every deadline after it.
  if (read.spans.length === 0 || /\d/.test(read.rest)) return `“${line}” cannot be read. ${example}`
  const because = reasons.find(([words]) => words.test(read.rest))?.[1] ?? 'planned-closure'
  const closed: ClosedDay[] = []
  for (const { from, to, isSpan } of read.spans) {
    for (let day = dayNumber(from); day <= dayNumber(to); day++) {
      if (!isSpan || weekdayOf(day) <= 5) closed.push({ on: dateText(day), because })
    }
  }
  return { closed, assumed: read.assumed }
}
