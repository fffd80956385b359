// How is a register file spoken of? Its states, its codes and what must be looked at, in sentences.
import { assertNever } from '../../cases/refusals.ts'
import { asideWords } from '../../intake/files/fileAsides.ts'
import type { FilePreview } from '../../intake/files/fileSight.ts'
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
