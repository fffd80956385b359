// A child is still missing from care: meetings go on, at least once a month.
import { addCalendarMonths, type DateText } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const missingFromCareReview = {
  id: 'missing-from-care-review',
  name: 'Further meetings on a child missing from care',
  says: 'While a child is missing from care, the authority meets again at least every month.',
  source: localProcedure('children missing from care, further meetings'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'authority',
  calendarMonths: 1,
  counted: 'from the last meeting',
  workedExample:
    'A child reported missing from care on Sunday 1 November 2026 is still missing. The last meeting was on Wednesday 4 November. The next is held by Friday 4 December.',
} as const satisfies DutyRule & { calendarMonths: number }

/** One calendar month after the last meeting, or the last day of a shorter month. */
export function missingFromCareReviewDue(lastMeetingOn: DateText): DateText {
  return addCalendarMonths(lastMeetingOn, missingFromCareReview.calendarMonths)
}
