// How far is a list of Wonde's read, and from which change on is it read next? Our own few facts, kept as one text.
import { z } from 'zod'
import { epochMilliseconds, londonTime, utcInstant } from '../../calendar/londonTime.ts'

const shape = z.object({
  /** When the last reading began that came to its end: changes since then are not known. */
  after: z.string().nullable(),
  /** The London date on which everything was last read. */
  wholeOn: z.string().nullable(),
  /** The reading that is on. `since` null: everything is read; `isOfAll`: it is the night's. */
  going: z
    .object({
      begunAt: z.string(),
      next: z.string(),
      since: z.string().nullable(),
      isOfAll: z.boolean(),
      seen: z.int(),
    })
    .nullable(),
})

export type WondeCursor = z.output<typeof shape>

const nothingRead: WondeCursor = { after: null, wholeOn: null, going: null }
const minute = 60_000
const nightFrom = 2 * 60 * minute

/** The cursor of a text; a text that is none begins anew. */
export function wondeCursor(text: string | null): WondeCursor {
  if (text === null) return nothingRead
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    return nothingRead
  }
}

/** Changes of the last ten minutes before the last reading are read again: clocks differ, and pages move while they are read. */
export function sinceLast(after: string): string {
  return minutesBefore(after, 10)
}

/** Two weeks back: how far registers are read at night, and lists of changes at first. */
export function sinceTwoWeeks(now: string): string {
  return minutesBefore(now, 14 * 24 * 60)
}

/** Whether everything is to be read: at first, and once each night after 02:00 in London. */
export function isWholeDue(cursor: WondeCursor, now: string): boolean {
  if (cursor.after === null) return true
  const { date, millisecondsOfDay } = londonTime(now)
  return cursor.wholeOn !== date && millisecondsOfDay >= nightFrom
}

/**
 * An instant as `updated_after` wants it. In UTC: were it read as London's time, in summer an hour more would be read, and
 * never less.
 */
export function wondeMoment(instant: string): string {
  return instant.slice(0, 19).replace('T', ' ')
}

function minutesBefore(instant: string, minutes: number): string {
  return utcInstant(epochMilliseconds(instant) - minutes * minute)
}
