// Is this file text that can be read, and in which letters? Whatever a school's system or a spreadsheet made of it.

/** The text, or the sentence that refuses the file. */
export type FileText = { readonly text: string } | { readonly refused: string }

export const mostFileMegabytes = 10
export const mostFileBytes = mostFileMegabytes * 1024 * 1024

const saveAsCsv = 'Open it, choose “Save as” and then “CSV UTF-8”, and upload that file.'

const otherKinds: readonly [begins: string, sentence: string][] = [
  ['pk\u0003\u0004', `This is an Excel workbook, not a CSV file. ${saveAsCsv}`],
  ['\u00d0\u00cf\u0011\u00e0', `This is an old Excel workbook, not a CSV file. ${saveAsCsv}`],
  ['%pdf', 'This is a PDF. Export the register as a CSV file.'],
  ['<!doctype', 'This is a web page. Export the register itself as a CSV file.'],
  ['<html', 'This is a web page. Export the register itself as a CSV file.'],
  ['{\\rtf', 'This is a document of a word processor. Export the register as a CSV file.'],
]

/** UTF-8 with or without its mark, UTF-16 with it, or Windows’ own letters (1252). */
export function readFileText(bytes: Uint8Array): FileText {
  if (bytes.length === 0) return { refused: 'The file is empty.' }
  if (bytes.length > mostFileBytes) return { refused: tooLarge }
  const opening = String.fromCharCode(...bytes.subarray(0, 16)).toLowerCase()
  const other = otherKinds.find(([begins]) => opening.startsWith(begins))
  if (other) return { refused: other[1] }
  const text = decoded(bytes)
  if (text.includes('\0')) return { refused: `This file is not text that can be read. ${saveAsCsv}` }
  return text.trim() === '' ? { refused: 'The file is empty.' } : { text }
}

export const tooLarge = `The file is larger than ${mostFileMegabytes} MB. A term of a large school needs less: export fewer weeks at a time.`

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
