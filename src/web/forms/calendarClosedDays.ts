// On which days is the school closed, and for whom? Lines as in the deadline calculator, with year groups; and back into lines.
import { type DateText, dayNumber, weekdayOf } from '../../calendar/date.ts'
import {
  type CalendarInput,
  type ClosedDay,
  type ClosureReason,
  prepareCalendar,
} from '../../calendar/schoolCalendar.ts'
import { inWords } from '../pages/inWords.ts'
import { readClosedDays } from './calculatorClosedDays.ts'
import { readYearGroups, yearGroupWords } from './calendarYearGroups.ts'
import { inAcademicYear, missingYears } from './missingYears.ts'
import { findDates, plainLine } from './typedDate.ts'

export interface ClosedLines {
  readonly closed: readonly ClosedDay[]
  readonly faults: readonly string[]
  /** What was read though its words are not known here, or its year was missing: a sentence a line. */
  readonly notes: readonly string[]
}

/** Days in a row that are closed for the same reason and the same pupils; weekends between them belong to it. */
export interface ClosedSpan<Reason extends string = ClosureReason> {
  readonly from: DateText
  readonly to: DateText
  readonly because: Reason
  readonly yearGroups: readonly string[]
}

interface DayOfSpan<Reason extends string> {
  readonly on: DateText
  readonly because: Reason
  readonly yearGroups?: readonly string[]
}

const mostCharacters = 10_000
const mostLines = 200
const knownClosures = /clos|shut|snow|weather|strike|poll|election|heating|flood/i

/** The reasons in the words that the lines use and that are read back as the same. */
export const closureWords: Record<ClosureReason, string> = {
  inset: 'INSET',
  holiday: 'holiday',
  'bank-holiday': 'bank holiday',
  'planned-closure': 'closure',
}

/**
 * Reads the lines: `25 June 2027 INSET, years 7 and 8`. `known` are the year groups of the school's pupils. A date without
 * its year is of the academic year; with null it is a fault.
 */
export function readClosedLines(
  text: string,
  known: readonly string[],
  academicYear: string | null = null,
): ClosedLines {
  const empty = { closed: [], notes: [] }
  if (text.length > mostCharacters)
    return { ...empty, faults: [`Closed days must be ${mostCharacters} characters or fewer`] }
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.length > mostLines) return { ...empty, faults: [`Enter no more than ${mostLines} lines of closed days`] }
  const closed: ClosedDay[] = []
  const faults: string[] = []
  const notes: string[] = []
  for (const [index, typed] of lines.entries()) {
    const line = plainLine(typed)
    const groups = line.length > 200 ? { rest: line, yearGroups: [] } : readYearGroups(line, known)
    if ('fault' in groups) {
      faults.push(`Line ${index + 1} of the closed days: ${groups.fault}`)
      continue
    }
    // The empty lines before it keep the number that a fault names.
    const before = '\n'.repeat(index)
    const asTyped = readClosedDays(before + groups.rest)
    const years =
      asTyped.faults.length > 0 && academicYear !== null && line.length <= 200
        ? missingYears(groups.rest, inAcademicYear(academicYear))
        : { line: groups.rest, assumed: [] }
    const read = years.line === groups.rest ? asTyped : readClosedDays(before + years.line)
    if (read.faults.length === 0) notes.push(...years.assumed.map((each) => `${each}.`))
    faults.push(...read.faults)
    closed.push(
      ...read.closed.map((day) => (groups.yearGroups.length ? { ...day, yearGroups: groups.yearGroups } : day)),
    )
    const word = read.closed[0]?.because === 'planned-closure' ? wordsBesideDates(years.line) : ''
    if (word !== '' && !knownClosures.test(word))
      notes.push(`“${line}” is read as a day on which the school is closed.`)
  }
  return { closed, faults, notes }
}

function wordsBesideDates(line: string): string {
  let rest = plainLine(line)
  for (const { typed } of findDates(rest)) rest = rest.replace(typed, ' ')
  return rest.replace(/\b(to|until|till|and)\b|[^\p{L}]+/giu, ' ').trim()
}

/** The spans of some closed days, in order of their first day. */
export function closedSpans<Reason extends string>(closed: readonly DayOfSpan<Reason>[]): ClosedSpan<Reason>[] {
  const spans: ClosedSpan<Reason>[] = []
  const latest = new Map<string, number>()
  for (const day of closed.toSorted((one, other) => (one.on < other.on ? -1 : 1))) {
    const yearGroups = day.yearGroups ?? []
    const key = JSON.stringify([day.because, yearGroups])
    const at = latest.get(key)
    const before = at === undefined ? null : spans[at]!
    if (before && isNext(before.to, day.on)) spans[at!] = { ...before, to: day.on }
    else {
      latest.set(key, spans.length)
      spans.push({ from: day.on, to: day.on, because: day.because, yearGroups })
    }
  }
  return spans
}

/** The closed days that take a school day away: in a term and on a weekday. */
export function closedInTerm(calendar: CalendarInput): readonly ClosedDay[] {
  const unused = new Set(prepareCalendar(calendar).unusedClosures.map(({ index }) => index))
  return (calendar.closed ?? []).filter((_, index) => !unused.has(index))
}

/** The same days as lines that are read back as the same days. */
export function closedText(closed: readonly ClosedDay[]): string {
  return closedSpans(closed)
    .map(({ from, to, because, yearGroups }) => {
      const days = from === to ? inWords.plainDay(from) : `${inWords.plainDay(from)} to ${inWords.plainDay(to)}`
      return `${days} ${closureWords[because]}${yearGroups.length ? `, ${yearGroupWords(yearGroups)}` : ''}`
    })
    .join('\n')
}

// A span is read without its weekends, so only weekdays are put into one.
function isNext(before: DateText, on: DateText): boolean {
  const [one, next] = [dayNumber(before), dayNumber(on)]
  if (weekdayOf(one) > 5 || weekdayOf(next) > 5) return before === on
  return next - one <= 1 || (weekdayOf(one) === 5 && next - one === 3)
}
