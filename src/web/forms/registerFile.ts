// What did somebody say about their register file: what each column is, which part of a date comes first, when strings begin?
import type { DateText } from '../../calendar/date.ts'
import { type ColumnMeaning, columnMeanings } from '../../intake/files/columnMeaning.ts'
import type { DateOrder } from '../../intake/files/fileDates.ts'
import type { FileMapping } from '../../intake/files/fileMapping.ts'
import type { ColumnsSeen } from '../../intake/files/fileSight.ts'
import { dayOf, type FormError, lineOf, type SentBody } from './caseForm.ts'
import { readDayParts, type TypedDayParts } from './typedDayParts.ts'

export interface TypedMapping {
  readonly mapping: FileMapping
  readonly firstDay: TypedDayParts
  /** A first day that was typed and is none. */
  readonly error: FormError | null
}

/** Whatever is not said as the form offers it stays unsaid. */
export function readMapping(body: SentBody, { columns }: ColumnsSeen): TypedMapping {
  const meanings = columns.map(({ index, sessionText }): ColumnMeaning => {
    const said = lineOf(body, `column-${index}`)
    return sessionText === null ? (columnMeanings.find((each) => each === said) ?? 'not-used') : 'not-used'
  })
  const order =
    (['day-first', 'month-first'] as const).find((each): each is DateOrder => each === lineOf(body, 'order')) ?? null
  const typed = dayOf(body, 'first-day')
  const isTyped = typed.day + typed.month + typed.year !== ''
  const read = isTyped ? readDayParts(typed, 'The first day') : null
  const firstDay: DateText | null = typeof read === 'string' ? read : null
  const error =
    read !== null && typeof read !== 'string' ? { text: read.text, href: `#first-day-${read.parts[0] ?? 'day'}` } : null
  return { mapping: { columns: meanings, order, firstDay }, firstDay: typed, error }
}

/** The end of a file's name in small letters, without anything else of it. */
export function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
}
