// How much of the possible attendance has the child missed, and is a penalty notice to be considered?
import { type DateText, dayNumber, weekdayOf } from '../../calendar/date.ts'
import { indexOnOrAfter } from '../../calendar/schoolCalendar.ts'
import { mustConsiderPenaltyNotice, penaltyNoticeThreshold } from '../../law/penaltyNoticeThreshold.ts'
import { absenceBand } from '../../law/persistentAbsence.ts'
import type { AttendanceAnswer } from './clockTypes.ts'
import { isAbsent, isPossible, isUnauthorised, type PupilSessions } from './pupilSessions.ts'

/** The figures from the first day of the calendar, or of the pupil, to now; sessions still to come are left out. */
export function attendanceFigures(pupil: PupilSessions, enteredOn: DateText | null): AttendanceAnswer {
  const { calendar, states, count } = pupil
  const first = enteredOn === null ? 0 : indexOnOrAfter(calendar, dayNumber(enteredOn))
  let possible = 0
  let absent = 0
  for (let at = first * 2; at < count * 2; at++) {
    possible += isPossible[states[at]!]!
    absent += isAbsent[states[at]!]!
  }
  let unauthorised = 0
  for (let at = Math.max(first, tenWeeksFrom(pupil)) * 2; at < count * 2; at++) {
    unauthorised += isUnauthorised[states[at]!]!
  }
  return {
    possible,
    absent,
    band: absenceBand(absent, possible),
    unauthorisedInTenWeeks: unauthorised,
    considerPenaltyNotice: mustConsiderPenaltyNotice(unauthorised),
  }
}

// The index of the first school day of the ten school weeks that end with this one, or with the last before it.
function tenWeeksFrom({ calendar, asOf }: PupilSessions): number {
  const mondayOf = (day: number) => day - weekdayOf(day) + 1
  let index = indexOnOrAfter(calendar, mondayOf(asOf.day) + 7)
  for (let week = 0; week < penaltyNoticeThreshold.schoolWeeks && index > 0; week++) {
    index = indexOnOrAfter(calendar, mondayOf(calendar.days[index - 1]!))
  }
  return index
}
