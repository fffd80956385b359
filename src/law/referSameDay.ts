// An answer that may not wait: any yes to A1 to A7 goes to social care or the police the same day.
// Only a yes asks for it; "unknown" asks somebody to find out.
import { nthCalendarDayAfter } from '../calendar/counting.ts'
import { type CalendarDays, calendarDays, type DateText } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const referSameDay = {
  id: 'refer-same-day',
  name: 'Referral the same day',
  says: 'When an answer to one of the seven must-refer questions is yes, the school refers to social care or the police the same day.',
  source: localProcedure('Part on children missing from education, day 1, always refer promptly'),
  kind: 'must',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'school',
  calendarDays: calendarDays(0),
  counted: 'the day of the answers',
  workedExample:
    'On Monday 12 October 2026 the school answers yes to A4: the child is looked after. The referral is due the same day. On Tuesday 13 October it is overdue, and it stays so until it is made.',
} as const satisfies DutyRule & { calendarDays: CalendarDays }

/** The seven questions, in the words of the screen. */
export const mustReferQuestions = {
  A1: 'May the child be the victim of a crime?',
  A2: 'Is the child subject of a child protection plan?',
  A3: 'Is the child subject of section 47 enquiries?',
  A4: 'Is the child looked after?',
  A5: 'Is somebody known to pose a risk in the household, or in contact with it?',
  A6: 'Has the family a history of moving often?',
  A7: 'Are there serious attendance issues?',
} as const

export type RiskAnswer = 'yes' | 'no' | 'unknown'

/** Which of the seven were answered yes, in order. None: nothing is owed under this rule. */
export function mustReferAnswers(answers: Readonly<Record<string, RiskAnswer>>): string[] {
  return Object.keys(mustReferQuestions).filter((question) => answers[question] === 'yes')
}

/** The day the referral is due: that of the answers. */
export function referSameDayDue(answeredOn: DateText): DateText {
  return nthCalendarDayAfter(answeredOn, referSameDay.calendarDays).on
}
