// What was typed about leave of absence? Two dates and why; what is missing is named.
import type { LeaveToWrite } from '../../cases/decide/recordLeave.ts'
import { dayOf, type FormError, formErrors, mostWords, type SentBody, textOf } from './caseForm.ts'
import type { TypedDayParts } from './typedDayParts.ts'

export interface TypedLeave {
  readonly first: TypedDayParts
  readonly last: TypedDayParts
  readonly reason: string
}

const noDay: TypedDayParts = { day: '', month: '', year: '' }

/** A form nobody has touched. */
export const freshLeave: TypedLeave = { first: noDay, last: noDay, reason: '' }

/** What was sent, as leave or with what must be mended. Its days may lie ahead. */
export function readLeave(body: SentBody): {
  readonly typed: TypedLeave
  readonly read: { readonly leave: LeaveToWrite } | { readonly errors: readonly FormError[] }
} {
  const typed = { first: dayOf(body, 'first'), last: dayOf(body, 'last'), reason: textOf(body, 'reason') }
  const form = formErrors()
  const firstOn = form.day(typed.first, 'first', 'The first day of leave', null, null)
  const lastOn = form.day(typed.last, 'last', 'The last day of leave', null, null)
  if (firstOn !== null && lastOn !== null && lastOn < firstOn) {
    form.add('The last day of leave must be the first day or later', 'last-day')
  }
  form.needs(typed.reason, 'reason', 'Enter why leave was given', mostWords)
  if (firstOn === null || lastOn === null || form.errors.length > 0) return { typed, read: { errors: form.errors } }
  return { typed, read: { leave: { firstOn, lastOn, reason: typed.reason } } }
}
