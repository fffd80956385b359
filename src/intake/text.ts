// Is this text fit to be shown? One form for each letter, and nothing that hides, reverses or breaks what stands around it.

// Control characters, zero-width spaces, marks of direction, byte order marks, letters and patterns that are blank
// (Hangul fillers, the empty Braille cell). Joiners stay: names and emoji need them.
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb]/g

/** Something that is there to be seen: not a space, and nothing that only joins, fills or selects. */
const visible = /[^\s\p{Default_Ignorable_Code_Point}]/u

/** The text in NFC on one line, without control and bidirectional characters and without spaces at its ends; '' when nothing of it can be seen. */
export function cleanText(text: string): string {
  const clean = text
    .replace(/[\t\n\r\u2028\u2029]/g, ' ')
    .replace(hidden, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
  return visible.test(clean) ? clean : ''
}
