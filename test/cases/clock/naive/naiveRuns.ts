// Which runs does the contract find, taken one day at a time?
import type { ClockInput } from '../../../../src/cases/clock/clock.ts'
import {
  firstKnown,
  isSchoolDay,
  lastKnown,
  type Now,
  nowOf,
  nthSchoolDayAfter,
  plus,
  plusMonth,
  type State,
  session,
  sessionsOf,
  weekday,
} from './naiveDays.ts'

const isVoid = (state: State) => ['Y3', 'Y4', 'not yet'].includes(state)
const isGNO = (state: State) => ['G', 'N', 'O'].includes(state)

function absenceDay(states: State[]): 'counts' | 'unknown' | 'passed over' | 'ends' {
  if (states.some(isGNO) && states.every((state) => isGNO(state) || state === '-' || isVoid(state))) return 'counts'
  if (states.every(isVoid)) return 'passed over'
  if (states.every((state) => state === '-' || isVoid(state))) return 'unknown'
  return 'ends'
}

/** The school days up to now, oldest first. */
function schoolDaysSoFar(input: ClockInput, now: Now): string[] {
  const days: string[] = []
  for (let day = firstKnown(input); day <= now.date && day <= lastKnown(input); day = plus(day, 1)) {
    if (isSchoolDay(input, day, now)) days.push(day)
  }
  return days
}

export interface NaiveAbsence {
  counted: string[]
  unknownDays: number
}

export function naiveAbsence(input: ClockInput): NaiveAbsence | null {
  const now = nowOf(input)
  const days = schoolDaysSoFar(input, now)
  const run: { day: string; is: string }[] = []
  while (days.length > 0) {
    const day = days.pop()!
    const is = absenceDay(sessionsOf(input, day, now))
    if (is === 'ends') break
    run.unshift({ day, is })
  }
  while (run.length > 0 && run[0]!.is !== 'counts') run.shift()
  const counted = run.filter(({ is }) => is !== 'passed over')
  if (counted.length === 0) return null
  return { counted: counted.map(({ day }) => day), unknownDays: counted.filter(({ is }) => is === 'unknown').length }
}

/** The nth day of the current run, counting on where it is shorter. */
export function naiveNthDay(input: ClockInput, n: number): string | null {
  const now = nowOf(input)
  const absence = naiveAbsence(input)!
  if (absence.counted.length >= n) return absence.counted[n - 1]!
  let from = now.date
  const today = sessionsOf(input, now.date, now)
  const mayCountToday =
    isSchoolDay(input, now.date, now) && !absence.counted.includes(now.date) && today.includes('not yet')
  if (mayCountToday) from = plus(now.date, -1)
  return nthSchoolDayAfter(input, from, n - absence.counted.length, now)
}

export interface NaiveGroundI {
  startedOn: string | null
  schoolDays: number
  twentieth: string | null
}

export function naiveGroundI(input: ClockInput): NaiveGroundI {
  const now = nowOf(input)
  const days = schoolDaysSoFar(input, now)
  const isOpen = (day: string, which: 'AM' | 'PM', closes: string) =>
    day === now.date && now.time < closes && session(input, day, which, now) !== '#'
  const hasOpenRegister = (day: string) => isOpen(day, 'AM', '09:30') || isOpen(day, 'PM', '14:00')
  while (days.length > 0 && hasOpenRegister(days.at(-1)!)) days.pop()
  const run: string[] = []
  while (days.length > 0 && sessionsOf(input, days.at(-1)!, now).every(isGNO)) run.unshift(days.pop()!)
  const twentieth =
    run.length === 0 ? null : run.length >= 20 ? run[19]! : nthSchoolDayAfter(input, run.at(-1)!, 20 - run.length, now)
  return { startedOn: run[0] ?? null, schoolDays: run.length, twentieth }
}

export interface NaiveReturn {
  triggeredOn: string
  dueOn: string
}

export function naiveAttendanceReturns(input: ClockInput): NaiveReturn[] {
  const now = nowOf(input)
  const returns: NaiveReturn[] = []
  let length = 0
  for (const day of schoolDaysSoFar(input, now)) {
    const states = sessionsOf(input, day, now)
    const keeps = (state: State) => isGNO(state) || state === 'U'
    if (states.some(keeps) && states.every((state) => keeps(state) || state === '-' || isVoid(state))) {
      length++
      if (length === 10) returns.push({ triggeredOn: day, dueOn: plusMonth(day) })
    } else if (!states.every((state) => state === '-' || isVoid(state))) length = 0
  }
  return returns
}

export interface NaiveDeadline {
  earliest: string
  dueOn: string | null
}

export function naiveUnexplainedCode(input: ClockInput): NaiveDeadline | null {
  const now = nowOf(input)
  const earliest = schoolDaysSoFar(input, now).find((day) => sessionsOf(input, day, now).includes('N'))
  return earliest ? { earliest, dueOn: nthSchoolDayAfter(input, earliest, 5, now) } : null
}

/** G, N, O and U sessions of the ten school weeks that end now. */
export function naiveTenWeeks(input: ClockInput): number {
  const now = nowOf(input)
  let monday = plus(now.date, 1 - weekday(now.date))
  let weeks = 0
  let sessions = 0
  while (weeks < 10 && plus(monday, 6) >= firstKnown(input)) {
    const days = [0, 1, 2, 3, 4].map((offset) => plus(monday, offset)).filter((day) => isSchoolDay(input, day, now))
    if (days.length > 0) weeks++
    for (const day of days.filter((day) => day <= now.date)) {
      sessions += sessionsOf(input, day, now).filter((state) => isGNO(state) || state === 'U').length
    }
    monday = plus(monday, -7)
  }
  return sessions
}
