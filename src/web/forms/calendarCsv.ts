// Which dates does a CSV file name? Rows as Excel saves them; each that cannot be read is kept with its line and why.
import Papa from 'papaparse'
import type { DateText } from '../../calendar/date.ts'
import { type InYearMeant, inAcademicYear, missingYears } from './missingYears.ts'
import { type FoundDate, findDates, plainLine } from './typedDate.ts'
import { endsDated } from './typedYear.ts'

/** One line of a file that names a date or a span. */
export interface FileEntry {
  readonly line: number
  /** How somebody finds it again: 'Line 17', or the date of an event. */
  readonly place: string
  readonly from: DateText
  readonly to: DateText
  readonly what: string
  /** As written; empty for the whole school. */
  readonly yearGroups: string
  /** What was taken for what because the year was missing. */
  readonly assumed: readonly string[]
}

/** A line that was not understood, what it says, and why. `place` may be empty. */
export interface FileLineLeft {
  readonly line: number
  readonly place: string
  readonly said: string
  readonly why: string
}

/** The lines of a file, or the sentence that refuses it whole. */
export type FileLines =
  | { readonly entries: readonly FileEntry[]; readonly left: readonly FileLineLeft[] }
  | { readonly refused: string }

type Column = 'from' | 'to' | 'what' | 'yearGroups'
interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

const headings: Record<Column, RegExp> = {
  from: /^(from|date|start|starts|start ?date|date from|first day|begins?)$/i,
  to: /^(to|end|ends|end ?date|date to|until|last day|finish)$/i,
  what: /^(what|type|event|name|title|summary|subject|description|term|reason)$/i,
  yearGroups: /^(year ?groups?|years?|pupils)$/i,
}
// Longer is no title of a day, and reading words out of it would take long.
const longestCell = 200
const inThisOrder: Record<Column, number> = { from: 0, to: 1, what: 2, yearGroups: 3 }
const monthFirst = /^(0?[1-9]|1[0-2])[/.-](1[3-9]|2\d|3[01])[/.-](\d{4}|\d{2})\b/

/**
 * Reads a CSV text: commas, semicolons or tabs, quoted or not, with a line that names the columns or without. A date without
 * its year takes it from the other date of its row, or from the academic year.
 */
export function readCsv(text: string, academicYear: string): FileLines {
  const [, delimiter] = /^\uFEFF?"?sep=(.)"?\r?\n/i.exec(text) ?? []
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter: delimiter ?? '',
    delimitersToGuess: [',', ';', '\t', '|'],
  })
  const broken = errors.find(({ type }) => type === 'Quotes')
  if (broken) return { refused: `A quotation mark is not closed in row ${(broken.row ?? 0) + 1} of the file.` }
  const rows = withLines(data)
  const dates = rows.flatMap(({ cells }) => cells.filter((cell) => monthFirst.test(cell)))
  if (dates[0])
    return {
      refused: `The dates in this file seem to have the month first: ${dates[0].slice(0, 20)}. Write the day first.`,
    }
  const heading = rows.slice(0, 10).findIndex(({ cells }) => columnsOf(cells) !== null)
  const columns = heading < 0 ? inThisOrder : columnsOf(rows[heading]!.cells)!
  const entries: FileEntry[] = []
  const left: FileLineLeft[] = []
  for (const row of rows.slice(heading + 1)) {
    if (row.cells.every((cell) => cell === '') || /^sep=.$/i.test(row.cells.join(''))) continue
    const isLong = row.cells.some((cell) => cell.length > longestCell)
    const read = isLong ? `a cell is longer than ${longestCell} characters` : readRow(row, columns, academicYear)
    if (typeof read === 'string')
      left.push({
        line: row.line,
        place: `Line ${row.line}`,
        said: row.cells.filter(Boolean).join(', ').slice(0, 200),
        why: read,
      })
    else entries.push(read)
  }
  if (heading < 0 && entries.length === 0)
    return { refused: 'No dates were found. The first line must name the columns: from,to,what,year groups.' }
  return { entries, left }
}

// A cell may hold line breaks, so a row is not a line.
function withLines(data: readonly string[][]): Row[] {
  let line = 1
  return data.map((cells) => {
    const row = { line, cells: cells.map(plainLine) }
    line += 1 + cells.join('').split('\n').length - 1
    return row
  })
}

function columnsOf(cells: readonly string[]): Record<Column, number> | null {
  const at = (column: Column) => cells.findIndex((cell) => headings[column].test(cell))
  const columns = { from: at('from'), to: at('to'), what: at('what'), yearGroups: at('yearGroups') }
  return columns.from >= 0 && columns.what >= 0 ? columns : null
}

function readRow({ line, cells }: Row, columns: Record<Column, number>, academicYear: string): FileEntry | string {
  const cell = (column: Column) => cells[columns[column]] ?? ''
  const what = cell('what')
  const ofYear = inAcademicYear(academicYear)
  const end = firstOf(datesOf(cell('to')))
  const from = withYears(cell('from'), end ? (found) => endsDated(found, end)[0] : ofYear)
  if (typeof from.dates === 'string') return from.dates
  const start = firstOf(from.dates)
  const to = withYears(cell('to'), start ? (found) => endsDated(start, found)[1] : ofYear)
  if (typeof to.dates === 'string') return to.dates
  const [first, inSameCell] = from.dates
  if (!first) return 'it has no date in the column “from”'
  const last = to.dates[0] ?? inSameCell ?? first
  if (last.date! < first.date!) return `${last.typed} is before ${first.typed}`
  if (what === '') return 'it does not say what it is'
  return {
    line,
    place: `Line ${line}`,
    from: first.date!,
    to: last.date!,
    what,
    yearGroups: cell('yearGroups'),
    assumed: [...from.assumed, ...to.assumed],
  }
}

function firstOf(dates: FoundDate[] | string): FoundDate | null {
  return typeof dates === 'string' ? null : (dates[0] ?? null)
}

function withYears(
  cell: string,
  inYearMeant: InYearMeant,
): { dates: FoundDate[] | string; assumed: readonly string[] } {
  const dates = datesOf(cell)
  if (typeof dates !== 'string') return { dates, assumed: [] }
  const { line, assumed } = missingYears(cell.slice(0, 100), inYearMeant)
  return { dates: line === cell.slice(0, 100) ? dates : datesOf(line), assumed }
}

/** The date of a cell, or two with “to” between them; none for an empty cell; or why it cannot be read. */
function datesOf(cell: string): FoundDate[] | string {
  const text = cell.replace(/[T ]\d{1,2}:\d\d(:\d\d)?(\.\d+)?Z?$/, '').slice(0, 100)
  if (text === '') return []
  if (/^[3-6]\d{4}$/.test(text)) return `${text} is a number in place of a date. Format the cell as a date in Excel`
  const found = findDates(text)
  const faulty = found.find(({ fault }) => fault !== null)
  if (faulty) return faulty.fault!
  const between = found.length === 2 ? text.slice(found[0]!.end, found[1]!.start).trim() : ''
  const rest = found.reduce((words, { typed }) => words.replace(typed, ''), text).trim()
  if (found.length === 1 && rest === '') return found
  if (found.length === 2 && rest === between && /^(to|until|-|–|—)$/i.test(between)) return found
  return `“${cell.slice(0, 60)}” cannot be read as a date. Write it like 2 November 2026 or 02/11/2026`
}
