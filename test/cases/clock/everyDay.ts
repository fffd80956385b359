// Do the house's dates and counts agree with the naive ones on every single day? One walk, day by day.
import { nthSchoolDayAfter } from '../../../src/calendar/counting.ts'
import {
  addCalendarDays,
  addCalendarMonths,
  calendarDays,
  dayNumber,
  schoolDays,
  weekdayOf,
} from '../../../src/calendar/date.ts'
import { instantText, londonTime } from '../../../src/calendar/londonTime.ts'
import { prepareCalendar } from '../../../src/calendar/schoolCalendar.ts'
import { schoolDayOn } from '../../../src/calendar/schoolDay.ts'
import { compulsorySchoolAgeOf } from '../../../src/law/compulsorySchoolAge.ts'
import * as naive from './naive/naiveDates.ts'
import { type Known, nthSchoolDayAfter as naiveNthSchoolDayAfter, readDays } from './naive/naiveDays.ts'
import { schoolYear } from './naive/randomCalendar.ts'

export interface Walk {
  days: number
  schoolDays: number
  /** How many answers were compared. */
  compared: number
  differences: string[]
}

const nths = [1, 2, 3, 5, 10, 15, 20]

/** Every day from one to another, both in. The calendar has a school year for each, and ends with the last. */
export function walkEveryDay(from: string, to: string): Walk {
  const calendar = calendarOver(Number(from.slice(0, 4)) - 1, Number(to.slice(0, 4)) - 1)
  const prepared = prepareCalendar(calendar)
  const known = readDays({ asOf: `${from}T00:00:00Z`, calendar, pupil: { dateOfBirth: '2014-05-06' } })
  const walk: Walk = { days: 0, schoolDays: 0, compared: 0, differences: [] }
  const compare = (what: string, ours: unknown, theirs: unknown) => {
    walk.compared++
    if (ours !== theirs) walk.differences.push(`${what}: ${ours} against ${theirs}`)
  }
  for (let date = from; date <= to; date = naive.plus(date, 1)) {
    walk.days++
    compareDates(date, compare)
    compareClocks(date, compare)
    compareAges(date, compare)
    const place = naive.daysBetween(known.first, date)
    const isSchoolDay = known.days[place]?.isSchoolDay
    const next = around(known, place + 1)
    if (isSchoolDay) walk.schoolDays++
    const word = isSchoolDay === undefined ? 'unknown' : isSchoolDay ? 'yes' : 'no'
    compare(`${date} is a school day`, word, schoolDayOn(prepared, date).answer)
    for (const nth of nths) {
      const ours = naiveNthSchoolDayAfter(next, date, nth).date
      compare(`school day ${nth} after ${date}`, ours, nthSchoolDayAfter(prepared, dayNumber(date), schoolDays(nth)).on)
    }
  }
  return walk
}

type Compare = (what: string, ours: unknown, theirs: unknown) => void

function calendarOver(firstSeptember: number, lastSeptember: number) {
  const schoolYears = []
  for (let september = firstSeptember; september <= lastSeptember; september++) schoolYears.push(schoolYear(september))
  return { terms: schoolYears.flatMap(({ terms }) => terms), closed: schoolYears.flatMap(({ closed }) => closed) }
}

/** Twenty school days are never a quarter of a year away: no need to walk sixteen years for each. */
function around(known: Known, from: number): Known {
  return { ...known, days: known.days.slice(from, from + 100) }
}

function compareDates(date: string, compare: Compare): void {
  compare(`weekday of ${date}`, naive.weekday(date), weekdayOf(dayNumber(date)))
  compare(`month after ${date}`, naive.plusMonth(date), addCalendarMonths(date, 1))
  for (const days of [-31, -1, 1, 7, 28, 366]) {
    compare(`${date} and ${days} days`, naive.plus(date, days), addCalendarDays(date, calendarDays(days)))
  }
  compare(`days to ${date}`, naive.daysBetween('2020-01-01', date), dayNumber(date) - dayNumber('2020-01-01'))
}

/** Every half hour of the day, and the second before. */
function compareClocks(date: string, compare: Compare): void {
  for (let half = 0; half < 48; half++) {
    for (const second of [half * 1800, half * 1800 + 1799]) {
      const instant = naive.instantText(naive.secondsOf(`${date}T00:00:00Z`) + second)
      const ours = naive.londonOf(instant)
      const theirs = londonTime(instant)
      compare(
        `London at ${instant}`,
        `${ours.date} ${ours.time}`,
        `${theirs.date} ${clockText(theirs.millisecondsOfDay)}`,
      )
      if (half % 12 === 0) compare(`text of ${instant}`, instant, instantText(theirs.epochMilliseconds))
    }
  }
}

function clockText(milliseconds: number): string {
  const seconds = milliseconds / 1000
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/** As if born that day. */
function compareAges(date: string, compare: Compare): void {
  const [ours, theirs] = [naive.compulsorySchoolAge(date), compulsorySchoolAgeOf(date)]
  compare(`compulsory school age of ${date}`, `${ours.from} ${ours.to}`, `${theirs.from} ${theirs.to}`)
}
