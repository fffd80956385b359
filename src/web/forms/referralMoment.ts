// At which instant was it, by a date and the time on the wall in London? A time that no clock showed is none.
import { londonTimeAt, utcInstant } from '../../calendar/londonTime.ts'

const minute = 60_000

/** `9:05`, `09.05` or `0905` as hours and minutes; null when it is no time of day. */
export function timeTyped(typed: string): { readonly hours: number; readonly minutes: number } | null {
  const match = /^(\d{1,2})[:.h ]?(\d\d)$/.exec(typed.trim())
  if (!match) return null
  const [hours, minutes] = [Number(match[1]), Number(match[2])]
  return hours < 24 && minutes < 60 ? { hours, minutes } : null
}

/** The instant in UTC; null for a time skipped when summer time begins. Of the two when it ends, the first. */
export function londonMoment(date: string, time: { readonly hours: number; readonly minutes: number }): string | null {
  const wall = Date.parse(`${date}T00:00:00Z`) + (time.hours * 60 + time.minutes) * minute
  const found = [60, 0]
    .map((offset) => wall - offset * minute)
    .find((instant) => {
      const there = londonTimeAt(instant)
      return there.date === date && there.millisecondsOfDay === wall - Date.parse(`${date}T00:00:00Z`)
    })
  return found === undefined ? null : utcInstant(found)
}
