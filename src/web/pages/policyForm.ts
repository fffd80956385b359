// How does the authority set its own numbers? A form with what holds, and a look at each before it is recorded.
import { addCalendarDays, calendarDays, type DateText } from '../../calendar/date.ts'
import { type PolicyDecision, type PolicyToSet, policyMark, whyNotFrom } from '../../cases/decide/setPolicy.ts'
import { refusals } from '../../cases/refusals.ts'
import { type LocalPolicies, localPolicyOn, policyNumbers } from '../../law/localPolicy.ts'
import { policyFaults, policyLimits } from '../../law/policyLimits.ts'
import type { FormError } from '../forms/caseForm.ts'
import { type PartOfPolicy, type TypedPolicy, typedFields } from '../forms/policy.ts'
import type { Paths } from '../paths.ts'
import { inWords } from './inWords.ts'
import { policyWords } from './rulebookNumbers.ts'

/** A mistake in the form, with the rule that forbids what was typed where there is one. */
export interface PolicyError extends FormError {
  readonly rule?: { readonly name: string; readonly href: string }
}

/** What the form and its check are shown with: the versions that hold, and London's date. */
export interface AroundPolicy {
  readonly policies: LocalPolicies
  readonly today: DateText
  readonly paths: Paths
}

const fields = [...policyNumbers, 'from-day', 'from-month', 'from-year', 'instrument', 'provision', 'url']

/** All that must be mended, in the order of the form: `unread` fields, numbers that a rule forbids, and a day that will not do. */
export function policyMistakes(
  { from, numbers }: PartOfPolicy,
  unread: readonly FormError[],
  around: AroundPolicy,
): readonly PolicyError[] {
  const forbidden = policyFaults(numbers).map(({ number, because, rule }) => ({
    text: because,
    href: `#${number}`,
    rule: { name: rule.name, href: around.paths.rule(rule.id) },
  }))
  const notFrom = from === null ? null : whyNotFrom(from, around)
  const wrongDay = notFrom === null ? [] : [{ text: refusals[notFrom], href: '#from-day' }]
  const placeOf = ({ href }: FormError) => fields.indexOf(href.slice(1))
  return [...unread, ...forbidden, ...wrongDay].sort((one, other) => placeOf(one) - placeOf(other))
}

/** Why a version was refused, each reason at the field it is about: everything that is wrong with it at once. */
export function policyErrors(
  { refused }: Extract<PolicyDecision, { readonly refused: string }>,
  asked: PolicyToSet,
  around: AroundPolicy,
): readonly PolicyError[] {
  const mistakes = policyMistakes(asked, [], around)
  if (mistakes.length > 0) return mistakes
  const field = refused === 'policy-unchanged' ? policyNumbers[0] : 'from-day'
  return [{ text: refusals[refused], href: `#${field}` }]
}

/** The model of pages/policyForm.njk. `policies` say what holds on `today`, beside each field. */
export function policyFormPage(
  typed: TypedPolicy,
  errors: readonly PolicyError[],
  { policies, today, paths }: AroundPolicy,
) {
  const holds = localPolicyOn(policies, today)
  const errorAt = (id: string) => errors.find(({ href }) => href === `#${id}`)
  return {
    title: 'Set the local policy',
    errors,
    action: paths.policies(),
    backHref: paths.policies(),
    numbers: policyNumbers.map((number) => {
      const { least, most } = policyLimits[number]
      const [what, say] = policyWords[number]
      const error = errorAt(number)
      return {
        id: number,
        label: what,
        suffix: suffixes[number],
        hint: `${least} to ${most}. Now ${say(holds.numbers[number])}.`,
        value: typed.numbers[number],
        error: error?.text ?? null,
        rule: error?.rule ?? null,
      }
    }),
    day: {
      name: 'from',
      kind: 'date',
      label: 'From which day do they hold?',
      hint: `Today or later, for example ${dayAhead(today)}. Absences that began before it keep the earlier numbers.`,
      value: typed.from,
      error: (errorAt('from-day') ?? errorAt('from-month') ?? errorAt('from-year'))?.text ?? '',
    },
    source: [
      field(
        'instrument',
        'Document',
        'The policy or procedure that sets these numbers, with its date',
        typed.instrument,
      ),
      field('provision', 'Page or paragraph (optional)', '', typed.provision),
      field('url', 'Web address (optional)', 'Where anybody can read it. It begins with https://', typed.url),
    ],
  }

  function field(name: string, label: string, hint: string, value: string) {
    return { kind: 'text', name, label, hint, value, error: errorAt(name)?.text ?? '' }
  }
}

const suffixes = {
  escalateOnSchoolDay: 'school day',
  visitBySchoolDay: 'school day',
  referOnSchoolDay: 'school day',
  reviewEveryDays: 'calendar days',
  referralAnswerWithinDays: 'calendar days',
} as const

// A day that is a good example: some time after today, and no date that anybody should copy.
function dayAhead(today: DateText): string {
  const [year, month, day] = addCalendarDays(today, calendarDays(14)).split('-').map(Number)
  return `${day} ${month} ${year}`
}

/** The model of pages/policyCheck.njk: each number before and after, and what is sent to record it. */
export function policyCheckPage(policy: PolicyToSet, typed: TypedPolicy, { policies, today, paths }: AroundPolicy) {
  const holds = localPolicyOn(policies, policy.from)
  const next = policies.find(({ from }) => from > policy.from)?.from ?? null
  return {
    title: 'Check the local policy',
    action: paths.policies(),
    from: policy.from,
    isToday: policy.from === today,
    until: next && addCalendarDays(next, calendarDays(-1)),
    next,
    source: policy.source,
    numbers: policyNumbers.map((number) => {
      const [what, say] = policyWords[number]
      const [before, after] = [holds.numbers[number], policy.numbers[number]]
      return { what, before: say(before), after: say(after), isChanged: before !== after }
    }),
    beforeFrom: inWords.plainDay(holds.from),
    fields: [...typedFields(typed), { name: 'seen', value: policyMark(holds) }],
  }
}
