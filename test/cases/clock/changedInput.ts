// What if the calendar were another? The same input with a week of holiday more, or with the end of its calendar cut off.
import type { ClockInput } from '../../../src/cases/clock/clock.ts'
import { instantText, isSummerTime, londonOf, plus, secondsOf } from './naive/naiveDates.ts'

/** A date after the week was put in: a week later from its Monday on, untouched before. */
export function shifted(date: string, monday: string): string {
  return date < monday ? date : plus(date, 7)
}

/** The input with every date and instant from that Monday on a week later, by London's clock. */
export function insertWeek(input: ClockInput, monday: string): ClockInput {
  const { terms, ...calendar } = input.calendar
  const later = everyDate({ ...input, calendar }, monday)
  return { ...later, calendar: { ...later.calendar, terms: terms.flatMap((term) => divided(term, monday)) } }
}

function divided(term: { from: string; to: string }, monday: string): { from: string; to: string }[] {
  const { from, to } = term
  if (to < monday) return [term]
  if (from >= monday) return [{ from: plus(from, 7), to: plus(to, 7) }]
  return [
    { from, to: plus(monday, -1) },
    { from: plus(monday, 7), to: plus(to, 7) },
  ]
}

// The birthday stays: the child is no older than before.
function everyDate<Value>(value: Value, monday: string, name = ''): Value {
  if (typeof value === 'string' && name !== 'dateOfBirth') {
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return shifted(value, monday) as Value
    if (/^\d{4}-\d\d-\d\dT/.test(value)) return shiftedInstant(value, monday) as Value
  }
  if (Array.isArray(value)) return value.map((item) => everyDate(item, monday)) as Value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, everyDate(each, monday, key)])) as Value
}

function shiftedInstant(instant: string, monday: string): string {
  if (londonOf(instant).date < monday) return instant
  const before = secondsOf(instant)
  const after = before + 7 * 86400
  return instantText(after + 3600 * (Number(isSummerTime(before)) - Number(isSummerTime(after))))
}

/** The input with a calendar that ends on a day at the latest; null where nothing would be left of it. */
export function cutAfter(input: ClockInput, last: string): ClockInput | null {
  const terms = input.calendar.terms
    .filter((term) => term.from <= last)
    .map((term) => ({ from: term.from, to: term.to < last ? term.to : last }))
  return terms.length > 0 ? { ...input, calendar: { ...input.calendar, terms } } : null
}
