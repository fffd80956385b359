// How is a register file laid out? Where its headings stand, what each column is, and which columns are sessions.
import type { DateText } from '../../calendar/date.ts'
import type { Session } from '../../calendar/schoolCalendar.ts'
import { type ColumnMeaning, meaningOf } from './columnMeaning.ts'
import { type DateOrder, type OrderProof, orderProof, readFileDate } from './fileDates.ts'
import type { FileRow } from './fileTable.ts'

/** One column; `sessionText` when its heading is a day with AM or PM. */
export interface FileColumn {
  readonly index: number
  readonly heading: string
  readonly samples: readonly string[]
  readonly sessionText: { readonly day: string; readonly session: Session } | null
  /** What its heading says, or its cells; null when neither is known. */
  readonly meaning: ColumnMeaning | null
}

/** A file as far as it can be told without the school: `rows` are those below the headings. */
export interface FileLayout {
  readonly headingLine: number
  readonly columns: readonly FileColumn[]
  readonly rows: readonly FileRow[]
  readonly order: OrderProof
}

const rowsSearched = 30
const samplesShown = 3
const sessionHeading = /^(.*\d.*?)[\s:,–-]*\b(am|pm)\b\.?$/i
const marksOnly = /^[/\\A-Z0-9#*\s-]+$/
const herringbone = /^(?=.{0,8}[/\\])[/\\A-Z0-9#*\s-]{4,}$/
const dateLike = /^\d{1,4}[/-]\d{1,2}[/-]\d{1,4}$/
const noHeadings =
  'No line with headings was found. The file needs a line that names its columns, such as UPN, Date, Session and Mark.'

/** Finds the headings among the first lines: titles may stand above them. */
export function readLayout(rows: readonly FileRow[]): FileLayout | { readonly refused: string } {
  const scored = rows.slice(0, rowsSearched).map(({ cells }) => cells.filter(isHeading).length)
  const best = Math.max(0, ...scored)
  if (best < 2) return { refused: noHeadings }
  const at = scored.indexOf(best)
  const below = rows.slice(at + 1)
  if (below.length === 0) return { refused: 'The file has headings and nothing below them.' }
  const { cells, line } = rows[at]!
  const columns = cells.map((cell, index) => columnOf(cell, index, below))
  return { headingLine: line, columns, rows: below, order: orderProof(datesIn(columns, below)) }
}

/** The day of a session column, or why it cannot be read. */
export function sessionOf(column: FileColumn, order: DateOrder | null, today: DateText) {
  const { day, session } = column.sessionText!
  const read = readFileDate(day, order, today)
  return 'fault' in read ? read : { on: read.on, session }
}

function isHeading(cell: string): boolean {
  return meaningOf(cell) !== null || sessionHeading.test(cell.trim())
}

function columnOf(heading: string, index: number, below: readonly FileRow[]): FileColumn {
  const [, day, session] = sessionHeading.exec(heading.trim()) ?? []
  const samples: string[] = []
  for (const { cells } of below.slice(0, 200)) {
    const sample = cells[index]?.trim()
    if (sample && !samples.includes(sample)) samples.push(sample.slice(0, 60))
    if (samples.length === samplesShown) break
  }
  const sessionText = day && session ? { day: day.trim(), session: session.toUpperCase() as Session } : null
  const known = sessionText ? null : meaningOf(heading)
  return { index, heading: heading.trim(), samples, sessionText, meaning: bySamples(known, samples) }
}

// “Attendance” may head a string of marks, single marks or percentages: its cells decide.
function bySamples(meaning: ColumnMeaning | null, samples: readonly string[]): ColumnMeaning | null {
  const isString =
    samples.some((each) => herringbone.test(each)) &&
    samples.every((each) => marksOnly.test(each)) &&
    !samples.every((each) => dateLike.test(each))
  if (isString && (meaning === null || meaning === 'marks' || meaning === 'mark' || meaning === 'total')) return 'marks'
  if (meaning === 'marks') return samples.every((each) => /^[\d.]+%?$/.test(each)) ? 'total' : 'mark'
  return meaning
}

/** Each date as it is written, once: a file of a hundred thousand rows has a few hundred. */
function datesIn(columns: readonly FileColumn[], rows: readonly FileRow[]): Set<string> {
  const texts = new Set<string>()
  const dated = new Set<ColumnMeaning | null>(['date', 'first-date', 'date-and-session'])
  for (const { index, meaning } of columns) {
    if (dated.has(meaning)) for (const { cells } of rows) texts.add(cells[index] ?? '')
  }
  const days = [...texts].map((text) => text.replace(/[\s,]*\b(am|pm)\b\.?$/i, '').trim())
  return new Set([...days, ...columns.flatMap(({ sessionText }) => sessionText?.day ?? [])])
}
