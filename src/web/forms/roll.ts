// What was typed about an expected starter or a leaver? What is missing is named.
import type { StarterAnswer } from '../../cases/decide/answerStarter.ts'
import { type PlaceSaid, placeKinds } from '../../cases/enrolment.ts'
import { dayOf, type FormError, formErrors, lineOf, mostWords, type SentBody, textOf } from './caseForm.ts'
import type { TypedDayParts } from './typedDayParts.ts'

export interface TypedRoll {
  readonly answer: string
  readonly day: TypedDayParts
  readonly words: string
  readonly agreedWith: string
  readonly kind: string
  readonly place: string
  readonly saidBy: string
}

const noDay: TypedDayParts = { day: '', month: '', year: '' }

/** A form nobody has touched, for one answer. */
export function freshRoll(answer: string): TypedRoll {
  return { answer, day: noDay, words: '', agreedWith: '', kind: '', place: '', saidBy: '' }
}

function typedOf(body: SentBody): TypedRoll {
  return {
    answer: lineOf(body, 'answer'),
    day: dayOf(body, 'day'),
    words: textOf(body, 'words'),
    agreedWith: lineOf(body, 'agreedWith'),
    kind: lineOf(body, 'kind'),
    place: lineOf(body, 'place'),
    saidBy: lineOf(body, 'saidBy'),
  }
}

type Read<What> = { readonly typed: TypedRoll; readonly read: What | { readonly errors: readonly FormError[] } }

/** An answer about an expected starter. `today` bounds the day of a start that has been. */
export function readStarterAnswer(body: SentBody, today: string): Read<{ readonly answer: StarterAnswer }> {
  const typed = typedOf(body)
  const form = formErrors()
  const answer = answerOf(typed, today, form)
  if (answer === null || form.errors.length > 0) {
    if (form.errors.length === 0) form.add('Choose what you found out', 'answer')
    return { typed, read: { errors: form.errors } }
  }
  return { typed, read: { answer } }
}

function answerOf(typed: TypedRoll, today: string, form: ReturnType<typeof formErrors>): StarterAnswer | null {
  switch (typed.answer) {
    case 'has-started': {
      const on = form.day(typed.day, 'day', 'The first day here', null, today)
      form.needs(typed.words, 'words', 'Enter who saw the child, and where', mostWords)
      return on === null ? null : { what: 'has-started', on, words: typed.words }
    }
    case 'starts-later': {
      const on = form.day(typed.day, 'day', 'The other day', today, null)
      form.needs(typed.agreedWith, 'agreedWith', 'Enter who agreed to the other day')
      form.needs(typed.words, 'words', 'Enter why the day is changed', mostWords)
      return on === null ? null : { what: 'starts-later', on, agreedWith: typed.agreedWith, reason: typed.words }
    }
    case 'did-not-come':
      return { what: 'did-not-come' }
    case 'elsewhere': {
      const place = placeOf(typed, form)
      return place && { what: 'elsewhere', ...place }
    }
    default:
      return null
  }
}

/** Where a leaver went. */
export function readDestination(body: SentBody): Read<{ readonly place: PlaceSaid }> {
  const typed = typedOf(body)
  const form = formErrors()
  const place = placeOf(typed, form)
  return place === null || form.errors.length > 0
    ? { typed, read: { errors: form.errors } }
    : { typed, read: { place } }
}

function placeOf(typed: TypedRoll, form: ReturnType<typeof formErrors>): PlaceSaid | null {
  const kind = form.oneOf(typed.kind, placeKinds, 'kind', 'Choose what kind of place it is')
  form.needs(typed.place, 'place', 'Enter the place')
  form.needs(typed.saidBy, 'saidBy', 'Enter who said so, and when')
  return kind && { kind, place: typed.place, saidBy: typed.saidBy }
}
