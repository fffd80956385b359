// School and authority look at the case together, every so many calendar days.
// It is counted from the last review held in this absence, so that a late review does not crowd the next.
import { type CountedDate, nthCalendarDayAfter } from '../calendar/counting.ts'
import type { CalendarDays, DateText } from '../calendar/date.ts'
import type { PolicyNumber } from './localPolicy.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const jointReview = {
  id: 'joint-review',
  name: 'Joint review',
  says: 'While an absence is unexplained, school and authority review the case together every 7 days (or as the authority has chosen).',
  source: localProcedure('Part on children missing from education, days 2 to 28, regular re-assessment'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'both',
  policyNumber: 'reviewEveryDays',
  counted: 'from the last review, or else from the first day of the absence',
  workedExample:
    'A child is first absent on Monday 12 October 2026. The first review is due by Monday 19 October. If it is held on Wednesday 14 October, the next is due by Wednesday 21 October.',
} as const satisfies DutyRule & { policyNumber: PolicyNumber }

/** The day of the next review: so many calendar days after the last one, or after the first day of the absence. */
export function jointReviewDue(lastReviewOn: DateText | null, firstOn: DateText, every: CalendarDays): CountedDate {
  return nthCalendarDayAfter(lastReviewOn ?? firstOn, every)
}
