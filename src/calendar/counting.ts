// Which day is the nth? Counts school days and says which it counted, which it passed over, and why.
import {
  type CalendarDays,
  type DateText,
  type DayNumber,
  dateText,
  dayNumber,
  type SchoolDays,
  weekdayOf,
} from './date.ts'
import { indexOnOrAfter, type SchoolCalendar } from './schoolCalendar.ts'
import { whyNoSchool, whyUnknown } from './schoolDay.ts'

export interface SkippedDay {
  readonly on: DateText
  readonly because: string
}

/** The days counted, and the school days passed over and weekdays without school between them. */
export interface Working {
  readonly counted: readonly DateText[]
  readonly skipped: readonly SkippedDay[]
}

/** A day reached by counting; or null, and why, where the calendar ends before the count does. */
export type Counted =
  | { readonly on: DateText; readonly working: Working }
  | { readonly on: null; readonly because: string; readonly working: Working }

/** A date reached by counting calendar days, which are always known. */
export interface CountedDate {
  readonly on: DateText
  readonly working: Working
}

/**
 * A run of school days, some of which count. `counted` are the days that count so far, in order; to reach further one
 * counts on over the school days from `countsOnFrom`. `whyPassedOver` says why a school day between does not count.
 */
export interface DayRun {
  readonly calendar: SchoolCalendar
  readonly counted: readonly DayNumber[]
  readonly countsOnFrom: DayNumber
  readonly whyPassedOver: (day: DayNumber) => string
}

/** The nth day of a run, 1 being its first. Unknown where counting on begins before, or runs past, the calendar. */
export function nthDayOf(run: DayRun, nth: SchoolDays): Counted {
  if (nth <= run.counted.length) return reached(run, run.counted.slice(0, nth))
  const { calendar, countsOnFrom } = run
  // A calendar that begins later than the count would leave out days nobody knows.
  if (countsOnFrom < calendar.firstDay) return unreached(run, run.counted, countsOnFrom)
  const start = indexOnOrAfter(calendar, countsOnFrom)
  const more = calendar.days.slice(start, start + nth - run.counted.length)
  const counted = [...run.counted, ...more]
  return counted.length < nth ? unreached(run, counted, calendar.lastDay + 1) : reached(run, counted)
}

/** The nth school day after a day, which itself does not count. */
export function nthSchoolDayAfter(calendar: SchoolCalendar, day: DayNumber, nth: SchoolDays): Counted {
  return nthDayOf({ calendar, counted: [], countsOnFrom: day + 1, whyPassedOver: () => '' }, nth)
}

function reached(run: DayRun, counted: readonly DayNumber[]): Counted {
  return { on: dateText(counted.at(-1)!), working: workingOf(run, counted) }
}

function unreached(run: DayRun, counted: readonly DayNumber[], unknownDay: DayNumber): Counted {
  return { on: null, because: whyUnknown(run.calendar, unknownDay), working: workingOf(run, counted) }
}

/** The working of some days of a run: what lies between them and why it was skipped. */
export function workingOf(
  run: Pick<DayRun, 'calendar' | 'countsOnFrom' | 'whyPassedOver'>,
  counted: readonly DayNumber[],
): Working {
  const { calendar } = run
  const skipped: SkippedDay[] = []
  // A count that begins after a day shows what it skipped before its first counted day, too.
  let expected = run.countsOnFrom
  for (const day of counted) {
    for (let between = expected; between < day; between++) {
      if (weekdayOf(between) > 5) continue
      const isSchoolDay = calendar.days[indexOnOrAfter(calendar, between)] === between
      const because = isSchoolDay ? run.whyPassedOver(between) : whyNoSchool(calendar, between)
      skipped.push({ on: dateText(between), because })
    }
    expected = day + 1
  }
  return { counted: counted.map(dateText), skipped }
}

/** The nth calendar day after a date, which itself does not count. */
export function nthCalendarDayAfter(date: DateText, nth: CalendarDays): CountedDate {
  const start = dayNumber(date)
  const counted: DateText[] = []
  for (let day = start + 1; day <= start + nth; day++) counted.push(dateText(day))
  return { on: counted.at(-1) ?? date, working: { counted, skipped: [] } }
}
