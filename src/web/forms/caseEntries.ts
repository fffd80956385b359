// What was typed in the small forms of a case, and does it say enough? Who was told, what was sent, who saw the child, why it opens.

import { type Telling, tellings } from '../../cases/caseWork.ts'
import type { RecordToWrite } from '../../cases/decide/sendRecord.ts'
import type { ReturnToWrite } from '../../cases/decide/sendReturn.ts'
import type { TellingToWrite } from '../../cases/decide/tell.ts'
import {
  dayOf,
  type FormError,
  formErrors,
  lineOf,
  mostLine,
  mostWords,
  partsOfDay,
  type SentBody,
  textOf,
} from './caseForm.ts'
import type { TypedDayParts } from './typedDayParts.ts'

/** All their fields as typed; a form uses those it has. */
export interface TypedEntry {
  readonly whom: string
  readonly on: TypedDayParts
  readonly who: string
  readonly profession: string
  readonly how: string
  readonly where: string
  readonly words: string
}

export type ReadEntry<Entry> = { readonly input: Entry } | { readonly errors: readonly FormError[] }

/** A form that nobody has typed in: today's date. */
export function emptyEntry(today: string, whom = ''): TypedEntry {
  return { whom, on: partsOfDay(today), who: '', profession: '', how: '', where: '', words: '' }
}

/** The body of the form, whatever was sent. */
export function typedEntry(body: SentBody): TypedEntry {
  return {
    whom: lineOf(body, 'whom'),
    on: dayOf(body, 'on'),
    who: lineOf(body, 'who'),
    profession: lineOf(body, 'profession'),
    how: lineOf(body, 'how'),
    where: lineOf(body, 'where'),
    words: textOf(body, 'words'),
  }
}

/** The one to be told that a form or an address names, or null. */
export function tellingNamed(whom: string): Telling | null {
  return tellings.find((each) => each === whom) ?? null
}

export const howTold = [
  'by telephone',
  'by e-mail',
  'in person',
  'by letter',
  'through a portal',
  'another way',
] as const
export const howSent = ['through a portal', 'by secure e-mail', 'school to school (s2s)', 'by post', 'by hand'] as const

/** Who was told. `today` is London’s date. */
export function readTelling(typed: TypedEntry, today: string): ReadEntry<TellingToWrite> {
  const check = formErrors()
  const whom = check.oneOf(typed.whom, tellings, 'whom', 'Choose who was told')
  const on = check.day(typed.on, 'on', 'The date', null, today)
  check.needs(typed.who, 'who', 'Enter the name and role of who was told')
  const how = check.oneOf(typed.how, howTold, 'how', 'Choose how they were told')
  check.mayBe(typed.words, 'words')
  if (whom === null || on === null || how === null || check.errors.length > 0) return { errors: check.errors }
  return { input: { whom, on, who: typed.who, how, words: typed.words } }
}

/** The attendance return. */
export function readReturn(typed: TypedEntry, today: string): ReadEntry<ReturnToWrite> {
  const check = formErrors()
  const on = check.day(typed.on, 'on', 'The date', null, today)
  const how = check.oneOf(typed.how, howSent, 'how', 'Choose how it was sent')
  check.mayBe(typed.words, 'words')
  if (on === null || how === null || check.errors.length > 0) return { errors: check.errors }
  return { input: { on, how, words: typed.words } }
}

/** The pupil’s record. */
export function readRecord(typed: TypedEntry, today: string): ReadEntry<RecordToWrite> {
  const check = formErrors()
  const on = check.day(typed.on, 'on', 'The date', null, today)
  check.needs(typed.who, 'who', 'Enter the school or authority that the record was sent to')
  const how = check.oneOf(typed.how, howSent, 'how', 'Choose how it was sent')
  if (on === null || how === null || check.errors.length > 0) return { errors: check.errors }
  return { input: { on, to: typed.who, how } }
}

/** Who saw the child; which side wrote it is added by the route. */
export function readSighting(
  typed: TypedEntry,
  today: string,
): ReadEntry<{ on: string; who: string; profession: string; where: string; words: string }> {
  const check = formErrors()
  const on = check.day(typed.on, 'on', 'The date', null, today)
  check.needs(typed.who, 'who', 'Enter the name of who saw the child')
  check.needs(typed.profession, 'profession', 'Enter their profession')
  check.needs(typed.where, 'where', 'Enter where the child was seen', mostLine)
  check.mayBe(typed.words, 'words')
  if (on === null || check.errors.length > 0) return { errors: check.errors }
  const { who, profession, where, words } = typed
  return { input: { on, who, profession, where, words } }
}

/** Why the case is opened by hand. */
export function readOpening(typed: TypedEntry): ReadEntry<string> {
  const check = formErrors()
  check.needs(typed.words, 'words', 'Say why the authority is to see this absence now', mostWords)
  return check.errors.length > 0 ? { errors: check.errors } : { input: typed.words }
}
