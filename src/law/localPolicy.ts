// Which numbers has the authority chosen for its own procedure, and since when?
import { type CalendarDays, calendarDays, type DateText, type SchoolDays, schoolDays } from '../calendar/date.ts'
import { localProcedure } from './source.ts'

export interface LocalPolicy {
  /** The school day of an unexplained absence on which the Education Welfare Service is told. */
  readonly escalateOnSchoolDay: SchoolDays
  /** The school day by which somebody has visited the home. */
  readonly visitBySchoolDay: SchoolDays
  /** The school day on which the case is referred to the authority. */
  readonly referOnSchoolDay: SchoolDays
  /** How often school and authority look at the case together. */
  readonly reviewEveryDays: CalendarDays
  /** How many days after a referral an agency’s answer is expected. */
  readonly referralAnswerWithinDays: CalendarDays
}

/** The name of one of the numbers. */
export type PolicyNumber = keyof LocalPolicy

export const policyNumbers = [
  'escalateOnSchoolDay',
  'visitBySchoolDay',
  'referOnSchoolDay',
  'reviewEveryDays',
  'referralAnswerWithinDays',
] as const satisfies readonly PolicyNumber[]

/** Where a version of the policy is written down. An authority’s own paper may have no address. */
export interface PolicySource {
  readonly instrument: string
  readonly provision: string
  readonly url: string | null
}

export interface DatedPolicy {
  readonly from: DateText
  readonly numbers: LocalPolicy
  readonly source: PolicySource
  /** Numbers that the source does not name: this product's defaults until an authority chooses its own. */
  readonly ourDefaults: readonly PolicyNumber[]
}

/** Every version that holds for an authority, oldest first, never empty. A change is a new version. */
export type LocalPolicies = readonly [DatedPolicy, ...DatedPolicy[]]

/** What comes with the program: the partnership procedure's numbers, and ours where it names none. */
export const shippedPolicies: LocalPolicies = [
  {
    from: '2024-10-01',
    numbers: {
      escalateOnSchoolDay: schoolDays(3),
      visitBySchoolDay: schoolDays(5),
      referOnSchoolDay: schoolDays(10),
      reviewEveryDays: calendarDays(7),
      referralAnswerWithinDays: calendarDays(1),
    },
    source: localProcedure('Part on children missing from education'),
    ourDefaults: ['visitBySchoolDay', 'referOnSchoolDay', 'reviewEveryDays', 'referralAnswerWithinDays'],
  },
]

/** The authority's own versions beside the shipped one: of two for one day the authority's holds. */
export function policiesOf(chosen: readonly DatedPolicy[]): LocalPolicies {
  const [first, ...rest] = [
    ...shippedPolicies.filter(({ from }) => chosen.every((policy) => policy.from !== from)),
    ...chosen,
  ].sort((one, other) => (one.from < other.from ? -1 : 1))
  return [first!, ...rest]
}

/** The policy of a day; before the first version, the first. A case keeps the policy of its first day. */
export function localPolicyOn(policies: LocalPolicies, date: DateText): DatedPolicy {
  return policies.findLast((policy) => policy.from <= date) ?? policies[0]
}

/** The day from which the next version holds; null for the newest. */
export function nextPolicyFrom(policies: LocalPolicies, policy: DatedPolicy): DateText | null {
  return policies.find(({ from }) => from > policy.from)?.from ?? null
}

export interface PolicyChoice {
  readonly escalateOnSchoolDay?: number | null
  readonly visitBySchoolDay?: number | null
  readonly referOnSchoolDay?: number | null
  readonly reviewEveryDays?: number | null
  readonly referralAnswerWithinDays?: number | null
}

/** The numbers chosen where some are, and the policy of the day for the rest. */
export function chosenPolicy(
  chosen: PolicyChoice | null | undefined,
  policies: LocalPolicies,
  date: DateText,
): LocalPolicy {
  const { numbers } = localPolicyOn(policies, date)
  if (!chosen) return numbers
  return {
    escalateOnSchoolDay: schoolDays(chosen.escalateOnSchoolDay ?? numbers.escalateOnSchoolDay),
    visitBySchoolDay: schoolDays(chosen.visitBySchoolDay ?? numbers.visitBySchoolDay),
    referOnSchoolDay: schoolDays(chosen.referOnSchoolDay ?? numbers.referOnSchoolDay),
    reviewEveryDays: calendarDays(chosen.reviewEveryDays ?? numbers.reviewEveryDays),
    referralAnswerWithinDays: calendarDays(chosen.referralAnswerWithinDays ?? numbers.referralAnswerWithinDays),
  }
}
