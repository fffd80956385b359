// A child is missing from care: those responsible meet within three days.
import { type CountedDate, nthCalendarDayAfter } from '../calendar/counting.ts'
import { type CalendarDays, calendarDays, type DateText } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const missingFromCareMeeting = {
  id: 'missing-from-care-meeting',
  name: 'First meeting on a child missing from care',
  says: 'When a child is missing from care, the authority holds a meeting or discussion within three days.',
  source: localProcedure('children missing from care, first meeting'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'authority',
  calendarDays: calendarDays(3),
  counted: 'the day of the report does not count',
  workedExample:
    'A child is reported missing from care on Sunday 1 November 2026. The meeting is held by Wednesday 4 November.',
} as const satisfies DutyRule & { calendarDays: CalendarDays }

/** The third calendar day after the day of the report. */
export function missingFromCareMeetingDue(reportedOn: DateText): CountedDate {
  return nthCalendarDayAfter(reportedOn, missingFromCareMeeting.calendarDays)
}
