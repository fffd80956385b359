// Is this text fit to be shown? One form for each letter, and nothing that hides, reverses or breaks what stands around it.

// Control characters, zero-width spaces, marks of direction, byte order marks. Joiners stay: names and emoji need them.
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g

/** The text in NFC on one line, without control and bidirectional characters and without spaces at its ends. */
export function cleanText(text: string): string {
  return text
    .replace(/[\t\n\r\u2028\u2029]/g, ' ')
    .replace(hidden, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
}
