// Which days are school days, and what is known of each session? The contract, taken one day at a time.
import type { ClockInput } from '../../../../src/cases/clock/clock.ts'
import { datesFrom, londonOf, plus, secondsOf, weekday } from './naiveDates.ts'

/** A code, 'attended' or 'not yet'. */
export type State = string

export interface Day {
  on: string
  isSchoolDay: boolean
  /** The sessions that exist. */
  sessions: State[]
  /** Whether the registers of the sessions that exist have all closed. */
  hasClosed: boolean
}

export interface Known {
  input: ClockInput
  today: string
  /** Seconds, to compare instants with. */
  asOf: number
  /** The first and the last day that is known. */
  first: string
  last: string
  /** From the first to the last, one after the other. */
  days: Day[]
  /** Those that are school days and have begun. */
  soFar: Day[]
}

export function isVoid(state: State): boolean {
  return state === 'Y3' || state === 'Y4' || state === 'not yet'
}

export function isGNO(state: State): boolean {
  return state === 'G' || state === 'N' || state === 'O'
}

export function readDays(input: ClockInput): Known {
  const { date: today, time } = londonOf(input.asOf)
  let first = input.calendar.terms[0]!.from
  let last = input.calendar.terms[0]!.to
  for (const term of input.calendar.terms) {
    if (term.from < first) first = term.from
    if (term.to > last) last = term.to
  }
  const days = datesFrom(first, last).map((on) => readDay(input, on, today, time))
  const soFar = days.filter((day) => day.isSchoolDay && day.on <= today)
  return { input, today, asOf: secondsOf(input.asOf), first, last, days, soFar }
}

function readDay(input: ClockInput, on: string, today: string, time: string): Day {
  const isOpen =
    input.calendar.terms.some((term) => term.from <= on && on <= term.to) &&
    weekday(on) <= 5 &&
    !(input.calendar.closed ?? []).some((closed) => closed.on === on)
  if (!isOpen) return { on, isSchoolDay: false, sessions: [], hasClosed: false }
  const closing = [input.calendar.registersClose?.AM ?? '09:30', input.calendar.registersClose?.PM ?? '14:00']
  const sessions: State[] = []
  let hasClosed = true
  for (const which of ['AM', 'PM'] as const) {
    const registerHasClosed = on < today || (on === today && time >= `${closing[which === 'AM' ? 0 : 1]}:00`)
    let state = registerHasClosed ? 'attended' : 'not yet'
    for (const mark of on <= today ? (input.marks ?? []) : []) {
      const namesDay = mark.on ? mark.on === on : mark.from! <= on && on <= mark.to!
      if (namesDay && (!mark.session || mark.session === which)) state = mark.code
    }
    if (state === '#') continue
    sessions.push(state)
    if (!registerHasClosed) hasClosed = false
  }
  return { on, isSchoolDay: sessions.length > 0, sessions, hasClosed }
}

/** Days counted, and the weekdays between them that were not. */
export interface Working {
  counted: string[]
  skipped: { on: string }[]
}

export const nothingCounted: Working = { counted: [], skipped: [] }

/** The working of days counted from a day on. */
export function workingFrom(from: string, counted: string[]): Working {
  if (counted.length === 0) return nothingCounted
  const between = datesFrom(from, counted.at(-1)!).filter((on) => !counted.includes(on) && weekday(on) <= 5)
  return { counted, skipped: between.map((on) => ({ on })) }
}

/** The working of calendar days after a date: each of them counts. */
export function workingOfDaysAfter(date: string, days: number): Working {
  return { counted: datesFrom(plus(date, 1), plus(date, days)), skipped: [] }
}

export interface Counted {
  date: string | null
  working: Working
}

/** The nth school day after a date; no date where not every day between is known. */
export function nthSchoolDayAfter(known: Known, date: string, nth: number): Counted {
  const counted: string[] = []
  const from = plus(date, 1)
  if (from < known.first) return { date: null, working: nothingCounted }
  for (const day of known.days) {
    if (day.on < from || !day.isSchoolDay) continue
    counted.push(day.on)
    if (counted.length === nth) return { date: day.on, working: workingFrom(from, counted) }
  }
  return { date: null, working: workingFrom(from, counted) }
}
