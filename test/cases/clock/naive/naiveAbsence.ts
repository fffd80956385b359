// Which absence is current, and when is its nth day? The contract, taken one day at a time.
import { daysBetween, plus } from './naiveDates.ts'
import { type Counted, type Day, isGNO, isVoid, type Known, nthSchoolDayAfter, workingFrom } from './naiveDays.ts'

export interface Absence {
  firstOn: string
  /** The days that count, unknown ones among them. */
  days: Day[]
  unknownDays: number
  calendarDays: number
  unexplained: boolean
}

function standingOf(day: Day): 'counts' | 'unknown' | 'passed over' | 'ends' {
  const { sessions } = day
  if (sessions.some(isGNO)) {
    return sessions.every((state) => isGNO(state) || state === '-' || isVoid(state)) ? 'counts' : 'ends'
  }
  if (sessions.every(isVoid)) return 'passed over'
  return sessions.every((state) => state === '-' || isVoid(state)) ? 'unknown' : 'ends'
}

export function naiveAbsence(known: Known): Absence | null {
  const run: Day[] = []
  for (const day of [...known.soFar].reverse()) {
    if (standingOf(day) === 'ends') break
    run.unshift(day)
  }
  while (run.length > 0 && standingOf(run[0]!) !== 'counts') run.shift()
  if (run.length === 0) return null
  const days = run.filter((day) => standingOf(day) !== 'passed over')
  const firstOn = days[0]!.on
  return {
    firstOn,
    days,
    unknownDays: days.filter((day) => standingOf(day) === 'unknown').length,
    calendarDays: daysBetween(firstOn, known.today) + 1,
    unexplained: days.some((day) => hasReasonToAsk(day) && !isExplained(known, firstOn, day.on)),
  }
}

export function hasReasonToAsk(day: Day): boolean {
  return day.sessions.includes('N') || day.sessions.includes('O')
}

function isExplained(known: Known, firstOn: string, on: string): boolean {
  const { explainedOn, explainedUntil } = known.input.facts ?? {}
  if (!explainedOn || explainedOn > known.today || explainedOn < firstOn) return false
  return !explainedUntil || on <= explainedUntil
}

/** The nth day of the absence, counting on where it is shorter. */
export function naiveNthDay(known: Known, absence: Absence, nth: number): Counted {
  const counted = absence.days.map((day) => day.on)
  if (counted.length >= nth) {
    return { date: counted[nth - 1]!, working: workingFrom(absence.firstOn, counted.slice(0, nth)) }
  }
  const today = known.soFar.find((day) => day.on === known.today)
  const todayMayCount = today !== undefined && !counted.includes(today.on) && today.sessions.includes('not yet')
  const after = todayMayCount ? plus(known.today, -1) : known.today
  const more = nthSchoolDayAfter(known, after, nth - counted.length)
  return { date: more.date, working: workingFrom(absence.firstOn, [...counted, ...more.working.counted]) }
}
