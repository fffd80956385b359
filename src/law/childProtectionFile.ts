// What is known about a child’s safety goes to the next school within five days, apart from the ordinary record.
// Sent is not arrived: it is done when the other school has said that it has it. Nobody knows where the child is: it goes nowhere.
import {
  addCalendarDays,
  type CalendarDays,
  calendarDays,
  type DateText,
  dayNumber,
  weekdayOf,
} from '../calendar/date.ts'
import type { Rule } from './rule.ts'

export const childProtectionFile = {
  id: 'child-protection-file',
  name: 'Child protection file sent on',
  says: 'When a child moves to another school, their child protection file follows within five days, or within the first five days of a new term, apart from the ordinary record, and the new school confirms that it has come.',
  source: {
    instrument: 'Keeping children safe in education (Department for Education, statutory guidance)',
    provision: 'child protection files',
    url: 'https://www.gov.uk/government/publications/keeping-children-safe-in-education--2',
    confirmed: false,
  },
  kind: 'should',
  standing: 'statutory-guidance',
  inForce: { from: '2022-09-01', until: null },
  owedBy: 'school',
  calendarDays: calendarDays(5),
  counted: 'the day the new school is confirmed does not count; the first day of a term does',
  ourReading:
    'The guidance says days. We read them as days of the calendar, and show the last weekday before the fifth. While nobody knows where the child is, the file is kept safe and sent to nobody.',
  workedExample:
    'A new school is confirmed on Monday 16 November 2026. The file is there by Saturday 21 November, so it leaves by Friday 20 November.',
} as const satisfies Rule & { calendarDays: CalendarDays }

export interface FileMove {
  /** The day the new school was confirmed; null while it is not known. */
  readonly confirmedOn: DateText | null
  /** The first day of the term in which the child begins there, when they move between terms. */
  readonly termBeginsOn: DateText | null
}

/** The fifth day, and the last weekday on or before it; null while no new school is known. */
export function childProtectionFileDue(move: FileMove): { readonly dueOn: DateText; readonly warnOn: DateText } | null {
  const { calendarDays: days } = childProtectionFile
  if (move.confirmedOn === null) return null
  const isBetweenTerms = move.termBeginsOn !== null && move.termBeginsOn > move.confirmedOn
  const dueOn = isBetweenTerms
    ? addCalendarDays(move.termBeginsOn!, calendarDays(days - 1))
    : addCalendarDays(move.confirmedOn, days)
  return { dueOn, warnOn: addCalendarDays(dueOn, calendarDays(Math.min(0, 5 - weekdayOf(dayNumber(dueOn))))) }
}

/** Whether it is done: sent, and the receipt is there. */
export function isChildProtectionFileHandedOver(sentOn: DateText | null, receivedOn: DateText | null): boolean {
  return sentOn !== null && receivedOn !== null && receivedOn >= sentOn
}
