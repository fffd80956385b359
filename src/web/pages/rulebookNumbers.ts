// What is the number of a rule, with its unit? The rule's own, or the one the authority has chosen.
import { type LocalPolicy, localPolicyOn, type PolicyNumber } from '../../law/localPolicy.ts'
import type { Rule } from '../../law/rule.ts'

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** Each number of the local procedure: what it is for, and the number in words. */
const policyWords: Record<PolicyNumber, readonly [what: string, say: (count: number) => string]> = {
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
  readonly url: string
  /** Whether the source asks for it without naming a number, so that the number is this product's own. */
  readonly isOurDefault: boolean
}

/** A number of the local procedure as it holds on a date. */
export function policyNumberShown(name: PolicyNumber, on: string): PolicyNumberShown {
  const { numbers, from, until, source, ourDefaults } = localPolicyOn(on)
  const [what, say] = policyWords[name]
  const { instrument, provision, url } = source
  return {
    what,
    number: say(numbers[name]),
    from,
    until,
    instrument,
    provision,
    url,
    isOurDefault: ourDefaults.includes(name),
  }
}

/** All of them, in the order in which a case meets them. */
export function policyNumbersShown(on: string): PolicyNumberShown[] {
  return Object.keys(policyWords).map((name) => policyNumberShown(name as keyof LocalPolicy, on))
}

/** The number of a rule in words, as it holds on a date; every rule has one. */
export function numberOf(rule: Rule, on: string): string {
  if (rule.policyNumber) return policyNumberShown(rule.policyNumber, on).number
  const { opensOnCalendarDay, closesOnCalendarDay, startsAtAgeYears, endsAtAgeYears } = rule
  const words = [
    rule.schoolDays !== undefined && counted(rule.schoolDays, 'school day', 'school days'),
    rule.calendarDays !== undefined && calendarDayWords(rule.calendarDays),
    opensOnCalendarDay !== undefined && `calendar days ${opensOnCalendarDay} to ${closesOnCalendarDay}`,
    rule.calendarMonths !== undefined && counted(rule.calendarMonths, 'calendar month', 'calendar months'),
    rule.hours !== undefined && (rule.hours === 0 ? 'at once' : counted(rule.hours, 'hour', 'hours')),
    rule.sessions !== undefined && `${rule.sessions} sessions in ${rule.schoolWeeks} school weeks`,
    rule.persistentFromPercent !== undefined && `${rule.persistentFromPercent}% and ${rule.severeFromPercent}%`,
    startsAtAgeYears !== undefined && `from age ${startsAtAgeYears} to age ${endsAtAgeYears}`,
    rule.atRiskFromSchoolDays !== undefined &&
      `at risk from ${counted(rule.atRiskFromSchoolDays, 'school day', 'school days')}`,
  ]
  return words.filter((each) => each !== false).join(', then ')
}

function calendarDayWords(days: number): string {
  return days === 0 ? 'the same day' : counted(days, 'calendar day', 'calendar days')
}
