// A child is missing from care: the Assistant Director knows within three days.
import { type CountedDate, nthCalendarDayAfter } from '../calendar/counting.ts'
import { type CalendarDays, calendarDays, type DateText } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const assistantDirectorNotice = {
  id: 'assistant-director-notice',
  name: 'Assistant Director told',
  says: 'When a child is missing from care, the Assistant Director is told within three days.',
  source: localProcedure('children missing from care, telling senior managers'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'authority',
  calendarDays: calendarDays(3),
  counted: 'the day of the report does not count',
  workedExample:
    'A child is reported missing from care on Sunday 1 November 2026. The Assistant Director is told by Wednesday 4 November.',
} as const satisfies DutyRule & { calendarDays: CalendarDays }

/** The third calendar day after the day of the report. */
export function assistantDirectorNoticeDue(reportedOn: DateText): CountedDate {
  return nthCalendarDayAfter(reportedOn, assistantDirectorNotice.calendarDays)
}
