// When is a feed read next? By its rhythm when it went well, ever later when it did not; schools apart from one another.
import { dateText } from '../calendar/date.ts'
import { epochMilliseconds, londonTime, londonTimeAt, utcInstant } from '../calendar/londonTime.ts'
import type { SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { schoolDayOn } from '../calendar/schoolDay.ts'
import type { Feed } from './vendors/feed.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const marksFrom = 8 * hour + 30 * minute
const marksUntil = 16 * hour
const marksEvery = 15 * minute
const nightFrom = 2 * hour

/** Schools are spread over so much of each rhythm, by a hash of their number. */
const spread: Record<Feed['rhythm'], number> = { marks: marksEvery, hourly: hour, nightly: 2 * hour }

/** How far a day is looked for that has marks: a reading too many on a day without school harms nobody. */
const daysLookedAhead = 3

/**
 * The next instant for a feed that was read to its end, always later than `now`. Marks: every 15 minutes from 08:30 to
 * 16:00 in London on days of the school's calendar, on weekdays where it says nothing of a day.
 */
export function nextReading(
  rhythm: Feed['rhythm'],
  schoolUrn: string,
  calendar: SchoolCalendar | null,
  now: string,
): string {
  const at = epochMilliseconds(now)
  const shift = staggerOf(schoolUrn, spread[rhythm])
  switch (rhythm) {
    case 'hourly':
      return utcInstant(at - modulo(at - shift, hour) + hour)
    case 'nightly': {
      const today = londonTime(now).day
      const tonight = instantOf(today, nightFrom + shift)
      return utcInstant(tonight > at ? tonight : instantOf(today + 1, nightFrom + shift))
    }
    case 'marks':
      return utcInstant(nextMarks(calendar, shift, at))
    default:
      return rhythm satisfies never
  }
}

function nextMarks(calendar: SchoolCalendar | null, shift: number, at: number): number {
  const { day: today, millisecondsOfDay } = londonTimeAt(at)
  for (let ahead = 0; ahead <= daysLookedAhead; ahead += 1) {
    const dayThen = today + ahead
    const passed = ahead === 0 ? Math.floor((millisecondsOfDay - marksFrom - shift) / marksEvery) + 1 : 0
    const ofDay = marksFrom + shift + Math.max(0, passed) * marksEvery
    if (ofDay <= marksUntil && hasMarks(calendar, dayThen)) return instantOf(dayThen, ofDay)
  }
  return instantOf(today + daysLookedAhead, marksFrom + shift)
}

function hasMarks(calendar: SchoolCalendar | null, on: number): boolean {
  const said = calendar ? schoolDayOn(calendar, dateText(on)).answer : 'unknown'
  // Day 0 was a Thursday: of the seven from a Monday, the last two are the weekend.
  return said === 'yes' || (said === 'unknown' && modulo(on + 3, 7) < 5)
}

/** The next try after so many failures (1 or more): 1 min, 2 min and so on to an hour, a quarter more or less; or when the vendor said. */
export function nextTry(of: string, failures: number, retryAfterSeconds: number | null, now: string): string {
  const at = epochMilliseconds(now)
  if (retryAfterSeconds !== null) return utcInstant(at + Math.min(Math.max(retryAfterSeconds, 1) * 1000, day))
  const wait = Math.min(minute * 2 ** Math.min(failures - 1, 10), hour)
  return utcInstant(at + Math.round(wait * (0.75 + staggerOf(`${of} ${failures}`, 1000) / 2000)))
}

/** A day later: for a connection that a person must put right. */
export function nextDay(now: string): string {
  return utcInstant(epochMilliseconds(now) + day)
}

/** The instant at which London's clocks read so many milliseconds of a day. Not for the hour in which they change. */
export function instantOf(on: number, millisecondsOfDay: number): number {
  const asUtc = on * day + millisecondsOfDay
  const there = londonTimeAt(asUtc)
  return asUtc - (there.day * day + there.millisecondsOfDay - asUtc)
}

// FNV-1a: the same for ever, and evenly spread.
function staggerOf(text: string, most: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % most
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
