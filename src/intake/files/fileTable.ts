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
const charactersAtOnce = 128 * 1024
const delimiters = [',', ';', '\t'] as const
const rowsLookedAt = 60

/** Reads a text as a table. Others have their turn after every piece. */
export async function readFileTable(text: string): Promise<FileTable> {
  const [opening, named] = /^\uFEFF?"?sep=(.)"?\r?\n/i.exec(text) ?? ['', undefined]
  const body = text.slice(opening.length).replace(/^\uFEFF/, '')
  const delimiter = named ?? delimiterOf(body)
  const rows: FileRow[] = []
  let line = opening === '' ? 1 : 2
  let refusal: string | null = null
  await inPieces(body, delimiter, (data, errors) => {
    if (errors.some(({ type }) => type === 'Quotes'))
      refusal ??= `A quotation mark is not closed or stands in the wrong place near line ${line}. Export the file again.`
    for (const cells of data) {
      if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells })
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
    return refusal === null
  })
  if (refusal !== null) return { refused: refusal }
  return { rows }
}

type OnPiece = (data: readonly string[][], errors: readonly Papa.ParseError[]) => boolean

function inPieces(text: string, delimiter: string, onPiece: OnPiece): Promise<void> {
  return new Promise((resolve, reject) => {
    const config = {
      delimiter,
      chunkSize: charactersAtOnce,
      chunk({ data, errors }: Papa.ParseResult<string[]>, parser: Papa.Parser) {
        if (!onPiece(data, errors)) {
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
