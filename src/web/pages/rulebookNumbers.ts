// What is the number of a rule, with its unit? The rule's own, or the one the authority has chosen.

import { addCalendarDays, calendarDays } from '../../calendar/date.ts'
import {
  type LocalPolicies,
  type LocalPolicy,
  localPolicyOn,
  nextPolicyFrom,
  type PolicyNumber,
} from '../../law/localPolicy.ts'
import { type Rule, type RuleWords, wordsOf } from '../../law/rule.ts'
import { inWords } from './inWords.ts'

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** Each number of the local procedure: what it is for, and the number in words. */
export const policyWords: Record<PolicyNumber, readonly [what: string, say: (count: number) => string]> = {
  escalateOnSchoolDay: ['Tell the Education Welfare Service', (day) => `on school day ${day}`],
  visitBySchoolDay: ['Visit the home', (day) => `by school day ${day}`],
  referOnSchoolDay: ['Refer the case to the authority', (day) => `on school day ${day}`],
  reviewEveryDays: ['Review the case together', (days) => `every ${counted(days, 'calendar day', 'calendar days')}`],
  referralAnswerWithinDays: [
    'An agency’s answer to a referral is expected',
    (days) => `within ${counted(days, 'calendar day', 'calendar days')}`,
  ],
}

/** One number of the local procedure, since when it holds and where it comes from. */
export interface PolicyNumberShown {
  readonly what: string
  readonly number: string
  readonly from: string
  readonly until: string | null
  readonly instrument: string
  readonly provision: string
  readonly url: string | null
  /** Whether the source asks for it without naming a number, so that the number is this product's own. */
  readonly isOurDefault: boolean
}

/** A number of the local procedure as it holds on a date. */
export function policyNumberShown(name: PolicyNumber, on: string, policies: LocalPolicies): PolicyNumberShown {
  const policy = localPolicyOn(policies, on)
  const { numbers, from, source, ourDefaults } = policy
  const next = nextPolicyFrom(policies, policy)
  const [what, say] = policyWords[name]
  const { instrument, provision, url } = source
  return {
    what,
    number: say(numbers[name]),
    from,
    until: next && addCalendarDays(next, calendarDays(-1)),
    instrument,
    provision,
    url,
    isOurDefault: ourDefaults.includes(name),
  }
}

/** All of them, in the order in which a case meets them. */
export function policyNumbersShown(on: string, policies: LocalPolicies): PolicyNumberShown[] {
  return Object.keys(policyWords).map((name) => policyNumberShown(name as keyof LocalPolicy, on, policies))
}

/** The sentence and the example of a rule, with the number that holds on a date. */
export function ruleWordsOn(rule: Rule, on: string, policies: LocalPolicies): RuleWords {
  return wordsOf(rule, localPolicyOn(policies, on).numbers)
}

/** The sentence of a rule for absences that began on some days; where their numbers differ, one for each, with its days. */
export function ruleSentences(rule: Rule, firstOn: readonly string[], policies: LocalPolicies): string {
  const kept = new Set(firstOn.map((on) => localPolicyOn(policies, on)))
  const sentences = policies
    .filter((policy) => kept.has(policy))
    .map(({ from, numbers }) => ({ from, says: wordsOf(rule, numbers).says }))
    .filter(({ says }, place, all) => says !== all[place - 1]?.says)
  const [first, ...later] = sentences
  if (first === undefined || later.length === 0) return first?.says ?? rule.says
  const since = later.map(({ from, says }) => `Absences that began on ${inWords.plainDay(from)} or later: ${says}`)
  return [`Absences that began before ${inWords.plainDay(later[0]!.from)}: ${first.says}`, ...since].join(' ')
}

/** The number of a rule in words, as it holds on a date; empty for a rule that has none. */
export function numberOf(rule: Rule, on: string, policies: LocalPolicies): string {
  if (rule.policyNumber) return policyNumberShown(rule.policyNumber, on, policies).number
  const { opensOnCalendarDay, closesOnCalendarDay, startsAtAgeYears, endsAtAgeYears } = rule
  const words = [
    rule.schoolDays !== undefined && counted(rule.schoolDays, 'school day', 'school days'),
    rule.calendarDays !== undefined && calendarDayWords(rule.calendarDays),
    opensOnCalendarDay !== undefined && `calendar days ${opensOnCalendarDay} to ${closesOnCalendarDay}`,
    rule.calendarMonths !== undefined && counted(rule.calendarMonths, 'calendar month', 'calendar months'),
    rule.hours !== undefined && (rule.hours === 0 ? 'at once' : counted(rule.hours, 'hour', 'hours')),
    rule.sessions !== undefined && `${rule.sessions} sessions in ${rule.schoolWeeks} school weeks`,
    rule.persistentFromPercent !== undefined && `${rule.persistentFromPercent}% and ${rule.severeFromPercent}%`,
    rule.grounds !== undefined && counted(rule.grounds, 'ground', 'grounds'),
    rule.pupilsAFile !== undefined && `${counted(rule.pupilsAFile, 'pupil', 'pupils')} a file`,
    rule.notices !== undefined && `${counted(rule.notices, 'notice', 'notices')} in ${rule.years} years`,
    rule.notices === undefined && rule.years !== undefined && counted(rule.years, 'year', 'years'),
    startsAtAgeYears !== undefined && `from age ${startsAtAgeYears} to age ${endsAtAgeYears}`,
    rule.atRiskFromSchoolDays !== undefined &&
      `at risk from ${counted(rule.atRiskFromSchoolDays, 'school day', 'school days')}`,
  ]
  return words.filter((each) => each !== false).join(', then ')
}

function calendarDayWords(days: number): string {
  return days === 0 ? 'the same day' : counted(days, 'calendar day', 'calendar days')
}
