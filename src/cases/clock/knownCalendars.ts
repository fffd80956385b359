// Was this calendar read before? Schools repeat theirs in every line, so each is checked and prepared once.
import { type CalendarInput, prepareCalendar, type SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { colonsOfPlainCalendar } from './plainInput.ts'

/** A plain calendar, what it was prepared to, and how many colons its JSON has. */
export interface KnownCalendar {
  readonly calendar: CalendarInput
  readonly school: SchoolCalendar
  readonly colons: number
}

const places = 512 // a power of two

/**
 * Answers each JSON value with the plain calendar that it is, prepared; null when it must be looked at closely. Keeps what
 * comes again, the calendars of a few hundred schools at most, and always the last. One that comes once leaves a number
 * behind: to keep it would cost more than to prepare it.
 */
export function knownCalendars(): (given: unknown) => KnownCalendar | null {
  const prints = new Int32Array(places)
  const kept: (KnownCalendar | null)[] = new Array(places).fill(null)
  let last: KnownCalendar | null = null
  return (given) => {
    if (last !== null && isSame(given, last.calendar)) return last
    const print = printOf(given)
    const place = print & (places - 1)
    const known = kept[place]!
    if (known !== null && isSame(given, known.calendar)) {
      last = known
      return known
    }
    const colons = colonsOfPlainCalendar(given)
    if (colons < 0) return null
    const calendar = given as CalendarInput
    last = { calendar, school: prepareCalendar(calendar), colons }
    kept[place] = prints[place] === print ? last : null
    prints[place] = print
    return last
  }
}

/** A number that equal values share, and others seldom do. Looks no deeper than a calendar goes. */
function printOf(value: unknown, depth = 4): number {
  if (typeof value === 'string') return printOfText(value)
  if (typeof value !== 'object' || value === null || depth === 0) return 1
  let print = 2
  if (Array.isArray(value)) {
    for (const item of value) print = Math.imul(print, 31) + printOf(item, depth - 1)
  } else {
    for (const key in value) {
      print = Math.imul(print, 31) + printOf((value as Record<string, unknown>)[key], depth - 1)
    }
  }
  return print | 0
}

function printOfText(text: string): number {
  let print = text.length
  for (let at = 0; at < text.length; at++) print = Math.imul(print ^ text.charCodeAt(at), 16_777_619)
  return print
}

/** Whether two JSON values are equal, each field in its place. Goes no deeper than the second of them. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && one.length === other.length && isSameList(one, other)
  }
  let fields = 0
  for (const key in one) {
    if (!Object.hasOwn(other, key)) return false
    if (!isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key])) return false
    fields++
  }
  return fields === Object.keys(other).length
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  for (let index = 0; index < one.length; index++) if (!isSame(one[index], other[index])) return false
  return true
}
