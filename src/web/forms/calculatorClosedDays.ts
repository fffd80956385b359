// On which days in term is the school closed? One date or one span a line, as people paste them, with or without why.
import { dateText, dayNumber, weekdayOf } from '../../calendar/date.ts'
import type { ClosedDay, ClosureReason } from '../../calendar/schoolCalendar.ts'
import { type FoundDate, findDates, plainLine } from './typedDate.ts'

export interface ClosedDays {
  readonly closed: readonly ClosedDay[]
  /** A sentence a line that could not be read, naming the line. */
  readonly faults: readonly string[]
}

const longestLine = 200
const mostLines = 200
const longestSpanDays = 100
const example = 'Write one date a line, like 2 November 2026 INSET'
const spans = /^\s*(?:to|until|till|-|–|—)\s*$/i
const lists = /[,;&]|\band\b/i

const reasons: readonly [RegExp, ClosureReason][] = [
  [/inset|training|staff|teacher|non.?pupil|\bpd\b/i, 'inset'],
  [/bank|public holiday/i, 'bank-holiday'],
  [/holiday|half.?term|break|vacation/i, 'holiday'],
]

/** Reads the closed days of a text: `2 November 2026 INSET`, `2/11/2026`, `26/10/2026 to 30/10/2026`; empty lines are passed over. */
export function readClosedDays(text: string): ClosedDays {
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.length > mostLines) return { closed: [], faults: [`Enter no more than ${mostLines} lines of closed days`] }
  const closed: ClosedDay[] = []
  const faults: string[] = []
  for (const [index, typed] of lines.entries()) {
    const line = plainLine(typed)
    if (line === '') continue
    const read = readLine(line)
    if (typeof read === 'string') faults.push(`Line ${index + 1} of the closed days: ${read}`)
    else closed.push(...read)
  }
  return { closed, faults }
}

function readLine(line: string): ClosedDay[] | string {
  if (line.length > longestLine) return `it is longer than ${longestLine} characters. ${example}`
  const found = findDates(line)
  const faulty = found.find((each) => each.fault !== null)
  if (faulty) return faulty.fault!
  const rest = withoutDates(line, found)
  // A number left over is a date half read: to leave it out would move every deadline after it.
  if (found.length === 0 || /\d/.test(rest)) return `“${line}” cannot be read. ${example}`
  const because = reasons.find(([words]) => words.test(rest))?.[1] ?? 'planned-closure'
  const closed: ClosedDay[] = []
  for (let at = 0; at < found.length; at++) {
    const from = found[at]!
    const next = found[at + 1]
    const between = next ? line.slice(from.end, next.start) : ''
    const isSpan = next !== undefined && spans.test(between)
    if (next && !isSpan && !lists.test(between))
      return `write “${from.typed} to ${next.typed}”, or each date on its own line`
    const to = isSpan ? next : from
    if (to.date! < from.date!) return `${to.typed} is before ${from.typed}`
    const days = dayNumber(to.date!) - dayNumber(from.date!) + 1
    if (days > longestSpanDays) return `${from.typed} to ${to.typed} is longer than ${longestSpanDays} days`
    const first = dayNumber(from.date!)
    for (let day = first; day < first + days; day++) {
      if (!isSpan || weekdayOf(day) <= 5) closed.push({ on: dateText(day), because })
    }
    if (isSpan) at++
  }
  return closed
}

function withoutDates(line: string, found: readonly FoundDate[]): string {
  let rest = ''
  let from = 0
  for (const each of found) {
    rest += line.slice(from, each.start)
    from = each.end
  }
  return rest + line.slice(from)
}
