// What was typed about where a child is? Everything typed is kept; what is missing is named.
import { foundKinds } from '../../cases/caseWork.ts'
import { type Confirmation, confirmations, type Finding, kindsWithPlace } from '../../cases/decide/findChild.ts'
import {
  dayOf,
  type FormError,
  formErrors,
  lineOf,
  mostLine,
  mostWords,
  partsOfDay,
  type SentBody,
  seenVersionOf,
  textOf,
} from './caseForm.ts'
import type { TypedDayParts } from './typedDayParts.ts'

export interface TypedFinding {
  readonly kind: string
  readonly on: TypedDayParts
  readonly who: string
  readonly how: string
  readonly where: string
  readonly words: string
}

/** A form nobody has touched: today is offered as the day. */
export function freshFinding(today: string): TypedFinding {
  return { kind: '', on: partsOfDay(today), who: '', how: '', where: '', words: '' }
}

/** What was sent, as a finding or with what must be mended. `today` is the last day it may be of, `firstOn` the first. */
export function readFinding(
  body: SentBody,
  firstOn: string,
  today: string,
): {
  readonly typed: TypedFinding
  readonly seenVersion: number
  readonly read: { readonly finding: Finding } | { readonly errors: readonly FormError[] }
} {
  const typed = {
    kind: lineOf(body, 'kind'),
    on: dayOf(body, 'on'),
    who: lineOf(body, 'who'),
    how: lineOf(body, 'how'),
    where: lineOf(body, 'where'),
    words: textOf(body, 'words'),
  }
  const form = formErrors()
  const kind = form.oneOf(typed.kind, foundKinds, 'kind', 'Choose where the child is')
  if (kindsWithPlace.has(typed.kind))
    form.needs(typed.where, 'where', typed.kind === 'abroad' ? 'Enter the country' : 'Enter the name of the school')
  else form.mayBe(typed.where, 'where', mostLine)
  const on = form.day(typed.on, 'on', 'The day', firstOn, today)
  form.needs(typed.who, 'who', 'Enter who saw the child or confirmed it')
  const ways = Object.keys(confirmations) as Confirmation[]
  const how = form.oneOf(typed.how, ways, 'how', 'Choose how it was confirmed')
  if (typed.how === 'foreign-proof')
    form.needs(typed.words, 'words', 'Enter what the proof is and who gave it', mostWords)
  else form.mayBe(typed.words, 'words')
  const seenVersion = seenVersionOf(body)
  if (kind === null || on === null || how === null || form.errors.length > 0) {
    return { typed, seenVersion, read: { errors: form.errors } }
  }
  const { who, where, words } = typed
  return { typed, seenVersion, read: { finding: { kind, on, who, how, where, words } } }
}
