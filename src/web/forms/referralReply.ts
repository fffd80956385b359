// What was typed about an agency's acknowledgement or answer, and does it say who and when?
import type { ReferralAcknowledgement } from '../../cases/decide/acknowledgeReferral.ts'
import type { ReferralAnswer } from '../../cases/decide/answerReferral.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
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

export interface TypedReply {
  readonly on: TypedDayParts
  readonly who: string
  readonly reference: string
  readonly answer: string
}

/** A form nobody has typed in: today. */
export function freshReply(today: string): TypedReply {
  return { on: partsOfDay(today), who: '', reference: '', answer: '' }
}

export function typedReply(body: SentBody): TypedReply {
  return {
    on: dayOf(body, 'on'),
    who: lineOf(body, 'who'),
    reference: lineOf(body, 'reference'),
    answer: textOf(body, 'answer'),
  }
}

type Read<Input> = { readonly input: Input } | { readonly errors: readonly FormError[] }

/** The acknowledgement of the referral with that version. */
export function readAcknowledgement(typed: TypedReply, version: number, today: string): Read<ReferralAcknowledgement> {
  const form = formErrors()
  const on = form.day(typed.on, 'on', 'The date it was acknowledged', null, today)
  form.needs(typed.who, 'who', 'Enter who acknowledged it')
  form.mayBe(typed.reference, 'reference', mostLine)
  if (form.errors.length > 0 || on === null) return { errors: form.errors }
  return { input: { version, on, who: typed.who, reference: typed.reference } }
}

/** The answer to the referral with that version. */
export function readAnswer(typed: TypedReply, version: number, today: string): Read<ReferralAnswer> {
  const form = formErrors()
  const on = form.day(typed.on, 'on', 'The date of the answer', null, today)
  form.needs(typed.who, 'who', 'Enter who answered')
  form.needs(typed.answer, 'answer', 'Enter what they answered', mostWords)
  if (form.errors.length > 0 || on === null) return { errors: form.errors }
  return { input: { version, on, who: typed.who, answer: typed.answer } }
}

/** A refused date at its field; null when the refusal is about something else. */
export function refusedDay(refusal: Refusal): readonly FormError[] | null {
  const isDay = refusal === 'in-the-future' || refusal === 'before-the-referral'
  return isDay ? [{ text: refusals[refusal], href: '#on-day' }] : null
}
