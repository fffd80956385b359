// A child is missing from care: the council’s Lead Member knows within seven days.
import { type CountedDate, nthCalendarDayAfter } from '../calendar/counting.ts'
import { type CalendarDays, calendarDays, type DateText } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const leadMemberNotice = {
  id: 'lead-member-notice',
  name: 'Lead Member told',
  says: 'When a child is missing from care, the Lead Member and the Corporate Parenting Board are told within seven days.',
  source: localProcedure('children missing from care, telling elected members'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'authority',
  calendarDays: calendarDays(7),
  counted: 'the day of the report does not count',
  workedExample:
    'A child is reported missing from care on Sunday 1 November 2026. The Lead Member and the Corporate Parenting Board are told by Sunday 8 November.',
} as const satisfies DutyRule & { calendarDays: CalendarDays }

/** The seventh calendar day after the day of the report. */
export function leadMemberNoticeDue(reportedOn: DateText): CountedDate {
  return nthCalendarDayAfter(reportedOn, leadMemberNotice.calendarDays)
}
