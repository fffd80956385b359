// What does a school fill in that cannot export? Its own pupils with the right headings, fit to be opened in a spreadsheet.
import type { Pupil } from '../../cases/pupil.ts'

const headings = ['UPN', 'MIS number', 'Surname', 'Forename', 'Date', 'Session', 'Mark']

/** CSV with its mark at the start; one row a pupil on roll on that day (YYYY-MM-DD), the mark left empty. */
export function registerStarterFile(roll: readonly Pupil[], on: string): string {
  const pupils = roll
    .filter(({ enteredOn, leftOn }) => (enteredOn ?? '') <= on && (leftOn ?? '9999') >= on)
    .toSorted((one, other) => (one.searchName < other.searchName ? -1 : 1))
  const rows = pupils.map((pupil) => [
    pupil.upn ?? '',
    pupil.misId,
    pupil.legalSurname ?? pupil.preferredSurname ?? '',
    pupil.legalForename ?? pupil.preferredForename ?? '',
    on,
    'AM',
    '',
  ])
  return `\uFEFF${[headings, ...rows].map((cells) => cells.map(cellText).join(',')).join('\r\n')}\r\n`
}

// A sign that begins a formula, as it is or full-width, behind whatever is not seen; and what a cell is not begun with.
const workedOut = /^(?:'*[\s\u200b-\u200d\u2060]*[=+\-@＝＋－＠]|[\t\r\n])/u

/** A cell that a spreadsheet shows and never works out, whichever sign it takes to part cells. */
export function cellText(text: string): string {
  const safe = workedOut.test(text) ? `'${text}` : text
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
