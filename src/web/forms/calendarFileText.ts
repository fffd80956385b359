// Is this file text that can be read, and what does it say? Whatever Excel, Outlook or a council’s site made of it.

/** The text, or the sentence that refuses the file. */
export type FileText = { readonly text: string } | { readonly refused: string }

export const mostFileBytes = 200 * 1024
const mostLines = 3000
const longestLine = 20_000
const saveAsCsv = 'Open it, choose “Save as” and then “CSV UTF-8”, and upload that file.'

const otherKinds: readonly [begins: string, sentence: string][] = [
  ['PK\u0003\u0004', `This is an Excel workbook or a Word document, not a CSV file. ${saveAsCsv}`],
  ['\u00d0\u00cf\u0011\u00e0', `This is an old Excel workbook, not a CSV file. ${saveAsCsv}`],
  ['%PDF', 'This is a PDF. Type the dates in, or ask for them as a CSV or .ics file.'],
  ['<!DOCTYPE', 'This is a web page. Download the calendar itself, as a CSV or .ics file.'],
  ['<html', 'This is a web page. Download the calendar itself, as a CSV or .ics file.'],
]

/** UTF-8 with or without its mark, UTF-16 as Excel’s “Unicode text”, or Windows’ own letters. */
export function readFileText(bytes: Uint8Array): FileText {
  if (bytes.length === 0) return { refused: 'The file is empty.' }
  if (bytes.length > mostFileBytes)
    return { refused: `The file is larger than ${mostFileBytes / 1024} KB. A school year needs far less.` }
  const opening = String.fromCharCode(...bytes.subarray(0, 16))
  const other = otherKinds.find(([begins]) => opening.toLowerCase().startsWith(begins.toLowerCase()))
  if (other) return { refused: other[1] }
  const text = decoded(bytes)
  if (text.includes('\0')) return { refused: 'This file is not text. Upload a CSV or .ics file.' }
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.length > mostLines)
    return { refused: `The file has ${lines.length} lines. At most ${mostLines} are read: is it the right file?` }
  if (lines.some((line) => line.length > longestLine))
    return { refused: `A line of the file is longer than ${longestLine} characters. Is it the right file?` }
  return text.trim() === '' ? { refused: 'The file is empty.' } : { text }
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
