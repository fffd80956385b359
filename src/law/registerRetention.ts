// How long is an entry of the register kept? Six years from the day it was made, at least.
import { addCalendarMonths, type DateText } from '../calendar/date.ts'
import type { Rule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const registerRetention = {
  id: 'register-retention',
  name: 'Register kept for six years',
  says: 'Every entry of the admission register and of the attendance register is kept for at least six years from the day it was made.',
  source: registrationRegulations('7', 'regulation 7; Explanatory Note', true),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  years: 6,
  counted: 'from the day of the entry',
  ourReading: 'Under the law before it was three years. We keep older entries for six too.',
  workedExample: 'A mark is entered on Monday 12 October 2026. It is not erased before Tuesday 12 October 2032.',
} as const satisfies Rule & { years: number }

/** The first day on which an entry may be erased. */
export function registerEntryKeptUntil(enteredOn: DateText): DateText {
  return addCalendarMonths(enteredOn, registerRetention.years * 12)
}
