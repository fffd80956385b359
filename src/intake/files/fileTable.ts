// Which rows and cells does a text hold? Commas, semicolons or tabs, quoted or not, read a piece at a time.
import Papa from 'papaparse'
import { letOthersIn } from './letOthersIn.ts'

/** One row of a file; `line` is where it begins, from 1, since a quoted cell may hold line breaks. */
export interface FileRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** All rows that are not empty, or the sentence that refuses the file. */
export type FileTable = { readonly rows: readonly FileRow[] } | { readonly refused: string }

export const mostRows = 150_000
export const mostColumns = 1500
const longestCell = 2000
const longestRow = 64 * 1024
const charactersAtOnce = 128 * 1024
const delimiters = [',', ';', '\t'] as const
const rowsLookedAt = 60

/** Reads a text as a table. Others have their turn after every piece; what cannot be a register is not read to its end. */
export async function readFileTable(text: string): Promise<FileTable> {
  // A file put together from several may end its lines in several ways.
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const [opening, named] = /^"?sep=(.)"?\n/i.exec(plain) ?? ['', undefined]
  const body = plain.slice(opening.length)
  const delimiter = named ?? delimiterOf(body)
  const rows: FileRow[] = []
  let line = opening === '' ? 1 : 2
  let emptyRows = 0
  let refusal: string | null = null
  await inPieces(body, delimiter, ({ data, errors }, unread) => {
    const faulty = new Map<number, Papa.ParseError['code']>()
    for (const { type, code, row = 0 } of errors) if (type === 'Quotes' && !faulty.has(row)) faulty.set(row, code)
    for (const [index, cells] of data.entries()) {
      if (faulty.has(index)) refusal ??= quoteRefusal(line, faulty.get(index)!)
      if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells })
      else emptyRows += 1
      if (cells.length > mostColumns) refusal ??= `Line ${line} has more than ${mostColumns} columns.`
      let breaks = 0
      for (const cell of cells) {
        if (cell.length > longestCell)
          refusal ??= `A cell in line ${line} is longer than ${longestCell} characters. Is it the right file?`
        if (cell.includes('\n')) breaks += cell.split('\n').length - 1
      }
      line += 1 + breaks
    }
    if (rows.length > mostRows) refusal ??= `The file has more than ${mostRows} rows. Export fewer weeks at a time.`
    if (emptyRows > mostRows) refusal ??= `The file has more than ${mostRows} empty rows. Is it the right file?`
    // Read again with every piece that follows, it would take ever longer.
    if (unread.length > longestRow) refusal ??= longRefusal(line, unread)
    return refusal === null
  })
  if (refusal !== null) return { refused: refusal }
  return { rows }
}

function quoteRefusal(line: number, code: Papa.ParseError['code']): string {
  return code === 'MissingQuotes'
    ? neverClosed(line)
    : `A quotation mark in line ${line} stands in the wrong place or is never closed. Export the file again.`
}

function longRefusal(line: number, unread: string): string {
  const isQuoted = unread.includes('\n') || unread.split('"').length % 2 === 0
  return isQuoted ? neverClosed(line) : `Line ${line} is longer than ${longestRow} characters. Is it the right file?`
}

function neverClosed(line: number): string {
  return `The row in line ${line} opens a quotation mark that is never closed. Export the file again.`
}

/** What a piece held, and the beginning of a row that goes on after it. */
type OnPiece = (piece: Papa.ParseResult<string[]>, unread: string) => boolean

function inPieces(text: string, delimiter: string, onPiece: OnPiece): Promise<void> {
  return new Promise((resolve, reject) => {
    let pieces = 0
    const config = {
      delimiter,
      newline: '\n' as const,
      chunkSize: charactersAtOnce,
      chunk(piece: Papa.ParseResult<string[]>, parser: Papa.Parser) {
        pieces += 1
        const unread = text.slice(piece.meta.cursor, pieces * charactersAtOnce)
        if (!onPiece(piece, unread)) {
          parser.abort()
          return resolve()
        }
        parser.pause()
        letOthersIn().then(() => parser.resume(), reject)
      },
      complete: () => resolve(),
    }
    Papa.parse<string[]>(text, config)
  })
}

/** The sign that cuts most rows into equally many cells; of two, the one with more cells. */
function delimiterOf(text: string): string {
  const opening = text.slice(0, charactersAtOnce)
  let best: { delimiter: string; rows: number; cells: number } = { delimiter: ',', rows: 0, cells: 1 }
  for (const delimiter of delimiters) {
    const { data } = Papa.parse<string[]>(opening, { delimiter, preview: rowsLookedAt })
    const widths = new Map<number, number>()
    for (const { length } of data) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1)
    for (const [cells, rows] of widths) {
      if (rows > best.rows || (rows === best.rows && cells > best.cells)) best = { delimiter, rows, cells }
    }
  }
  return best.delimiter
}
