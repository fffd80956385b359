// Which days of the absence carry another mark than N? One day or one span a line, with its code.
import { type DateText, dayNumber } from '../../calendar/date.ts'
import { indexOnOrAfter, isCovered, type SchoolCalendar, type Session } from '../../calendar/schoolCalendar.ts'
import { schoolDayOn } from '../../calendar/schoolDay.ts'
import { attendanceCodes, endedAttendanceCodes } from '../../law/attendanceCodes.ts'
import { calculatorDate as longDay, calculatorPlainDate as plainDay } from '../pages/calculatorWords.ts'
import { longestLine, readSpans, type TypedSpan } from './calculatorSpans.ts'
import { plainLine } from './typedDate.ts'

export interface TypedMark extends TypedSpan {
  /** The line it stands on, from 1. */
  readonly line: number
  /** Null: the whole day. */
  readonly session: Session | null
  readonly code: string
}

const mostLines = 200
const example = 'Write the date, then the code, like 20 October 2026 I'
/** `-` stands for a register that nobody knows: no register says it. */
export const codesOfRegister: readonly string[] = attendanceCodes
  .map(({ code }) => code as string)
  .filter((code) => code !== '-')

const sessionWords: readonly [RegExp, Session][] = [
  [/^(?:am|a\.m\.?|mornings?)$/i, 'AM'],
  [/^(?:pm|p\.m\.?|afternoons?)$/i, 'PM'],
]
const says = /^(?:|-|–|—|=|and|all|both|whole|day|days|sessions?|codes?|marks?|marked)$/i

export interface ReadMarks {
  readonly marks: readonly TypedMark[]
  /** A sentence for each line that cannot be read. */
  readonly faults: readonly string[]
  /** The dates typed without a year, as read. */
  readonly assumed: readonly DateText[]
}

/**
 * Reads the marks of a text: `20 October 2026 I`, `20/10/2026 AM I`, `2 to 6 November 2026 U`. `20 October I` is read where
 * the school year that began in `schoolYear` says its year.
 */
export function readMarks(text: string, schoolYear: number | null = null): ReadMarks {
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.length > mostLines)
    return { marks: [], faults: [`Enter no more than ${mostLines} lines of marks`], assumed: [] }
  const marks: TypedMark[] = []
  const assumed: DateText[] = []
  const faults: string[] = []
  for (const [index, typed] of lines.entries()) {
    const line = plainLine(typed)
    if (line === '') continue
    const read = readLine(line, index + 1, schoolYear)
    if (typeof read === 'string') {
      faults.push(faultOf(index + 1, read))
      continue
    }
    marks.push(...read.marks)
    assumed.push(...read.assumed)
  }
  return { marks, faults, assumed }
}

/** What cannot be: marks before the absence, outside the terms, or on days without school. A span may reach over those. */
export function marksFaults(marks: readonly TypedMark[], firstOn: DateText, calendar: SchoolCalendar): string[] {
  return marks.flatMap((mark) => {
    const wrong = whyNotUsable(mark, firstOn, calendar)
    return wrong === null ? [] : faultOf(mark.line, wrong)
  })
}

function whyNotUsable({ from, to, isSpan }: TypedMark, firstOn: DateText, calendar: SchoolCalendar): string | null {
  if (from < firstOn) return `${longDay(from)} is before the first day absent, ${longDay(firstOn)}`
  for (const end of [from, to]) {
    if (isCovered(calendar, dayNumber(end))) continue
    return `${longDay(end)} is outside your term dates (${plainDay(calendar.dates[0]!)} to ${plainDay(calendar.dates.at(-1)!)})`
  }
  if (isSpan) {
    const isNone = indexOnOrAfter(calendar, dayNumber(from)) === indexOnOrAfter(calendar, dayNumber(to) + 1)
    return isNone ? `there is no school day from ${plainDay(from)} to ${plainDay(to)}` : null
  }
  const answer = schoolDayOn(calendar, from)
  return answer.answer === 'no'
    ? `${longDay(from)} is no school day (${answer.because}), so no register is taken`
    : null
}

function readLine(line: string, number: number, schoolYear: number | null): Omit<ReadMarks, 'faults'> | string {
  if (line.length > longestLine) return `it is longer than ${longestLine} characters. ${example}`
  const read = readSpans(line, schoolYear)
  if (typeof read === 'string') return read
  if (read.spans.length === 0) return `“${line}” has no date that can be read. ${example}`
  const words = read.rest.split(/[\s,;:()]+/).filter((word) => !says.test(word))
  const named = new Set(words.flatMap((word) => sessionWords.find(([form]) => form.test(word))?.[1] ?? []))
  const others = words.filter((word) => !sessionWords.some(([form]) => form.test(word)))
  const code = readCode(others)
  if (typeof code !== 'object') return code
  const session = named.size === 1 ? [...named][0]! : null
  const marks = read.spans.map((span) => ({ ...span, line: number, session, code: code.code }))
  return { marks, assumed: read.assumed }
}

// The first word is the code; what follows it may say what the code means, but name no other code and no number.
function readCode([first, ...more]: readonly string[]): { code: string } | string {
  if (first === undefined) return `the code is missing. ${example}`
  const typed = first === '/\\' ? '/' : first.toUpperCase()
  const ended = endedAttendanceCodes.find((each) => each.code === typed)
  if (ended) {
    const instead = ended.instead.join(', ').replace(/, ([^,]+)$/, ' or $1')
    return `code ${ended.code} (${ended.meaning.toLowerCase()}) ended on ${plainDay(ended.lastOn)}. Use ${instead}`
  }
  if (!codesOfRegister.includes(typed)) return `“${first}” is not an attendance code. ${example}`
  const other = more.find((word) => codesOfRegister.includes(word) || /\d/.test(word))
  if (other !== undefined) return `it names “${first}” and “${other}”: write each code on its own line`
  return { code: typed }
}

function faultOf(line: number, text: string): string {
  return `Line ${line} of the marks: ${text}`
}
