// What does the calculator say of each date? When, what it asks for, and the rule and the count behind it.
import type { Working } from '../../calendar/counting.ts'
import type { DateText } from '../../calendar/date.ts'
import type { ClockAnswer } from '../../cases/clock/clock.ts'
import { attendanceReturn } from '../../law/attendanceReturn.ts'
import { authorityEnquiries } from '../../law/authorityEnquiries.ts'
import { compulsorySchoolAgeOf, isOfAge } from '../../law/compulsorySchoolAge.ts'
import { educationWelfareEscalation } from '../../law/educationWelfareEscalation.ts'
import type { Rule } from '../../law/rule.ts'
import { unexplainedCode } from '../../law/unexplainedCode.ts'
import { whereaboutsUnknownDeletion } from '../../law/whereaboutsUnknownDeletion.ts'
import { calculatorDate } from './calculatorWords.ts'

export interface Deadline {
  readonly rule: Rule
  /** 'School day 3', 'Calendar day 28'. */
  readonly name: string
  readonly act: string
  /** Null when the calendar ends before it, or when it does not apply. */
  readonly on: DateText | null
  /** Whether `on` is the last day for it, or the day itself. */
  readonly isLatest: boolean
  /** Whether the rule asks nothing and only says from when something may be considered. */
  readonly isEarliest: boolean
  /** By when what fell due on `on` must be done, where that is later. */
  readonly latest: string | null
  readonly sentences: readonly string[]
  readonly working: Working
  /** The number of the first day counted. */
  readonly firstNumber: number
  readonly countsOn: 'school days' | 'calendar days'
  /** Why it is not for this child; null when it is. */
  readonly notFor: string | null
}

const nothing: Working = { counted: [], skipped: [] }

function dutyOf(answer: ClockAnswer, rule: Rule) {
  return answer.duties.find((duty) => duty.rule === rule.id)
}

const plain = {
  isLatest: false,
  isEarliest: false,
  latest: null,
  firstNumber: 1,
  countsOn: 'school days',
  notFor: null,
} as const

/** The day on which the Education Welfare Service is told; the number of the school day is the policy’s. */
export function escalation(answer: ClockAnswer, schoolDay: number): Deadline {
  const duty = dutyOf(answer, educationWelfareEscalation)
  return {
    ...plain,
    rule: educationWelfareEscalation,
    name: `School day ${schoolDay}`,
    act: 'Tell the Education Welfare Service',
    on: duty?.dueOn ?? null,
    sentences: ['Your authority may have chosen another day. No law sets one.'],
    working: duty?.working ?? nothing,
  }
}

/** The last day for code N of the first day. */
export function codeN(answer: ClockAnswer): Deadline {
  const duty = dutyOf(answer, unexplainedCode)
  return {
    ...plain,
    rule: unexplainedCode,
    name: `Code N, ${unexplainedCode.schoolDays} school days after the first`,
    act: 'Replace code N of the first day',
    on: duty?.dueOn ?? null,
    isLatest: true,
    sentences: ['Each later day marked N has its own date. The day of the mark does not count.'],
    working: duty?.working ?? nothing,
  }
}

/** The tenth day, and the last day for its return; not for a child out of age on the tenth. */
export function returnToAuthority(answer: ClockAnswer, dateOfBirth: DateText | null): Deadline {
  const duty = dutyOf(answer, attendanceReturn)
  const on = duty?.triggeredOn ?? null
  const latest = duty?.dueOn ? `Send it by ${calculatorDate(duty.dueOn)} at the latest.` : null
  return {
    ...plain,
    rule: attendanceReturn,
    name: `School day ${attendanceReturn.schoolDays}`,
    act: 'The school owes the authority an attendance return',
    on,
    latest,
    sentences: ['Your authority may have agreed an earlier day with schools.'],
    working: duty?.working ?? nothing,
    notFor: on === null ? null : notOfAge(dateOfBirth, on),
  }
}

/** The end of the authority’s enquiries. */
export function enquiries(answer: ClockAnswer): Deadline {
  const duty = dutyOf(answer, authorityEnquiries)
  return {
    ...plain,
    rule: authorityEnquiries,
    name: `Calendar day ${authorityEnquiries.closesOnCalendarDay}`,
    act: 'The authority’s enquiries are complete and signed',
    on: duty?.dueOn ?? null,
    isLatest: true,
    sentences: ['This counts every day of the calendar. It is not the 20 school days: two separate clocks.'],
    working: duty?.working ?? nothing,
    firstNumber: authorityEnquiries.opensOnCalendarDay,
    countsOn: 'calendar days',
  }
}

/** The twentieth day; asks again as of that day for its working. Not for a child out of age on it. */
export function removal(
  answer: ClockAnswer,
  awayTo: (on: DateText) => ClockAnswer,
  dateOfBirth: DateText | null,
): Deadline {
  const on = answer.removal.groundI.twentiethSchoolDay ?? null
  const then = on === null ? null : awayTo(on).removal.groundI
  return {
    ...plain,
    rule: whereaboutsUnknownDeletion,
    name: `School day ${whereaboutsUnknownDeletion.schoolDays}`,
    act: 'First lawful day to consider removing the name from the register (Ground I)',
    on: then?.firstLawfulOn ?? null,
    isEarliest: true,
    sentences: [
      'The count alone permits nothing. People at the school and at the authority must have looked for the child together, ruled out sickness and unavoidable cause, and signed what they found.',
      'Any code but G, N or O in these days starts the count again.',
    ],
    working: then?.working ?? nothing,
    notFor: on === null ? null : notOfAge(dateOfBirth, on),
  }
}

function notOfAge(dateOfBirth: DateText | null, on: DateText): string | null {
  if (dateOfBirth === null) return null
  const span = compulsorySchoolAgeOf(dateOfBirth)
  if (isOfAge(span, on)) return null
  return `This rule is for children of compulsory school age. With this date of birth that is from ${calculatorDate(span.from)} to ${calculatorDate(span.to)}, and the count is reached on ${calculatorDate(on)}.`
}
