// What of a file could not be used, and why? Each with its line, counted by kind, so that a thousand alike are one sentence.
import { type PupilAside, pupilAsides } from './filePupils.ts'

export const markAsides = {
  'code-unknown': 'the code is not one of the attendance codes of 2024',
  'code-session': 'the mark / belongs to a morning and \\ to an afternoon, and this stands in the other',
  'code-number': 'the code is a number: a spreadsheet may have changed a code such as E',
  'code-formula': 'the cell is a formula, which is never worked out here',
  'no-date': 'the date cannot be read',
  'no-session': 'it is not clear whether this is AM or PM',
  'outside-year': 'the date lies before the last school year',
  future: 'the session has not begun yet',
  'string-length': 'the string of marks is longer or shorter than the others, so that its days are not certain',
  'string-shifted': 'a / or \\ stands in the wrong half of a day, so that the days of the string are not certain',
} as const
export type MarkAside = keyof typeof markAsides
export type AsideKind = MarkAside | PupilAside

export interface Aside {
  readonly line: number
  readonly kind: AsideKind
  /** What stood there, cut short; never a name. */
  readonly said: string
}

export interface Asides {
  readonly counts: Readonly<Partial<Record<AsideKind, number>>>
  /** The first of them, in the order of the file. */
  readonly shown: readonly Aside[]
  readonly codes: Readonly<Record<string, number>>
}

const mostShown = 100
const mostCodes = 50

export function asideWords(kind: AsideKind): string {
  return kind in markAsides ? markAsides[kind as MarkAside] : pupilAsides[kind as PupilAside]
}

/** Gathers what is set aside. */
export function asidesGathered() {
  const counts: Partial<Record<AsideKind, number>> = {}
  const shown: Aside[] = []
  const codes: Record<string, number> = Object.create(null)
  return {
    add(line: number, kind: AsideKind, said = '') {
      counts[kind] = (counts[kind] ?? 0) + 1
      if (shown.length < mostShown) shown.push({ line, kind, said })
      if (kind === 'code-unknown' && (said in codes || Object.keys(codes).length < mostCodes))
        codes[said] = (codes[said] ?? 0) + 1
    },
    all: (): Asides => ({ counts, shown, codes: { ...codes } }),
  }
}
