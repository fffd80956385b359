// On which days of these schools does the calendar stand against a register that was taken? Shown until one of the two is corrected.
import { type RegisterAgainstCalendar, registersAgainstCalendars } from '../../actions/registersAgainstCalendars.ts'
import type { SchoolsCalendar } from '../../calendar/calendarInForce.ts'
import { addCalendarDays, calendarDays, type DateText } from '../../calendar/date.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import type { Scope } from '../../cases/roles.ts'
import type { House } from '../../house.ts'
import type { Paths } from '../paths.ts'
import { registerAgainstWords } from './registersAgainstWords.ts'

const daysBack = 60
const mostShown = 30

export interface RegisterAgainstShown {
  readonly schoolName: string
  readonly sentence: string
  /** The school's calendar. */
  readonly href: string
}

/** Of the last 60 days, the latest first. `more`: how many there are beside those shown. */
export async function registersAgainst(
  house: House,
  scope: Scope,
  calendars: readonly SchoolsCalendar[],
  paths: Paths,
): Promise<{ readonly days: readonly RegisterAgainstShown[]; readonly more: number }> {
  const today = londonDate(house.clock.now())
  const from = addCalendarDays(today, calendarDays(-daysBack))
  const found = await registersAgainstCalendars(house, scope, calendars, from)
  return {
    days: registersAgainstShown(found.toReversed().slice(0, mostShown), today, paths),
    more: Math.max(0, found.length - mostShown),
  }
}

/** Each as a sentence with the way to its calendar, in the order given. */
export function registersAgainstShown(
  found: readonly RegisterAgainstCalendar[],
  today: DateText,
  paths: Paths,
): readonly RegisterAgainstShown[] {
  return found.map((day) => ({
    schoolName: day.schoolName,
    sentence: registerAgainstWords(day, today),
    href: paths.calendar(day.schoolUrn),
  }))
}
