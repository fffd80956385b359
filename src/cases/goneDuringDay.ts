// Was the child here earlier in the day and then gone, with nobody knowing where? No absence by the count of days, and all the more alarming.

import { dayNumber } from '../calendar/date.ts'
import { londonTime } from '../calendar/londonTime.ts'
import { indexOnOrAfter, registersCloseOn, type SchoolCalendar, sessions } from '../calendar/schoolCalendar.ts'
import type { SessionOfDay } from './awayChild.ts'
import type { KeptMark, SilentSessions } from './clock/marksForClock.ts'
import { voidCodes } from './mark.ts'

/**
 * The session marked N, out of `marksN` (oldest first), after which no register says anything else up to an instant;
 * null when a later one does. An unknown session, and one that nobody could attend, says nothing.
 */
export function goneDuringDay(
  marksN: readonly SessionOfDay[],
  marks: readonly KeptMark[],
  calendar: SchoolCalendar,
  silent: SilentSessions,
  asOf: string,
): SessionOfDay | null {
  const last = marksN.at(-1)
  if (!last) return null
  const first = indexOnOrAfter(calendar, dayNumber(last.on))
  // Of a day the calendar does not know as a school day nothing can be said: the mark itself still asks for a code.
  if (calendar.dates[first] !== last.on) return null
  const now = londonTime(asOf)
  const codes = new Map(marks.map(({ on, session, code }) => [on + session, code]))
  const unknown = new Set(silent.map(({ on, session }) => on + session))
  for (let index = first; index < calendar.days.length; index++) {
    const on = calendar.dates[index]!
    if (on > now.date) break
    for (const [place, session] of sessions.entries()) {
      if (on + session <= last.on + last.session) continue
      const code = codes.get(on + session)
      const isOver = on < now.date || now.millisecondsOfDay >= registersCloseOn(calendar, now.day)[place as 0 | 1]
      if (code === undefined ? isOver && !unknown.has(on + session) : code !== '-' && !voidCodes.has(code)) return null
    }
  }
  return last
}
