// School and authority look at the case together, every so many calendar days.
// It is counted from the last review held in this absence, so that a late review does not crowd the next.
import { type CountedDate, nthCalendarDayAfter } from '../calendar/counting.ts'
import { type CalendarDays, calendarDays, type DateText } from '../calendar/date.ts'
import { exampleDay, exampleFirstOn } from './exampleAbsence.ts'
import { shippedPolicies } from './localPolicy.ts'
import type { LocalRule, RuleWords } from './rule.ts'
import { localProcedure } from './source.ts'

// A review is held two days after the absence begins, or on the day it is due where that is earlier.
const heldAfter = 2

function wordsWith(number: number): RuleWords {
  const every = calendarDays(number)
  const firstDue = jointReviewDue(null, exampleFirstOn, every)
  const held = nthCalendarDayAfter(exampleFirstOn, calendarDays(Math.min(heldAfter, number)))
  const nextDue = jointReviewDue(held.on, exampleFirstOn, every)
  return {
    says: `While an absence is unexplained, school and authority review the case together every ${number === 1 ? 'day' : `${number} days`} (the authority chooses how often).`,
    workedExample: `A child is first absent on Monday 12 October 2026. The first review is due by ${exampleDay(firstDue)}. If it is held on ${exampleDay(held)}, the next is due by ${exampleDay(nextDue)}.`,
  }
}

export const jointReview = {
  ...wordsWith(shippedPolicies[0].numbers.reviewEveryDays),
  id: 'joint-review',
  name: 'Joint review',
  source: localProcedure('Part on children missing from education, days 2 to 28, regular re-assessment'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'both',
  policyNumber: 'reviewEveryDays',
  counted: 'from the last review, or else from the first day of the absence',
  wordsWith,
} as const satisfies LocalRule

/** The day of the next review: so many calendar days after the last one, or after the first day of the absence. */
export function jointReviewDue(lastReviewOn: DateText | null, firstOn: DateText, every: CalendarDays): CountedDate {
  return nthCalendarDayAfter(lastReviewOn ?? firstOn, every)
}
