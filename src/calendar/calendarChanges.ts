// What is different between two calendars of one school, in days that people recognise?
import type { CalendarYear } from './calendarInForce.ts'
import { type DateText, dayNumber } from './date.ts'
import { calendarOfYearGroup, prepareCalendar, type SchoolCalendar } from './schoolCalendar.ts'
import { whyNoSchool } from './schoolDay.ts'

/** The days of a calendar, whoever wrote it down. */
export type CalendarDays = Pick<CalendarYear, 'terms' | 'closed' | 'registersClose'>

/** A day that was a school day and is none now. `yearGroups` empty: for the whole school. */
export interface NowClosed {
  readonly on: DateText
  /** 'INSET day', 'school holiday', 'bank holiday' or 'planned closure'. */
  readonly because: string
  readonly yearGroups: readonly string[]
}

export interface CalendarChanges {
  /** School days of the whole school; 0 where there was no calendar. */
  readonly schoolDaysBefore: number
  readonly schoolDaysAfter: number
  /** In order of time. Empty where there was no calendar. */
  readonly nowClosed: readonly NowClosed[]
  /** In order of time: the days that are new school days for the school, or for one of its year groups. Empty where there was no calendar. */
  readonly nowOpen: readonly DateText[]
  /** When the registers close, where that is another time now; null on a side that says nothing, which is 09:30 and 14:00. */
  readonly registersClose: {
    readonly before: CalendarDays['registersClose']
    readonly after: CalendarDays['registersClose']
  } | null
}

/** What another calendar changes. */
export function calendarChanges(before: CalendarDays | null, after: CalendarDays): CalendarChanges {
  const now = prepareCalendar(after)
  if (!before || before.terms.length === 0) {
    return {
      schoolDaysBefore: 0,
      schoolDaysAfter: now.days.length,
      nowClosed: [],
      nowOpen: [],
      registersClose: null,
    }
  }
  const was = prepareCalendar(before)
  const yearGroups = [...new Set([...was.ofYearGroup.keys(), ...now.ofYearGroup.keys()])]
  return {
    schoolDaysBefore: was.days.length,
    schoolDaysAfter: now.days.length,
    nowClosed: closedBetween(was, now, yearGroups),
    nowOpen: openedBetween(was, now, yearGroups),
    registersClose: isSameTimes(was, now) ? null : { before: before.registersClose, after: after.registersClose },
  }
}

function closedBetween(was: SchoolCalendar, now: SchoolCalendar, yearGroups: readonly string[]): NowClosed[] {
  const ofAll = lost(was, now).map((on) => ({ on, because: reasonOf(now, on), yearGroups: [] as string[] }))
  const lostByAll = new Set(ofAll.map(({ on }) => on))
  const ofSome = yearGroups.flatMap((yearGroup) => {
    const itsNow = calendarOfYearGroup(now, yearGroup)
    return lost(calendarOfYearGroup(was, yearGroup), itsNow)
      .filter((on) => !lostByAll.has(on))
      .map((on) => ({ on, because: reasonOf(itsNow, on), yearGroup }))
  })
  const together = Map.groupBy(ofSome, ({ on, because }) => `${on} ${because}`)
  const grouped = [...together.values()].map((days) => ({
    on: days[0]!.on,
    because: days[0]!.because,
    yearGroups: days.map(({ yearGroup }) => yearGroup),
  }))
  return [...ofAll, ...grouped].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}

function openedBetween(was: SchoolCalendar, now: SchoolCalendar, yearGroups: readonly string[]): DateText[] {
  const ofSome = yearGroups.flatMap((yearGroup) =>
    lost(calendarOfYearGroup(now, yearGroup), calendarOfYearGroup(was, yearGroup)),
  )
  return [...new Set([...lost(now, was), ...ofSome])].sort()
}

/** The school days of one calendar that are none by another. */
function lost(one: SchoolCalendar, other: SchoolCalendar): DateText[] {
  const kept = new Set(other.dates)
  return one.dates.filter((on) => !kept.has(on))
}

function reasonOf(calendar: SchoolCalendar, on: DateText): string {
  return whyNoSchool(calendar, dayNumber(on))
}

function isSameTimes(one: SchoolCalendar, other: SchoolCalendar): boolean {
  return one.registersClose.every((time, session) => time === other.registersClose[session])
}
