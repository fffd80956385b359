// Which numbers has the authority chosen for its own procedure, and since when?
import { type CalendarDays, calendarDays, type DateText, type SchoolDays, schoolDays } from '../calendar/date.ts'
import { localProcedure, type Source } from './source.ts'

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

export interface DatedPolicy {
  readonly from: DateText
  readonly until: DateText | null
  readonly numbers: LocalPolicy
  readonly source: Source
  /** Numbers that the source does not name: this product's defaults until an authority chooses its own. */
  readonly ourDefaults: readonly PolicyNumber[]
}

/** The versions of the policy, oldest first. A change is a new version; an old case keeps the policy of its day. */
export const localPolicies: readonly DatedPolicy[] = [
  {
    from: '2024-10-01',
    until: null,
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

/** The policy of a day; before the first version, the first. */
export function localPolicyOn(date: DateText): DatedPolicy {
  return localPolicies.findLast((policy) => policy.from <= date) ?? localPolicies[0]!
}

export interface PolicyChoice {
  readonly escalateOnSchoolDay?: number | null
  readonly visitBySchoolDay?: number | null
  readonly referOnSchoolDay?: number | null
  readonly reviewEveryDays?: number | null
  readonly referralAnswerWithinDays?: number | null
}

/** The authority's own numbers where it has chosen some, and the policy of the day for the rest. */
export function chosenPolicy(chosen: PolicyChoice | null | undefined, date: DateText): LocalPolicy {
  const { numbers } = localPolicyOn(date)
  if (!chosen) return numbers
  return {
    escalateOnSchoolDay: schoolDays(chosen.escalateOnSchoolDay ?? numbers.escalateOnSchoolDay),
    visitBySchoolDay: schoolDays(chosen.visitBySchoolDay ?? numbers.visitBySchoolDay),
    referOnSchoolDay: schoolDays(chosen.referOnSchoolDay ?? numbers.referOnSchoolDay),
    reviewEveryDays: calendarDays(chosen.reviewEveryDays ?? numbers.reviewEveryDays),
    referralAnswerWithinDays: calendarDays(chosen.referralAnswerWithinDays ?? numbers.referralAnswerWithinDays),
  }
}
