// What does the contract say, taken one day at a time? Slow, simple, and written without looking at the engine.
import { Temporal } from 'temporal-polyfill'
import type { ClockInput } from '../../../../src/cases/clock/clock.ts'

export type State = string

export interface Now {
  date: string
  time: string
}

export function nowOf(input: ClockInput): Now {
  const there = Temporal.Instant.from(input.asOf).toZonedDateTimeISO('Europe/London')
  return { date: there.toPlainDate().toString(), time: there.toPlainTime().toString().slice(0, 5) }
}

export function plus(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

export function plusMonth(date: string): string {
  return Temporal.PlainDate.from(date).add({ months: 1 }, { overflow: 'constrain' }).toString()
}

export function weekday(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

export function firstKnown(input: ClockInput): string {
  return input.calendar.terms.map((term) => term.from).sort()[0]!
}

export function lastKnown(input: ClockInput): string {
  return input.calendar.terms
    .map((term) => term.to)
    .sort()
    .at(-1)!
}

/** A session of a day: a code, 'attended' or 'not yet'. */
export function session(input: ClockInput, date: string, which: 'AM' | 'PM', now: Now): State {
  let code: string | null = null
  for (const mark of input.marks ?? []) {
    const names = mark.on ? mark.on === date : mark.from! <= date && date <= mark.to!
    if (names && date <= now.date && (!mark.session || mark.session === which)) code = mark.code
  }
  if (code !== null) return code
  const closes = which === 'AM' ? '09:30' : '14:00'
  const hasClosed = date < now.date || (date === now.date && now.time >= closes)
  return hasClosed ? 'attended' : 'not yet'
}

/** The sessions of a day that exist. */
export function sessionsOf(input: ClockInput, date: string, now: Now): State[] {
  return [session(input, date, 'AM', now), session(input, date, 'PM', now)].filter((state) => state !== '#')
}

export function isSchoolDay(input: ClockInput, date: string, now: Now): boolean {
  if (weekday(date) > 5) return false
  if (!input.calendar.terms.some((term) => term.from <= date && date <= term.to)) return false
  if ((input.calendar.closed ?? []).some((closed) => closed.on === date)) return false
  return sessionsOf(input, date, now).length > 0
}

/** The nth school day after a date; null where the calendar does not know every day between. */
export function nthSchoolDayAfter(input: ClockInput, date: string, n: number, now: Now): string | null {
  let day = plus(date, 1)
  if (day < firstKnown(input)) return null
  for (let left = n; day <= lastKnown(input); day = plus(day, 1)) {
    if (isSchoolDay(input, day, now)) left--
    if (left === 0) return day
  }
  return null
}
