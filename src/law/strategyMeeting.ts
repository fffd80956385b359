// A child with a protection plan, or under section 47 enquiries, is missing from home: a strategy meeting within seven days.
// Not needed once the child is back; as soon as can be, so seven days is the last day.
import { type CountedDate, nthCalendarDayAfter } from '../calendar/counting.ts'
import { type CalendarDays, calendarDays, type DateText } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const strategyMeeting = {
  id: 'strategy-meeting',
  name: 'Strategy meeting',
  says: 'When a child with a protection plan or under section 47 enquiries is missing from home, the authority holds a strategy meeting within seven days.',
  source: localProcedure('children missing from home, strategy meeting'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'authority',
  calendarDays: calendarDays(7),
  counted: 'the day of the report does not count',
  workedExample:
    'A child with a protection plan is reported missing from home on Monday 2 November 2026. The meeting is held by Monday 9 November. If the child is back on Thursday 5 November and none was held, it is not needed.',
} as const satisfies DutyRule & { calendarDays: CalendarDays }

/** The seventh calendar day after the day of the report. */
export function strategyMeetingDue(reportedOn: DateText): CountedDate {
  return nthCalendarDayAfter(reportedOn, strategyMeeting.calendarDays)
}
