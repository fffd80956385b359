// Is this text fit to be kept and shown? One form for each letter, and nothing that hides, reverses or breaks what stands around it.

// Control characters, zero-width spaces, marks of direction, byte order marks. Joiners stay: names and emoji need them.
const hidden =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g
const lineBreaks = /\r\n?|\u0085|\u2028|\u2029/g

/** What somebody typed or sent, on one line: NFC, without control and bidirectional characters, one space at a time. */
export function plainLine(text: string): string {
  return plainLines(text.replace(lineBreaks, ' ').replaceAll('\n', ' '))
}

/** The same with its line breaks, each `\n`, and no space at either end of a line. */
export function plainLines(text: string): string {
  return text
    .toWellFormed()
    .replace(lineBreaks, '\n')
    .replaceAll('\t', ' ')
    .replace(hidden, '')
    .normalize('NFC')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}

/** Whether anything of a text is seen on a page: letters and fillers that draw nothing do not count. */
export function isSeen(text: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text.replace(/[\p{Default_Ignorable_Code_Point}\u2800]/gu, ''))
}
