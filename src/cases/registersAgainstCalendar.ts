// On which days does the calendar say that there was no school although a register was taken? One of the two is wrong.
import { addCalendarDays, calendarDays, type DateText, dayNumber, weekdayOf } from '../calendar/date.ts'
import { isClosedOn } from '../calendar/daysOpened.ts'
import { calendarOfYearGroup, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import type { Session } from './events.ts'

/** What the registers of one day say, by year group. */
export interface DayTaken {
  readonly on: DateText
  readonly complete: readonly Session[]
  readonly marked: readonly {
    readonly yearGroup: string | null
    readonly away: number
    readonly expected: number
    readonly closed: number
  }[]
}

/** Such a day. `isForAll` false: only some year groups had no school. `away`: pupils marked N or O who had none. */
export interface DayAgainstCalendar {
  readonly on: DateText
  readonly isForAll: boolean
  readonly complete: readonly Session[]
  readonly away: number
}

/** The weekdays from one date to another, both in, that are closed for the school or for a year group. No calendar opens a weekend. */
export function closedWeekdays(calendar: SchoolCalendar, from: DateText, to: DateText): DateText[] {
  const calendars = [calendar, ...calendar.ofYearGroup.values()]
  const closed: DateText[] = []
  for (let on = from; on <= to; on = addCalendarDays(on, calendarDays(1))) {
    if (weekdayOf(dayNumber(on)) <= 5 && calendars.some((each) => isClosedOn(each, on))) closed.push(on)
  }
  return closed
}

/** The day, where its registers say that there was school; null where they agree with the calendar, or say nothing. */
export function againstCalendar(taken: DayTaken, calendar: SchoolCalendar): DayAgainstCalendar | null {
  const { on, complete } = taken
  const isForAll = isClosedOn(calendar, on)
  const marked = taken.marked.filter(({ yearGroup }) => isClosedOn(calendarOfYearGroup(calendar, yearGroup), on))
  const isAnybodyExpected = marked.some(({ expected }) => expected > 0)
  // A system may close the register of a closed day, with # for everybody.
  const isTaken = isForAll && complete.length > 0 && !marked.some(({ closed }) => closed > 0)
  if (!isAnybodyExpected && !isTaken) return null
  const away = marked.reduce((sum, each) => sum + each.away, 0)
  return { on, isForAll, complete: isForAll ? complete : [], away }
}
