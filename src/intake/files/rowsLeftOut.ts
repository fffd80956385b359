// Which rows of a file are no rows of a register, and why? Counted and said, so that none goes without a word.
import type { FileRow } from './fileTable.ts'

export const leftOutKinds = ['total', 'note', 'heading', 'alone', 'undated'] as const
export type LeftOutKind = (typeof leftOutKinds)[number]

/** How many rows of one kind, and the lines of the first of them. */
export interface LeftOut {
  readonly kind: LeftOutKind
  readonly count: number
  readonly lines: readonly number[]
}

const mostLines = 5
const total = /^(grand |sub)?totals?\b/i
const note = /^page \d|^printed\b|^report\b|^end of\b/i

/** Why the row is none of the register; null for one that is. Rows without a date are told apart later (`undated`). */
export function kindOfNoRow({ cells }: FileRow, headings: readonly string[]): LeftOutKind | null {
  const filled = cells.filter((cell) => cell.trim() !== '')
  const first = filled[0]?.trim() ?? ''
  if (total.test(first)) return 'total'
  if (note.test(first)) return 'note'
  // Notes below the table stand alone in their line; headings come again at the top of a printed page.
  if (filled.length <= 1) return 'alone'
  return cells.every((cell, index) => cell.trim() === (headings[index] ?? '')) ? 'heading' : null
}

/** Gathers what is left out. */
export function leftOutGathered() {
  const byKind = new Map<LeftOutKind, { count: number; lines: number[] }>()
  return {
    add(kind: LeftOutKind, line: number): void {
      const soFar = byKind.get(kind) ?? { count: 0, lines: [] }
      soFar.count += 1
      if (soFar.lines.length < mostLines) soFar.lines.push(line)
      byKind.set(kind, soFar)
    },
    all: (): LeftOut[] => leftOutKinds.flatMap((kind) => (byKind.has(kind) ? [{ kind, ...byKind.get(kind)! }] : [])),
  }
}
