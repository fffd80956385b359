// Is this file text that can be read, and in which letters? Whatever a school's system or a spreadsheet made of it.

/** The text, or the sentence that refuses the file. */
export type FileText = { readonly text: string } | { readonly refused: string }

export const mostFileMegabytes = 10
export const mostFileBytes = mostFileMegabytes * 1024 * 1024

const saveAsCsv = 'Open it, choose “Save as” and then “CSV UTF-8”, and upload that file.'

const packed = 'This is a packed file. Unpack it, and upload the CSV file that is in it.'
const picture = 'This is a picture. Export the register as a CSV file.'
const damaged = 'This file is damaged: some of its letters cannot be read. Export the register again.'

const otherKinds: readonly [begins: string, sentence: string][] = [
  ['pk\u0005\u0006', packed],
  ['\u001f\u008b', packed],
  ['\u0089png', picture],
  ['\u00ff\u00d8\u00ff', picture],
  ['\u00d0\u00cf\u0011\u00e0', `This is an old Excel workbook, not a CSV file. ${saveAsCsv}`],
  ['%pdf', 'This is a PDF. Export the register as a CSV file.'],
  ['<!doctype', 'This is a web page. Export the register itself as a CSV file.'],
  ['<html', 'This is a web page. Export the register itself as a CSV file.'],
  ['{\\rtf', 'This is a document of a word processor. Export the register as a CSV file.'],
]

/** UTF-8 or UTF-16 with or without their mark, or Windows’ own letters (1252). */
export function readFileText(bytes: Uint8Array): FileText {
  if (bytes.length === 0) return { refused: 'The file is empty.' }
  if (bytes.length > mostFileBytes) return { refused: tooLarge }
  const opening = String.fromCharCode(...bytes.subarray(0, 16)).toLowerCase()
  const other = otherKinds.find(([begins]) => opening.startsWith(begins))
  if (other) return { refused: other[1] }
  if (opening.startsWith('pk\u0003\u0004')) return { refused: packedRefusal(bytes) }
  const text = decoded(bytes)
  if (text === null) return { refused: damaged }
  if (text.includes('\0')) return { refused: `This file is not text that can be read. ${saveAsCsv}` }
  return text.trim() === '' ? { refused: 'The file is empty.' } : { text }
}

export const tooLarge = `The file is larger than ${mostFileMegabytes} MB. A term of a large school needs less: export fewer weeks at a time.`

// A workbook is a packed file too: what it holds first tells them apart.
function packedRefusal(bytes: Uint8Array): string {
  const first = String.fromCharCode(...bytes.subarray(30, 30 + (bytes[26] ?? 0)))
  const isWorkbook = first === '' || /^(\[Content_Types\]|_rels|xl\/|docProps|mimetype)/i.test(first)
  return isWorkbook ? `This is an Excel workbook, not a CSV file. ${saveAsCsv}` : packed
}

function decoded(bytes: Uint8Array): string | null {
  const inTwos = utf16Of(bytes)
  try {
    return new TextDecoder(inTwos ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return inTwos ? null : new TextDecoder('windows-1252').decode(bytes)
  }
}

// By its mark, or without one by the zero beside each of the first letters, which are a heading’s.
function utf16Of([one, two, three, four]: Uint8Array): string | null {
  if ((one === 0xff && two === 0xfe) || (one !== 0 && two === 0 && three !== 0 && four === 0)) return 'utf-16le'
  if ((one === 0xfe && two === 0xff) || (one === 0 && two !== 0 && three === 0 && four !== 0)) return 'utf-16be'
  return null
}
