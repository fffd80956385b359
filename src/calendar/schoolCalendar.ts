// When does this school teach? Its terms and closures, prepared once so that thousands of questions are cheap.
import { type DateText, type DayNumber, dateText, dayNumber, weekdayOf } from './date.ts'
import { yearGroupKey } from './yearGroup.ts'

export interface Term {
  readonly from: DateText
  readonly to: DateText
}

export const closureReasons = ['inset', 'holiday', 'bank-holiday', 'planned-closure'] as const
export type ClosureReason = (typeof closureReasons)[number]

export interface ClosedDay {
  readonly on: DateText
  readonly because: ClosureReason
  /** Only for these year groups (however they are written: see yearGroupKey); without it, or empty, for the whole school. */
  readonly yearGroups?: readonly string[]
}

export const sessions = ['AM', 'PM'] as const
export type Session = (typeof sessions)[number]

export interface CalendarInput {
  readonly terms: readonly Term[]
  readonly closed?: readonly ClosedDay[] | null
  /** London's time of day, 'HH:MM', from which a session without a mark is no longer to come. */
  readonly registersClose?: { readonly AM?: string; readonly PM?: string } | null
  /** Where they change with the school year: the times from a date on, in order. Before the first, `registersClose`. */
  readonly registersCloseFrom?: readonly { readonly from: DateText; readonly AM?: string; readonly PM?: string }[]
}

/** A school's calendar, ready for counting. `firstDay` to `lastDay` is known; before and after, nothing is. */
export interface SchoolCalendar {
  readonly firstDay: DayNumber
  readonly lastDay: DayNumber
  /** The school days in order: as day numbers, and as dates. */
  readonly days: readonly DayNumber[]
  readonly dates: readonly DateText[]
  /** For each day from `firstDay` to `lastDay`, the index in `days` of the first school day not before it. */
  readonly indexFrom: readonly number[]
  /** Why a day inside is no school day, by day number: the closures; weekends and gaps between terms go without. */
  readonly closures: ReadonlyMap<DayNumber, string>
  /** Milliseconds of the London day at which the registers of AM and PM close, from the first day on. Ask `registersCloseOn`. */
  readonly registersClose: readonly [number, number]
  /** Where they change: from which day, and to what. */
  readonly registersCloseFrom: readonly { readonly day: DayNumber; readonly times: readonly [number, number] }[]
  /** Closed days that change nothing, each with its place in the input and why. */
  readonly unusedClosures: readonly { readonly index: number; readonly because: string }[]
  /** The calendars of the year groups that have closed days of their own, by yearGroupKey; the others follow this one. */
  readonly ofYearGroup: ReadonlyMap<string, SchoolCalendar>
}

const closureWords: Record<ClosureReason, string> = {
  inset: 'INSET day',
  holiday: 'school holiday',
  'bank-holiday': 'bank holiday',
  'planned-closure': 'planned closure',
}

function timeOfDay(text: string): number {
  return (Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))) * 60_000
}

function closingTimes(times: { readonly AM?: string; readonly PM?: string } | null | undefined): [number, number] {
  return [timeOfDay(times?.AM ?? '09:30'), timeOfDay(times?.PM ?? '14:00')]
}

/** Milliseconds of the London day at which the registers of AM and PM close on a day. */
export function registersCloseOn(calendar: SchoolCalendar, day: DayNumber): readonly [number, number] {
  return calendar.registersCloseFrom.findLast((from) => from.day <= day)?.times ?? calendar.registersClose
}

/**
 * Prepares terms (one or more, not overlapping, in any order) and closures. Keep the answer: it serves every pupil of
 * the school. Nothing is checked here; faults are found at the edges.
 */
export function prepareCalendar(input: CalendarInput): SchoolCalendar {
  const yearGroups = new Set(input.closed?.flatMap((day) => (day.yearGroups ?? []).map(yearGroupKey)))
  const whole = prepared(input, (day) => isForAll(day))
  if (yearGroups.size === 0) return whole
  const ofYearGroup = new Map(
    [...yearGroups].map((yearGroup) => [
      yearGroup,
      prepared(input, (day) => isForAll(day) || day.yearGroups!.some((each) => yearGroupKey(each) === yearGroup)),
    ]),
  )
  return { ...whole, ofYearGroup }
}

/** The calendar that a child of a year group follows, however it is written; the school's where it is not known. */
export function calendarOfYearGroup(calendar: SchoolCalendar, yearGroup: string | null): SchoolCalendar {
  if (yearGroup === null || calendar.ofYearGroup.size === 0) return calendar
  return calendar.ofYearGroup.get(yearGroupKey(yearGroup)) ?? calendar
}

function isForAll({ yearGroups }: ClosedDay): boolean {
  return !yearGroups || yearGroups.length === 0
}

function prepared(input: CalendarInput, applies: (day: ClosedDay) => boolean): SchoolCalendar {
  const terms = input.terms
    .map((term) => ({ from: dayNumber(term.from), to: dayNumber(term.to) }))
    .sort((one, other) => one.from - other.from)
  const isInTerm = (day: DayNumber) => terms.some((term) => day >= term.from && day <= term.to)
  const closures = new Map<DayNumber, string>()
  const unusedClosures: { index: number; because: string }[] = []
  for (const [index, closed] of (input.closed ?? []).entries()) {
    const day = dayNumber(closed.on)
    if (!isInTerm(day)) unusedClosures.push({ index, because: `${closed.on} is outside the terms.` })
    else if (weekdayOf(day) > 5) unusedClosures.push({ index, because: `${closed.on} is at a weekend.` })
    else if (applies(closed)) closures.set(day, closureWords[closed.because])
  }
  const days: DayNumber[] = []
  for (const term of terms) {
    let weekday = weekdayOf(term.from)
    for (let day = term.from; day <= term.to; day++) {
      if (weekday <= 5 && !closures.has(day)) days.push(day)
      weekday = weekday === 7 ? 1 : weekday + 1
    }
  }
  return {
    ...indexed(terms[0]!.from, terms.at(-1)!.to, days),
    closures,
    registersClose: closingTimes(input.registersClose),
    registersCloseFrom: (input.registersCloseFrom ?? []).map((times) => ({
      day: dayNumber(times.from),
      times: closingTimes(times),
    })),
    unusedClosures,
    ofYearGroup: noYearGroups,
  }
}

const noYearGroups: ReadonlyMap<string, SchoolCalendar> = new Map()

/** The part of a calendar that is made of its days alone. */
export function indexed(firstDay: DayNumber, lastDay: DayNumber, days: DayNumber[]) {
  const indexFrom: number[] = []
  let index = 0
  for (let day = firstDay; day <= lastDay; day++) {
    indexFrom.push(index)
    while (days[index] === day) index++
  }
  return { firstDay, lastDay, days, dates: days.map(dateText), indexFrom }
}

/** The same calendar with more days closed, for a pupil whose register says that there was no school (code #). */
export function closeDays(calendar: SchoolCalendar, closed: ReadonlySet<DayNumber>, because: string): SchoolCalendar {
  const closures = new Map(calendar.closures)
  for (const day of closed) closures.set(day, because)
  const days = calendar.days.filter((day) => !closed.has(day))
  return { ...calendar, ...indexed(calendar.firstDay, calendar.lastDay, days), closures }
}

/** Whether the calendar knows this day: as a school day, or as none. */
export function isCovered(calendar: SchoolCalendar, day: DayNumber): boolean {
  return day >= calendar.firstDay && day <= calendar.lastDay
}

/** The index in `days` of the first school day not before this day; the number of school days when there is none. */
export function indexOnOrAfter(calendar: SchoolCalendar, day: DayNumber): number {
  if (day <= calendar.firstDay) return 0
  if (day > calendar.lastDay) return calendar.days.length
  return calendar.indexFrom[day - calendar.firstDay]!
}
