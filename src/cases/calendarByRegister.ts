// What if the register is right, and not the calendar that says there was no school on a day on which it marks this child absent?
import type { DateText } from '../calendar/date.ts'
import { isClosedOn, withDaysOpened } from '../calendar/daysOpened.ts'
import { londonDate } from '../calendar/londonTime.ts'
import type { SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { type KeptMark, type SilentSessions, silentSessions } from './clock/marksForClock.ts'

// Nobody writes these ahead, or for a day without a register: a range of G may run across closed days.
const isAway: ReadonlySet<string> = new Set(['N', 'O'])

/** The days as the register has them for one pupil. `closedOn`: those that the calendar calls closed, in order. */
export interface DaysByRegister {
  readonly calendar: SchoolCalendar
  readonly silent: SilentSessions
  readonly closedOn: readonly DateText[]
}

/**
 * The pupil's calendar with the days up to an instant on which a mark N or O stands as school days. Null where there is no
 * such day. For who is listed, followed and opened; never for a deadline.
 */
export function calendarByRegister(
  calendar: SchoolCalendar,
  silent: SilentSessions,
  marks: readonly KeptMark[],
  asOf: string,
): DaysByRegister | null {
  const today = londonDate(asOf)
  const marked = marks.flatMap(({ on, code }) =>
    isAway.has(code) && on <= today && isClosedOn(calendar, on) ? [on] : [],
  )
  const [first, ...others] = [...new Set(marked)].sort()
  if (first === undefined) return null
  const closedOn = [first, ...others]
  const opened = withDaysOpened(calendar, closedOn)
  // Whether their other sessions were taken is not known: silence, and never presence.
  const unknown = silentSessions(opened, [], asOf, first).filter(({ on }) => closedOn.includes(on))
  return { calendar: opened, silent: [...silent, ...unknown], closedOn }
}
