// How is a register file spoken of? Its states, its codes and what must be looked at, in sentences.
import { assertNever } from '../../cases/refusals.ts'
import { plainHeading } from '../../intake/files/columnMeaning.ts'
import { asideWords } from '../../intake/files/fileAsides.ts'
import type { ColumnsSeen, FilePreview } from '../../intake/files/fileSight.ts'
import type { LeftOutKind } from '../../intake/files/rowsLeftOut.ts'
import type { FileState } from '../../storage/registerFileStore.ts'

export function stateWords(state: FileState): string {
  switch (state) {
    case 'uploaded':
      return 'Its columns are to be checked'
    case 'reading':
      return 'Being read'
    case 'read':
      return 'To be checked and used'
    case 'applying':
      return 'Being taken in'
    case 'applied':
      return 'In use'
    case 'taking-back':
      return 'Being taken back'
    case 'taken-back':
      return 'Taken back'
    case 'laid-aside':
      return 'Laid aside, nothing was changed'
    case 'expired':
      return 'Not used within a day and erased'
    default:
      return assertNever(state)
  }
}

/** What is shown in place of nothing known. */
export function codeShown(code: string | null): string {
  return code === null ? 'nothing known' : code
}

export const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`

/** What somebody should look at before the file is used; the gravest first. */
export function warningsOf(preview: FilePreview, schoolName: string): string[] {
  const { asides, headingFaults } = preview
  const codes = Object.entries(asides.codes).map(([code, count]) => `${code} (${count})`)
  return [
    preview.mayBeOtherSchool &&
      `Most pupils in this file are not known at ${schoolName}. It may be another school’s file.`,
    preview.mayLackAfternoons &&
      'Every afternoon without an absence is blank in this file. The \\ marks may have been lost on the way. A blank says nothing here: nobody is taken as present by it.',
    codes.length > 0 &&
      `${many(codes.length, 'code', 'codes')} that no register of 2024 has: ${codes.join(', ')}. These marks are set aside.`,
    ...headingFaults.map(({ heading, why }) => `The column “${heading}” is not read: ${why}.`),
    preview.overHand > 0 &&
      `${many(preview.overHand, 'mark', 'marks')} that a person corrected here would be replaced.`,
    preview.onClosedDays > 0 &&
      `${many(preview.onClosedDays, 'mark stands on a day', 'marks stand on days')} that the school’s calendar calls closed.`,
    preview.hasSerials &&
      'Some dates stood as numbers, as a spreadsheet keeps them. They were read as Excel counts days.',
  ].filter((each) => each !== false)
}

/** What was set aside, most first, each kind with the lines where it begins. */
export function asidesShown({ asides }: FilePreview) {
  return Object.entries(asides.counts)
    .toSorted(([, one], [, other]) => other - one)
    .map(([kind, count]) => ({
      count,
      why: asideWords(kind as Parameters<typeof asideWords>[0]),
      lines: asides.shown.filter((each) => each.kind === kind).slice(0, 10),
    }))
}

const leftOutWords: Record<LeftOutKind, readonly [one: string, more: string]> = {
  total: ['row was a total', 'rows were totals'],
  note: ['row was a note of the printed page', 'rows were notes of the printed page'],
  heading: ['row repeated the headings', 'rows repeated the headings'],
  alone: ['row had one cell only', 'rows had one cell only'],
  undated: ['row had no date', 'rows had no date'],
}

/** The rows that are none of the register, a sentence a kind with its lines. */
export function leftOutShown({ leftOut = [] }: FilePreview): string[] {
  return leftOut.map(({ kind, count, lines }) => {
    const more = count > lines.length ? ' and more' : ''
    return `${many(count, ...leftOutWords[kind])} (${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}${more})`
  })
}

/** How pupils were found where it was not by a number; null where it was. */
export function matchedWords({ matchedByName = 0, namesUnmatched = 0 }: FilePreview): string | null {
  if (matchedByName + namesUnmatched === 0) return null
  const unmatched =
    namesUnmatched === 0
      ? 'every name belongs to one pupil'
      : `${many(namesUnmatched, 'name', 'names')} could not be matched`
  return `${many(matchedByName, 'pupil was', 'pupils were')} matched by name, as the file has no number for them: ${unmatched}`
}

/** Headings that several columns have: only one of them is read. */
export function headedAlike({ columns }: ColumnsSeen): string[] {
  const named = columns.filter(({ heading }) => heading !== '')
  const alike = Map.groupBy(named, ({ heading }) => plainHeading(heading))
  return [...alike.values()]
    .filter(({ length }) => length > 1)
    .map((same) => `${same.length} columns are headed “${same[0]!.heading}”. Check that the right one is read.`)
}
