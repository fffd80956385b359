// A child is still missing from care: meetings go on, at least once a month.
import { addCalendarMonths, type DateText } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const missingFromCareReview = {
  id: 'missing-from-care-review',
  says: 'While a child is missing from care, the authority meets again at least every month.',
  source: localProcedure('children missing from care, further meetings'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'authority',
  calendarMonths: 1,
} as const satisfies DutyRule & { calendarMonths: number }

/** One calendar month after the last meeting, or the last day of a shorter month. */
export function missingFromCareReviewDue(lastMeetingOn: DateText): DateText {
  return addCalendarMonths(lastMeetingOn, missingFromCareReview.calendarMonths)
}
