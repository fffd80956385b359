// What does the clock hear of a pupil’s sessions? The marks kept, and - wherever no register is known: never silence.
import { type DateText, type DayNumber, dayNumber } from '../../calendar/date.ts'
import { type LondonTime, londonTime } from '../../calendar/londonTime.ts'
import {
  indexOnOrAfter,
  registersCloseOn,
  type SchoolCalendar,
  type Session,
  sessions,
} from '../../calendar/schoolCalendar.ts'
import type { InstantText, MarkEntry } from './clockTypes.ts'

/** A mark kept for a pupil. */
export interface KeptMark {
  readonly on: DateText
  readonly session: Session
  readonly code: string
}

/** A session whose register is known to be complete: whoever has no mark in it was there. */
export interface CompleteRegister {
  readonly on: DateText
  readonly session: Session
}

interface SilentSession {
  readonly day: DayNumber
  readonly on: DateText
  readonly session: Session
}

/** The closed sessions of a school whose registers are not known to be complete, in order: the same for every pupil. */
export type SilentSessions = readonly SilentSession[]

/** Whether a session's register should have closed by now. */
function hasClosed(calendar: SchoolCalendar, day: DayNumber, session: 0 | 1, asOf: LondonTime): boolean {
  return day < asOf.day || (day === asOf.day && asOf.millisecondsOfDay >= registersCloseOn(calendar, day)[session])
}

/**
 * The closed sessions from `sinceOn` (the first day on which any of the pupils was known) to `asOf` without a complete
 * register. Find them once for a school and moment; they serve each of its pupils.
 */
export function silentSessions(
  calendar: SchoolCalendar,
  complete: readonly CompleteRegister[],
  asOf: InstantText,
  sinceOn: DateText,
): SilentSessions {
  const now = londonTime(asOf)
  const known = new Set(complete.map((register) => register.on + register.session))
  const silent: SilentSession[] = []
  const end = indexOnOrAfter(calendar, now.day + 1)
  for (let index = indexOnOrAfter(calendar, dayNumber(sinceOn)); index < end; index++) {
    const day = calendar.days[index]!
    const on = calendar.dates[index]!
    for (const [place, session] of sessions.entries()) {
      if (hasClosed(calendar, day, place as 0 | 1, now) && !known.has(on + session)) silent.push({ day, on, session })
    }
  }
  return silent
}

/** The days on which the pupil was expected here: `lastOn` null while they still are. */
export interface DaysOnRoll {
  readonly firstOn: DateText
  readonly lastOn: DateText | null
}

/**
 * The clock's marks for one pupil: the silent sessions of their days on roll in which they have no mark, as `-`, then
 * the marks kept of the days from `onRoll.firstOn` on. A mark received for a session stands though its register is not complete.
 */
export function marksForClock(all: readonly KeptMark[], silent: SilentSessions, onRoll: DaysOnRoll): MarkEntry[] {
  const first = dayNumber(onRoll.firstOn)
  const kept = all.filter(({ on }) => on >= onRoll.firstOn)
  const last = onRoll.lastOn === null ? Number.POSITIVE_INFINITY : dayNumber(onRoll.lastOn)
  const expected = silent.filter((session) => session.day >= first && session.day <= last)
  if (expected.length === 0) return kept
  const marked = new Set(kept.map((mark) => mark.on + mark.session))
  const unknown = expected.filter(({ on, session }) => !marked.has(on + session))
  return [...unknown.map(({ on, session }) => ({ on, session, code: '-' })), ...kept]
}
