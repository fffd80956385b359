// How late may each number of the local policy be? Never looser than the law, nor than the procedure it stands on.
// Practice may be stricter than a rule, so the least is 1 everywhere; only the latest value needs a reason.
import { attendanceReturn } from './attendanceReturn.ts'
import { authorityEnquiries } from './authorityEnquiries.ts'
import { authorityReferral } from './authorityReferral.ts'
import { type LocalPolicy, type PolicyNumber, policyNumbers } from './localPolicy.ts'
import { referSameDay } from './referSameDay.ts'
import type { Rule } from './rule.ts'
import { whereaboutsUnknownDeletion } from './whereaboutsUnknownDeletion.ts'

export interface PolicyLimit {
  readonly least: number
  readonly most: number
  /** The rule that forbids a later number. */
  readonly rule: Rule
  /** Why not later, in a sentence. */
  readonly because: string
}

// The return itself may be sent within a month, so the law names this day for what begins and not for what ends.
const tenDays = `That limit is this program’s reading: by law the school’s return to the authority is triggered by ${attendanceReturn.schoolDays} school days’ absence, though it may be sent within a month, and a later day here would tell the authority later than the law begins to ask`

export const policyLimits: Readonly<Record<PolicyNumber, PolicyLimit>> = {
  escalateOnSchoolDay: {
    least: 1,
    most: attendanceReturn.schoolDays,
    rule: attendanceReturn,
    because: `The Education Welfare Service is told on school day ${attendanceReturn.schoolDays} at the latest. ${tenDays}.`,
  },
  visitBySchoolDay: {
    least: 1,
    most: whereaboutsUnknownDeletion.schoolDays - 1,
    rule: whereaboutsUnknownDeletion,
    because: `The home is visited by school day ${whereaboutsUnknownDeletion.schoolDays - 1} at the latest: on school day ${whereaboutsUnknownDeletion.schoolDays} the name may be considered for removal, and by law school and authority have jointly looked for the child before that.`,
  },
  referOnSchoolDay: {
    least: 1,
    most: attendanceReturn.schoolDays,
    rule: attendanceReturn,
    because: `The case is referred on school day ${attendanceReturn.schoolDays} at the latest. ${tenDays}.`,
  },
  reviewEveryDays: {
    least: 1,
    most: authorityEnquiries.closesOnCalendarDay,
    rule: authorityEnquiries,
    because: `The case is reviewed at least every ${authorityEnquiries.closesOnCalendarDay} calendar days: so long do the authority’s enquiries last, and both sides look at them together. This is local procedure, not law.`,
  },
  referralAnswerWithinDays: {
    least: 1,
    most: 10,
    rule: referSameDay,
    because:
      'An agency’s answer is expected within 10 calendar days at the latest: a referral is made the same day because a child may be at risk, and somebody has to ask when no answer comes. This limit is ours, not law.',
  },
}

/** A number that may not be chosen: which, the sentence that says why, and the rule behind it. */
export interface PolicyFault {
  readonly number: PolicyNumber
  readonly because: string
  readonly rule: Rule
}

/** What of these numbers may not be chosen, in the order of the numbers; none when all may. One not given yet has no fault. */
export function policyFaults(numbers: Partial<LocalPolicy>): readonly PolicyFault[] {
  const faults = policyNumbers.flatMap((number): PolicyFault[] => {
    const { least, most, rule, because } = policyLimits[number]
    const chosen = numbers[number]
    if (chosen === undefined) return []
    if (!Number.isInteger(chosen) || chosen < least)
      return [{ number, rule, because: `Enter a whole number of days, ${least} to ${most}.` }]
    return chosen > most ? [{ number, rule, because }] : []
  })
  const isNamed = faults.some(({ number }) => number === 'escalateOnSchoolDay' || number === 'referOnSchoolDay')
  const { escalateOnSchoolDay, referOnSchoolDay } = numbers
  if (isNamed || escalateOnSchoolDay === undefined || referOnSchoolDay === undefined) return faults
  if (escalateOnSchoolDay <= referOnSchoolDay) return faults
  const because = `The Education Welfare Service is told on the day of the referral to the authority or before it. Here the referral is on school day ${referOnSchoolDay}.`
  return [{ number: 'escalateOnSchoolDay', rule: authorityReferral, because }, ...faults]
}
