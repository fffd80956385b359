// Days 2 to 28: the authority makes enquiries of its own.
// They are calendar days, half-term and all, and not the 20 school days of ground I: two clocks.
import { type CountedDate, nthCalendarDayAfter } from '../calendar/counting.ts'
import { type CalendarDays, calendarDays, type DateText } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const authorityEnquiries = {
  id: 'authority-enquiries',
  name: 'The authority’s enquiries',
  says: 'From calendar day 2 to calendar day 28 of an unexplained absence, the authority makes enquiries and signs what it found.',
  source: localProcedure('Part on children missing from education, days 2 to 28'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'authority',
  opensOnCalendarDay: calendarDays(2),
  closesOnCalendarDay: calendarDays(28),
  counted: 'the first day of the absence is day 1, and weekends and holidays count',
  ourReading:
    'These are days of the calendar. They run beside the 20 school days of Ground I: two clocks, which end on different days.',
  workedExample:
    'A child is first absent on Monday 12 October 2026. The enquiries may begin on Tuesday 13 October and are complete by Sunday 8 November.',
} as const satisfies DutyRule & { opensOnCalendarDay: CalendarDays; closesOnCalendarDay: CalendarDays }

/** The first and the last day of the enquiries; the first day of the absence is calendar day 1. */
export function authorityEnquiriesDue(firstOn: DateText): { opens: CountedDate; closes: CountedDate } {
  const { opensOnCalendarDay, closesOnCalendarDay } = authorityEnquiries
  return {
    opens: nthCalendarDayAfter(firstOn, calendarDays(opensOnCalendarDay - 1)),
    closes: nthCalendarDayAfter(firstOn, calendarDays(closesOnCalendarDay - 1)),
  }
}
