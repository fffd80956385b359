// How long has the child been away now? The current run, back from the last school day.
import type { DayRun } from '../../calendar/counting.ts'
import type { DayNumber } from '../../calendar/date.ts'
import { indexOnOrAfter } from '../../calendar/schoolCalendar.ts'
import type { AbsenceAnswer } from './clockTypes.ts'
import { codeOf, dayKind, kind, type PupilSessions, stateN, stateO } from './pupilSessions.ts'
import type { ReadFacts } from './readFacts.ts'

const passes = kind.unknown | kind.shut | kind.notYet

/** What a day does to the run: it counts, nothing is known of it, nobody could attend, or the run ends there. */
export function effectOnAbsence(kinds: number): 'counts' | 'unknown' | 'passed-over' | 'ends' {
  if ((kinds & ~(passes | kind.unauthorised)) !== 0) return 'ends'
  if ((kinds & kind.unauthorised) !== 0) return 'counts'
  return (kinds & kind.unknown) !== 0 ? 'unknown' : 'passed-over'
}

export interface Absence {
  readonly answer: AbsenceAnswer
  /** The days that count, and where one counts on from. */
  readonly run: DayRun
  /** Whether some session of the days that count is N or O: the register does not say why. */
  readonly hasUnsaidReason: boolean
}

/**
 * The run up to the date of `asOf`, or null when no day counts. An unknown day after the first that counts, counts:
 * silence never moves a deadline.
 */
export function currentAbsence(pupil: PupilSessions, facts: ReadFacts): Absence | null {
  const { calendar, asOf } = pupil
  let first = -1
  for (let index = pupil.count - 1; index >= 0; index--) {
    const effect = effectOnAbsence(dayKind(pupil, index))
    if (effect === 'ends') break
    if (effect === 'counts') first = index
  }
  if (first < 0) return null
  const firstOn = calendar.dates[first]!
  const explainedUntil = facts.explainedOn !== null && facts.explainedOn >= firstOn ? facts.explainedUntil : null
  const counted: DayNumber[] = []
  let unknownDays = 0
  let hasUnsaidReason = false
  let isUnexplained = false
  for (let index = first; index < pupil.count; index++) {
    const effect = effectOnAbsence(dayKind(pupil, index))
    if (effect === 'passed-over') continue
    counted.push(calendar.days[index]!)
    if (effect === 'unknown') unknownDays++
    else if (isUnsaid(pupil.states[index * 2]!) || isUnsaid(pupil.states[index * 2 + 1]!)) {
      hasUnsaidReason = true
      if (explainedUntil === null || calendar.dates[index]! > explainedUntil) isUnexplained = true
    }
  }
  return {
    answer: {
      firstOn,
      schoolDays: counted.length,
      unknownDays,
      calendarDays: asOf.day - counted[0]! + 1,
      unexplained: isUnexplained,
    },
    run: { calendar, counted, countsOnFrom: countsOnFrom(pupil, counted), whyPassedOver: whyPassedOver(pupil) },
    hasUnsaidReason,
  }
}

function isUnsaid(state: number): boolean {
  return state === stateN || state === stateO
}

// A day that does not count yet, but has a session still to come, may count before it is over.
function countsOnFrom(pupil: PupilSessions, counted: readonly DayNumber[]): DayNumber {
  const today = pupil.asOf.day
  const last = pupil.count - 1
  const mayStillCount =
    pupil.calendar.days[last] === today && counted.at(-1) !== today && (dayKind(pupil, last) & kind.notYet) !== 0
  return mayStillCount ? today : today + 1
}

/** Why a school day inside a run does not count, by the codes of its sessions. */
export function whyPassedOver(pupil: PupilSessions): (day: DayNumber) => string {
  return (day) => {
    const index = indexOnOrAfter(pupil.calendar, day)
    const codes = [...new Set([pupil.states[index * 2]!, pupil.states[index * 2 + 1]!].map(codeOf))]
    return codes.includes('-') ? 'no register is known' : `nobody could attend (${codes.join(', ')})`
  }
}
