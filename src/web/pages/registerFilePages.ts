// What does each page of a register file show: its columns, what it would change, how far it is, what came of it?
import { type ColumnMeaning, columnMeanings, meaningWords } from '../../intake/files/columnMeaning.ts'
import type { FileMapping, MappingFault } from '../../intake/files/fileMapping.ts'
import type { ColumnsSeen, FilePreview } from '../../intake/files/fileSight.ts'
import type { RegisterFile } from '../../storage/registerFileStore.ts'
import type { FormError } from '../forms/caseForm.ts'
import type { TypedDayParts } from '../forms/typedDayParts.ts'
import type { Paths } from '../paths.ts'
import {
  asidesShown,
  codeShown,
  headedAlike,
  leftOutShown,
  many,
  matchedWords,
  stateWords,
  warningsOf,
} from './registerFileWords.ts'

/** One line of the list of earlier files. */
export function fileRow(file: RegisterFile, paths: Paths) {
  const { id, uploadedAt, uploadedByName, extension, bytes, state, schoolName, outcome } = file
  const came = outcome ? (JSON.parse(outcome) as { changed: number; fresh: number }) : null
  const what = came ? `${many(came.changed, 'mark changed', 'marks changed')}, ${many(came.fresh, 'new', 'new')}` : null
  const size =
    bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
  return {
    id,
    uploadedAt,
    uploadedByName,
    schoolName,
    href: paths.registerFile(id),
    kind: `${extension === '' ? 'File' : extension.toUpperCase()}, ${size}`,
    state: stateWords(state),
    what,
  }
}

export function mappingErrors(faults: readonly MappingFault[]): FormError[] {
  return faults.map(({ about, text }) => ({ text, href: about === 'first-day' ? '#first-day-day' : `#${about}` }))
}

/** The columns to check. Columns whose heading is a session are one line together. */
export function columnsModel(seen: ColumnsSeen, mapping: FileMapping, firstDay: TypedDayParts) {
  const sessions = seen.columns.filter(({ sessionText }) => sessionText !== null)
  const others = seen.columns.filter(
    ({ sessionText, heading, samples }) => sessionText === null && (heading !== '' || samples.length > 0),
  )
  return {
    rowCount: seen.rowCount,
    sessions:
      sessions.length > 0
        ? { count: sessions.length, first: sessions[0]!.heading, last: sessions.at(-1)!.heading }
        : null,
    columns: others.map(({ index, heading, samples }) => ({
      id: `column-${index}`,
      heading: heading === '' ? `Column ${index + 1}` : heading,
      samples,
      choices: columnMeanings.map((value: ColumnMeaning) => ({
        value,
        text: meaningWords[value],
        isChosen: value === mapping.columns[index],
      })),
    })),
    asksOrder: seen.order !== 'none',
    order: mapping.order,
    asksFirstDay: mapping.columns.includes('marks') && !mapping.columns.includes('first-date'),
    firstDay,
  }
}

/** What the file would change. */
export function previewModel(preview: FilePreview, seen: ColumnsSeen, file: RegisterFile) {
  const whole = preview.sessions.filter(({ expected, marked }) => expected === marked && expected > 0)
  const short = preview.sessions.filter((each) => !whole.includes(each))
  return {
    preview,
    summary: [
      many(preview.pupils, 'pupil', 'pupils'),
      many(preview.changed, 'changed mark', 'changed marks'),
      many(preview.fresh, 'mark where nothing was known', 'marks where nothing was known'),
      many(Object.keys(preview.asides.codes).length, 'unknown code', 'unknown codes'),
      `${many(preview.missing, 'pupil', 'pupils')} on roll missing from the file: nothing is deleted, and nobody is taken as absent or present by it`,
    ],
    matched: matchedWords(preview),
    leftOut: leftOutShown(preview),
    headingLine: seen.headingLine,
    warnings: [...warningsOf(preview, file.schoolName), ...headedAlike(seen)],
    asides: asidesShown(preview),
    sample: preview.sample.map((each) => ({ ...each, from: codeShown(each.from), to: each.to })),
    moreChanges: preview.changed + preview.fresh - preview.sample.length,
    sessions: preview.sessions.length,
    firstOn: preview.sessions[0]?.on ?? null,
    lastOn: preview.sessions.at(-1)?.on ?? null,
    whole: whole.length,
    short: short.slice(0, 10),
    moreShort: Math.max(0, short.length - 10),
    canUse: preview.conflictCount === 0 && preview.marks > 0,
  }
}
