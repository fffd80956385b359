// What do the date and the time of day read in London at an instant?

import { Temporal } from 'temporal-polyfill'
import { type DateText, type DayNumber, dateText, isDate } from './date.ts'

/** An instant as the wall in London shows it. */
export interface LondonTime {
  epochMilliseconds: number
  day: DayNumber
  date: DateText
  /** Since London's midnight. Summer time begins and ends by night, when no register is open. */
  millisecondsOfDay: number
}

const hour = 3_600_000
const dayLength = 24 * hour
const offsets = new Map<number, number>()

// The zone's offset changes on whole hours of UTC only, so one look-up an hour is exact, and a page of pupils needs one.
function londonOffset(epochMilliseconds: number): number {
  const key = Math.floor(epochMilliseconds / hour)
  const known = offsets.get(key)
  if (known !== undefined) return known
  const there = Temporal.Instant.fromEpochMilliseconds(key * hour).toZonedDateTimeISO('Europe/London')
  const offset = there.offsetNanoseconds / 1e6
  if (offsets.size > 20_000) offsets.clear()
  offsets.set(key, offset)
  return offset
}

/** Milliseconds since 1970 of an instant written with its offset ('2026-10-14T15:30:00+01:00' or '…Z'). */
export function epochMilliseconds(instant: string): number {
  return Date.parse(instant)
}

/** The London date and time of day of an instant. The text must be an instant (`isInstant`). */
export function londonTime(instant: string): LondonTime {
  return londonTimeAt(epochMilliseconds(instant))
}

/** The London date and time of day of an instant given in milliseconds since 1970. */
export function londonTimeAt(milliseconds: number): LondonTime {
  const local = milliseconds + londonOffset(milliseconds)
  const day = Math.floor(local / dayLength)
  return { epochMilliseconds: milliseconds, day, date: dateText(day), millisecondsOfDay: local - day * dayLength }
}

/** The London date of an instant. */
export function londonDate(instant: string): DateText {
  return londonTime(instant).date
}

/** The instant in UTC, with Z and without empty fractions: '2026-10-27T19:00:00Z'. */
export function instantText(milliseconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toString()
}

/** The instant in UTC with milliseconds and Z, the form in which instants are kept and compared as text. */
export function utcInstant(milliseconds: number): string {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toString({ smallestUnit: 'millisecond' })
}

// Hours to 23, minutes and seconds to 59; no leap second, which has no place in a count of milliseconds.
const timeAndOffset = /^T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/** Whether the text is an instant: a date that exists, a time and an offset or Z. */
export function isInstant(text: string): boolean {
  return timeAndOffset.test(text.slice(10)) && isDate(text.slice(0, 10))
}
