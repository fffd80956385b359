// What does the register now say about a child's absence: begun, moved, ended? Silence never ends one.

import { dayNumber } from '../../calendar/date.ts'
import { type LondonTime, londonTime } from '../../calendar/londonTime.ts'
import { indexOnOrAfter, type SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { calendarByRegister } from '../calendarByRegister.ts'
import { currentAbsence, effectOnAbsence } from '../clock/absenceRun.ts'
import { marksForClock, type SilentSessions } from '../clock/marksForClock.ts'
import { attends, dayKind, kindOf, type PupilSessions, pupilSessions } from '../clock/pupilSessions.ts'
import { readFacts } from '../clock/readFacts.ts'
import { lastDayExpected } from '../daysOnRoll.ts'
import type { CaseHappening, EndedBecause, Session } from '../events.ts'
import { goneDuringDay } from '../goneDuringDay.ts'
import { absenceCodes, voidCodes } from '../mark.ts'
import type { CaseSummary } from '../replay.ts'
import type { MarkChange } from './takeInMarks.ts'

export interface RegisterMark {
  readonly on: string
  readonly session: Session
  readonly code: string
  readonly source: 'mis' | 'hand' | 'no-mark'
}

export interface RegisterOfPupil {
  readonly firstKnownOn: string
  readonly leftOn: string | null
  /** What somebody must find out about the pupil. Leaving for a place nobody knows ends no absence. */
  readonly asks: 'starter' | 'leaver' | null
  /** All marks that stand, from before the running absence began. */
  readonly marks: readonly RegisterMark[]
  /** The absence that is running, if one is. */
  readonly running: CaseSummary | null
  /** What this message changed of the pupil's marks. */
  readonly changes: readonly MarkChange[]
}

/** What is to be added to the running absence, and whether another begins. */
export interface RegisterFollowed {
  readonly running: readonly CaseHappening[]
  readonly beganOn: string | null
}

const nothing: RegisterFollowed = { running: [], beganOn: null }

/**
 * Compares a pupil's running absence with the register at an instant. `silent` are the school's sessions without a known
 * register. Where no school day shows an absence, a day counts that the calendar calls closed and the register marks N or O.
 */
export function followRegister(
  child: RegisterOfPupil,
  calendar: SchoolCalendar,
  silent: SilentSessions,
  asOf: string,
): RegisterFollowed {
  const { firstOn, followed } = followDays(child, calendar, silent, asOf)
  const marks = child.marks.filter(({ on }) => on >= child.firstKnownOn)
  const byRegister = firstOn === null ? calendarByRegister(calendar, silent, marks, asOf) : null
  if (!byRegister) return followed
  const again = followDays(child, byRegister.calendar, byRegister.silent, asOf)
  return again.firstOn === null ? followed : again.followed
}

function followDays(
  child: RegisterOfPupil,
  calendar: SchoolCalendar,
  silent: SilentSessions,
  asOf: string,
): { readonly firstOn: string | null; readonly followed: RegisterFollowed } {
  const now = londonTime(asOf)
  // Before a child was known here anew, another time on roll ended.
  const pupil = { ...child, marks: child.marks.filter(({ on }) => on >= child.firstKnownOn) }
  const { running } = pupil
  const lastOn = lastDayExpected(pupil)
  const hasLeft = lastOn !== null && lastOn <= now.date
  if (running && running.beganOn > now.date) return { firstOn: null, followed: nothing }
  const marks = marksForClock(pupil.marks, silent, { firstOn: pupil.firstKnownOn, lastOn })
  const sessions = pupilSessions(calendar, marks, now)
  const countedFrom = currentAbsence(sessions, readFacts({}, now))?.answer.firstOn ?? null
  const firstOn = hasLeft ? null : (countedFrom ?? goneOn(pupil.marks, calendar, silent, asOf))
  if (!running) return { firstOn, followed: { running: [], beganOn: firstOn } }
  const corrections = pupil.changes.filter((change) => isCorrection(change, running.beganOn, now)).map(correctionOf)
  const isGone = countedFrom === null && firstOn !== null
  const end = hasLeft ? { on: lastOn, because: 'left' as const } : endOf(pupil, running, sessions, firstOn, isGone)
  const moved = !end && firstOn !== null && firstOn !== running.beganOn
  const happenings = [
    ...corrections,
    ...(end ? [{ what: 'absence-ended' as const, details: end }] : []),
    ...(moved ? [{ what: 'absence-start-moved' as const, details: { from: running.beganOn, to: firstOn } }] : []),
  ]
  return { firstOn, followed: { running: happenings, beganOn: end ? firstOn : null } }
}

/** The day on which the child was here and then marked N, with no word since: no day that counts, but nobody knows where they are. */
function goneOn(
  marks: readonly RegisterMark[],
  calendar: SchoolCalendar,
  silent: SilentSessions,
  asOf: string,
): string | null {
  const marksN = marks.filter(({ code, on }) => code === 'N' && on <= londonTime(asOf).date)
  const inOrder = marksN.sort((one, other) => (one.on + one.session < other.on + other.session ? -1 : 1))
  return goneDuringDay(inOrder, marks, calendar, silent, asOf)?.on ?? null
}

// A day before the absence matters only if it now belongs to it.
function isCorrection({ from, to, on }: MarkChange, beganOn: string, now: LondonTime): boolean {
  if (from === null || on > now.date) return false
  return absenceCodes.has(to) || (absenceCodes.has(from) && on >= beganOn)
}

function correctionOf({ on, session, from, to }: MarkChange): CaseHappening {
  return { what: 'mark-corrected', details: { on, session, from: from ?? '-', to, reason: null } }
}

function endOf(
  pupil: RegisterOfPupil,
  running: CaseSummary,
  sessions: PupilSessions,
  firstOn: string | null,
  isGone: boolean,
) {
  if (firstOn !== null && firstOn <= running.beganOn) return null
  const broken = firstBreak(pupil.marks, sessions, running.beganOn, firstOn, isGone)
  if (firstOn === null) return broken?.end ?? explainedAway(pupil.marks, running.beganOn)
  // The first days were explained and the next were not: the same absence, from a later day.
  return broken && (broken.isAfterDayThatCounts || broken.isAnyAttended) ? broken.end : null
}

/** The first day from `beganOn` on, and before the run that now stands, on which the register breaks the absence. */
function firstBreak(
  marks: readonly RegisterMark[],
  sessions: PupilSessions,
  beganOn: string,
  firstOn: string | null,
  isGone: boolean,
) {
  // An absence that began during a day is not broken by that day's morning; one from before, by that of the day the child went.
  const first = indexOnOrAfter(sessions.calendar, dayNumber(beganOn))
  const isSchoolDay = sessions.calendar.dates[first] === beganOn
  const isMarkedGone =
    isSchoolDay && marks.some(({ on, session, code }) => on === beganOn && session === 'PM' && code === 'N')
  const start = isMarkedGone && effectOnAbsence(dayKind(sessions, first)) === 'ends' ? first + 1 : first
  const before = firstOn === null ? sessions.count : indexOnOrAfter(sessions.calendar, dayNumber(firstOn))
  const stop = before + (isGone ? 1 : 0)
  let end: { on: string; because: EndedBecause } | null = null
  let isAfterDayThatCounts = false
  let isAnyAttended = false
  for (let index = start; index < stop; index += 1) {
    const effect = effectOnAbsence(dayKind(sessions, index))
    if (effect === 'counts' && !end) isAfterDayThatCounts = true
    if (effect !== 'ends') continue
    const because = whyEnded(sessions, index)
    if (because === 'attended') isAnyAttended = true
    end ??= { on: sessions.calendar.dates[index]!, because }
  }
  return end ? { end, isAfterDayThatCounts, isAnyAttended } : null
}

function whyEnded({ states }: PupilSessions, index: number): EndedBecause {
  const [am, pm] = [states[index * 2]!, states[index * 2 + 1]!]
  const deciding = effectOnAbsence(kindOf[am]!) === 'ends' ? am : pm
  return attends[deciding] === 1 ? 'attended' : 'reason-in-register'
}

/** Whether every G, N and O was changed to a code for sessions that nobody could attend. A mark taken back explains nothing. */
function explainedAway(marks: readonly RegisterMark[], beganOn: string): { on: string; because: EndedBecause } | null {
  const since = marks.filter((mark) => mark.on >= beganOn)
  const isOpen = since.some((mark) => absenceCodes.has(mark.code) || (mark.code === '-' && mark.source !== 'no-mark'))
  return !isOpen && since.some((mark) => voidCodes.has(mark.code))
    ? { on: beganOn, because: 'reason-in-register' }
    : null
}
