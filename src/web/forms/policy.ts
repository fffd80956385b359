// Which numbers of its own did the authority type, from which day, and where are they written down?
import { z } from 'zod'
import { calendarDays, type DateText, schoolDays } from '../../calendar/date.ts'
import type { PolicyToSet } from '../../cases/decide/setPolicy.ts'
import { type LocalPolicy, type PolicyNumber, policyNumbers } from '../../law/localPolicy.ts'
import { policyLimits } from '../../law/policyLimits.ts'
import { dayOf, type FormError, formErrors, lineOf, partsOfDay, type SentBody } from './caseForm.ts'
import type { TypedDayParts } from './typedDayParts.ts'

const mostUrl = 300
const anAddress = z.url({ protocol: /^https$/, hostname: z.regexes.domain })

export interface TypedPolicy {
  readonly from: TypedDayParts
  readonly numbers: Readonly<Record<PolicyNumber, string>>
  readonly instrument: string
  readonly provision: string
  readonly url: string
}

/** The form as it is first shown: the numbers that hold, and no day and no source yet. */
export function freshPolicy(holds: LocalPolicy): TypedPolicy {
  return {
    from: partsOfDay(null),
    numbers: numbersOf((number) => String(holds[number])),
    instrument: '',
    provision: '',
    url: '',
  }
}

/** What could be read of a form: the day and those numbers that are whole numbers of days. */
export interface PartOfPolicy {
  readonly from: DateText | null
  readonly numbers: Partial<LocalPolicy>
}

/** What was sent, as a version to record or with what must be mended. Whether it may be recorded is for the decision to say. */
export function readPolicy(body: SentBody): {
  readonly typed: TypedPolicy
  readonly read:
    | { readonly policy: PolicyToSet }
    | { readonly errors: readonly FormError[]; readonly part: PartOfPolicy }
} {
  const typed: TypedPolicy = {
    from: dayOf(body, 'from'),
    numbers: numbersOf((number) => lineOf(body, number)),
    instrument: lineOf(body, 'instrument'),
    provision: lineOf(body, 'provision'),
    url: lineOf(body, 'url'),
  }
  const form = formErrors()
  const isWhole = (number: PolicyNumber) => /^\d{1,3}$/.test(typed.numbers[number])
  for (const number of policyNumbers) {
    const { least, most } = policyLimits[number]
    if (!isWhole(number)) form.add(`Enter a whole number of days, ${least} to ${most}`, number)
  }
  const from = form.day(typed.from, 'from', 'The day from which they hold', null, null)
  form.needs(typed.instrument, 'instrument', 'Enter the document that sets these numbers')
  form.mayBe(typed.provision, 'provision', mostUrl)
  if (typed.url.length > mostUrl) form.add(`This must be ${mostUrl} characters or fewer`, 'url')
  else if (typed.url !== '' && !anAddress.safeParse(typed.url).success)
    form.add('Enter a web address that begins with https://, or leave this empty', 'url')
  const count = (number: PolicyNumber) => Number(typed.numbers[number])
  const numbers: LocalPolicy = {
    escalateOnSchoolDay: schoolDays(count('escalateOnSchoolDay')),
    visitBySchoolDay: schoolDays(count('visitBySchoolDay')),
    referOnSchoolDay: schoolDays(count('referOnSchoolDay')),
    reviewEveryDays: calendarDays(count('reviewEveryDays')),
    referralAnswerWithinDays: calendarDays(count('referralAnswerWithinDays')),
  }
  if (from === null || form.errors.length > 0) {
    const read = Object.fromEntries(Object.entries(numbers).filter(([number]) => isWhole(number as PolicyNumber)))
    return { typed, read: { errors: form.errors, part: { from, numbers: read } } }
  }
  const source = { instrument: typed.instrument, provision: typed.provision, url: typed.url || null }
  return { typed, read: { policy: { from, numbers, source } } }
}

/** Every field of the form as it was typed, to be sent again. */
export function typedFields({ from, numbers, instrument, provision, url }: TypedPolicy) {
  const day = { 'from-day': from.day, 'from-month': from.month, 'from-year': from.year }
  return Object.entries({ ...numbers, ...day, instrument, provision, url }).map(([name, value]) => ({ name, value }))
}

function numbersOf(textOf: (number: PolicyNumber) => string): Record<PolicyNumber, string> {
  return Object.fromEntries(policyNumbers.map((number) => [number, textOf(number)])) as Record<PolicyNumber, string>
}
