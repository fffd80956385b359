// What was typed about a referral, and is it enough to keep? Each agency has its own reference and its own person who took it.
import { isDate } from '../../calendar/date.ts'
import { type Agency, agencies } from '../../cases/caseWork.ts'
import type { ReferralInput } from '../../cases/decide/makeReferral.ts'
import { isSeen } from '../../cases/plainText.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import {
  dayOf,
  type FormError,
  formErrors,
  lineOf,
  listOf,
  mostLine,
  mostWords,
  type SentBody,
  seenVersionOf,
  textOf,
} from './caseForm.ts'
import { londonMoment, timeTyped } from './referralMoment.ts'
import { readDayParts, type TypedDayParts } from './typedDayParts.ts'

export interface TypedReferral {
  readonly to: readonly string[]
  readonly madeOn: TypedDayParts
  readonly madeAt: string
  readonly reference: Readonly<Record<Agency, string>>
  readonly takenBy: Readonly<Record<Agency, string>>
  readonly dueOn: TypedDayParts
  readonly words: string
  /** What was filled in of the gaps in the pack, by the key of each. */
  readonly filled: Readonly<Record<string, string>>
  readonly seenVersion: number
}

/** The body of the form as text. `keys`: of the lines of the pack that can be filled in. */
export function typedReferral(body: SentBody, keys: readonly string[]): TypedReferral {
  const ofEach = (name: string) => {
    const typed = agencies.map((agency) => [agency, lineOf(body, `${name}-${agency}`)] as const)
    return Object.fromEntries(typed) as Record<Agency, string>
  }
  return {
    to: listOf(body, 'to'),
    madeOn: dayOf(body, 'madeOn'),
    madeAt: lineOf(body, 'madeAt'),
    reference: ofEach('reference'),
    takenBy: ofEach('takenBy'),
    dueOn: dayOf(body, 'dueOn'),
    words: textOf(body, 'words'),
    filled: Object.fromEntries(keys.map((key) => [key, textOf(body, `pack-${key}`)])),
    seenVersion: seenVersionOf(body),
  }
}

export const mostFilled = 500

/** The referral without what it said, or what is to be mended. Whether its days can be is decided with the case in hand. */
export function readReferral(
  typed: TypedReferral,
): { readonly input: Omit<ReferralInput, 'said'> } | { readonly errors: readonly FormError[] } {
  const form = formErrors()
  const chosen = agencies.filter((agency) => typed.to.includes(agency))
  if (chosen.length === 0) form.add('Choose whom the referral was made to', 'to')
  const at = momentOf(typed, form)
  for (const agency of agencies) {
    const isChosen = chosen.includes(agency)
    const [reference, takenBy] = [typed.reference[agency], typed.takenBy[agency]]
    if (isChosen) form.needs(takenBy, `takenBy-${agency}`, `Enter who took the referral at ${agencyNames[agency]}`)
    else if (isSeen(takenBy + reference)) {
      form.add(`Tick ${agencyNames[agency]} too, or empty what you typed about them`, 'to')
    }
    if (isChosen) form.mayBe(reference, `reference-${agency}`, mostLine)
  }
  const due = readDayParts(typed.dueOn, 'The day by which an answer is expected')
  if (typeof due !== 'string') form.add(due.text, `dueOn-${due.parts[0] ?? 'day'}`)
  for (const [key, words] of Object.entries(typed.filled)) form.mayBe(words, `pack-${key}`, mostFilled)
  form.mayBe(typed.words, 'words', mostWords)
  if (form.errors.length > 0 || at === null || typeof due !== 'string') return { errors: form.errors }
  const to = chosen.map((agency) => ({
    agency,
    reference: typed.reference[agency],
    takenBy: typed.takenBy[agency],
  }))
  return { input: { to, at, dueOn: due, words: typed.words } }
}

/** A refusal at the field it is about; null when it is about none. */
export function refusedField(refusal: Refusal): readonly FormError[] | null {
  const field = fieldsOfRefusals[refusal]
  return field ? [{ text: refusals[refusal], href: `#${field}` }] : null
}

const fieldsOfRefusals: Partial<Record<Refusal, string>> = {
  'in-the-future': 'madeOn-day',
  'before-the-absence': 'madeOn-day',
  'before-the-referral': 'dueOn-day',
}

const agencyNames: Readonly<Record<Agency, string>> = { police: 'the police', 'social-care': 'children’s social care' }

function momentOf(typed: TypedReferral, form: ReturnType<typeof formErrors>): string | null {
  const on = readDayParts(typed.madeOn, 'The date it was made')
  if (typeof on !== 'string') form.add(on.text, `madeOn-${on.parts[0] ?? 'day'}`)
  const time = timeTyped(typed.madeAt)
  if (time === null) form.add('Enter the time it was made, like 14:05', 'madeAt')
  if (typeof on !== 'string' || !isDate(on) || time === null) return null
  const at = londonMoment(on, time)
  if (at === null) form.add('The clocks skipped this time. Enter the time it was made.', 'madeAt')
  return at
}
