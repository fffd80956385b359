// What happened in each session so far? Lays the marks over the calendar, one byte a session.
import { type DateText, type DayNumber, dayNumber } from '../../calendar/date.ts'
import type { LondonTime } from '../../calendar/londonTime.ts'
import { closeDays, indexOnOrAfter, registersCloseOn, type SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { type AttendanceCode, attendanceCodes } from '../../law/attendanceCodes.ts'
import type { MarkEntry } from './clockTypes.ts'

/** What a session can be, as bits: a day is the two of its sessions taken together. */
export const kind = {
  /** It does not exist: #. */
  none: 0,
  /** G, N or O. */
  unauthorised: 1,
  /** U: the child came, after the register closed. */
  tooLate: 2,
  /** -: no register is known. */
  unknown: 4,
  /** Y3, Y4: nobody could attend. */
  shut: 8,
  /** No mark, and its register has not closed. */
  notYet: 16,
  /** I. */
  ill: 32,
  /** Attended, or a code that ends any run. */
  other: 64,
} as const

// State 0 is not yet, 1 is attended without a mark; the codes follow in the order of their list.
export const notYet = 0
export const attended = 1
const firstCode = 2

const stateOfCode = new Map(attendanceCodes.map((each, index) => [each.code as string, index + firstCode]))
const states = [null, null, ...attendanceCodes]

function kindOfCode(code: AttendanceCode): number {
  if (code.groundI === 'keeps') return kind.unauthorised
  if (code.attendanceReturn === 'keeps') return kind.tooLate
  if (code.absence === 'unknown') return kind.unknown
  if (code.absence === 'passed-over') return code.class === 'administrative' ? kind.none : kind.shut
  return code.code === 'I' ? kind.ill : kind.other
}

function table(of: (code: AttendanceCode) => number, whenNotYet: number, whenAttended: number) {
  return Uint8Array.from(states, (code, state) => (code ? of(code) : state === notYet ? whenNotYet : whenAttended))
}

/** Looked up by state, for every count. */
export const kindOf = table(kindOfCode, kind.notYet, kind.other)
export const isPossible = table((code) => Number(code.possible), 0, 1)
export const isAbsent = table((code) => Number(code.absent), 0, 0)
export const isUnauthorised = table((code) => Number(code.countsForPenalty), 0, 0)
export const attends = table((code) => Number(code.attends), 0, 1)

/** The code of a state, as the register shows it; words for the two that have none. */
export function codeOf(state: number): string {
  return states[state]?.code ?? (state === notYet ? 'not yet' : 'attended')
}

export const stateN = stateOfCode.get('N')!
export const stateO = stateOfCode.get('O')!

export interface PupilSessions {
  /** The school's calendar without the days on which this pupil's register says # twice. */
  readonly calendar: SchoolCalendar
  readonly asOf: LondonTime
  /** Two states a school day, AM first, for the school days up to the date of `asOf`. */
  readonly states: Uint8Array
  /** How many school days that is. */
  readonly count: number
  /** How many of them, from the first, are over: all their registers have closed. */
  readonly closedCount: number
}

/** The states of every session up to the date of `asOf`. Marks of later days are not read; of two, the later holds. */
export function pupilSessions(school: SchoolCalendar, marks: readonly MarkEntry[], asOf: LondonTime): PupilSessions {
  const count = indexOnOrAfter(school, asOf.day + 1)
  const sessionStates = new Uint8Array(count * 2).fill(attended)
  const isToday = count > 0 && school.days[count - 1] === asOf.day
  const closes = registersCloseOn(school, asOf.day)
  const isClosed = (session: 0 | 1) => asOf.millisecondsOfDay >= closes[session]
  if (isToday && !isClosed(0)) sessionStates[count * 2 - 2] = notYet
  if (isToday && !isClosed(1)) sessionStates[count * 2 - 1] = notYet
  let hasClosures = false
  for (const mark of marks) {
    const state = stateOfCode.get(mark.code)!
    if (mark.code === '#') hasClosures = true
    if (mark.on === undefined) {
      // A span is both sessions of each day. Filled at once, for a list of long spans.
      const [start, end] = indexesOf(school, mark, count)
      sessionStates.fill(state, start * 2, end * 2)
      continue
    }
    const index = indexOfDay(school, dayNumber(mark.on))
    if (index < 0 || index >= count) continue
    if (mark.session !== 'PM') sessionStates[index * 2] = state
    if (mark.session !== 'AM') sessionStates[index * 2 + 1] = state
  }
  if (hasClosures) return withoutClosedDays(school, asOf, sessionStates, count)
  return {
    calendar: school,
    asOf,
    states: sessionStates,
    count,
    closedCount: closedDays(school, asOf, sessionStates, count),
  }
}

/** The index of a day that is a school day; -1 for one that is none, or not known. */
export function indexOfDay(school: SchoolCalendar, day: DayNumber): number {
  const index = indexOnOrAfter(school, day)
  return school.days[index] === day ? index : -1
}

/** The school days, as indexes, that a mark entry names among the first `count`. */
export function indexesOf(school: SchoolCalendar, mark: MarkEntry, count: number): [number, number] {
  const from = dayNumber((mark.on ?? mark.from) as DateText)
  const to = mark.on ? from : dayNumber(mark.to as DateText)
  return [indexOnOrAfter(school, from), Math.min(indexOnOrAfter(school, to + 1), count)]
}

function closedDays(school: SchoolCalendar, asOf: LondonTime, sessionStates: Uint8Array, count: number): number {
  if (count === 0 || school.days[count - 1] !== asOf.day) return count
  const exists = (session: 0 | 1) => kindOf[sessionStates[count * 2 - 2 + session]!] !== kind.none
  const isOpen = (session: 0 | 1) =>
    exists(session) && asOf.millisecondsOfDay < registersCloseOn(school, asOf.day)[session]
  return isOpen(0) || isOpen(1) ? count - 1 : count
}

function withoutClosedDays(school: SchoolCalendar, asOf: LondonTime, all: Uint8Array, count: number): PupilSessions {
  const closed = new Set<DayNumber>()
  const kept = new Uint8Array(count * 2)
  let keptCount = 0
  for (let index = 0; index < count; index++) {
    const am = all[index * 2]!
    const pm = all[index * 2 + 1]!
    if ((kindOf[am]! | kindOf[pm]!) === kind.none) {
      closed.add(school.days[index]!)
      continue
    }
    kept[keptCount * 2] = am
    kept[keptCount * 2 + 1] = pm
    keptCount++
  }
  const calendar = closed.size > 0 ? closeDays(school, closed, 'planned closure (#)') : school
  const states = kept.subarray(0, keptCount * 2)
  return { calendar, asOf, states, count: keptCount, closedCount: closedDays(calendar, asOf, states, keptCount) }
}

/** What the sessions of a day are together: the bits of `kind` of those that exist. */
export function dayKind(pupil: PupilSessions, index: number): number {
  return kindOf[pupil.states[index * 2]!]! | kindOf[pupil.states[index * 2 + 1]!]!
}
