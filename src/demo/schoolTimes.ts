// When does a school's office send something? Six moments of each school day, and the instants they fall on.

import { Temporal } from 'temporal-polyfill'
import { utcInstant } from '../calendar/londonTime.ts'
import { prepareCalendar } from '../calendar/schoolCalendar.ts'
import { type DemonstrationSchool, lateRegister, schoolYear } from './northmoor.ts'

/** The school days of the year in order; everything here counts days by their place in it. */
export const schoolDates: readonly string[] = prepareCalendar(schoolYear).dates

/** What the office does in a day, in order: yesterday's notes, the registers, and what it learnt by telephone. */
export const moments = [
  'notes',
  'morning-register',
  'late-arrivals',
  'calls',
  'afternoon-register',
  'end-of-day',
] as const
export type DayMoment = (typeof moments)[number]

/** A moment of the year: the place of its day times six and its place in the day. Earlier is smaller. */
export type Moment = number

export function momentOf(day: number, dayMoment: DayMoment): Moment {
  return day * moments.length + moments.indexOf(dayMoment)
}

const clockTimes: Record<DayMoment, string> = {
  notes: '08:50',
  'morning-register': '09:30',
  'late-arrivals': '09:41',
  calls: '11:30',
  'afternoon-register': '14:00',
  'end-of-day': '15:15',
}

/** The instant at which a school's MIS sends what a moment brought, UTC with milliseconds. */
export function instantOf(school: DemonstrationSchool, moment: Moment): string {
  const date = schoolDates[Math.floor(moment / moments.length)]!
  const dayMoment = moments[moment % moments.length]!
  const usual = millisecondsOf(moment) + school.sendsAfterMinutes * 60_000
  const isHeldUp = school.urn === lateRegister.urn && date === lateRegister.on && dayMoment !== 'notes'
  const from = isHeldUp ? Date.parse(lateRegister.at) + moments.indexOf(dayMoment) * 1000 : 0
  return utcInstant(Math.max(usual, from))
}

const known: number[] = []

function millisecondsOf(moment: Moment): number {
  known[moment] ??= Date.parse(
    londonInstant(schoolDates[Math.floor(moment / moments.length)]!, clockTimes[moments[moment % moments.length]!]),
  )
  return known[moment]!
}

/** The instant at which London's clocks show a time ('HH:MM') on a date. */
export function londonInstant(date: string, time: string): string {
  const there = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime('Europe/London')
  return utcInstant(there.epochMilliseconds)
}
