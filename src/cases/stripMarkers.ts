// On which days of the running absence does something turn? School days 3, 10 and 20, and calendar day 28.
import { type Counted, nthCalendarDayAfter, nthDayOf } from '../calendar/counting.ts'
import { calendarDays, type DateText } from '../calendar/date.ts'
import { londonTime } from '../calendar/londonTime.ts'
import type { SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { attendanceReturn } from '../law/attendanceReturn.ts'
import { authorityEnquiries } from '../law/authorityEnquiries.ts'
import { type LocalPolicies, localPolicyOn } from '../law/localPolicy.ts'
import { whereaboutsUnknownDeletion } from '../law/whereaboutsUnknownDeletion.ts'
import { currentAbsence } from './clock/absenceRun.ts'
import type { MarkEntry } from './clock/clockTypes.ts'
import { pupilSessions } from './clock/pupilSessions.ts'
import { readFacts } from './clock/readFacts.ts'

/** A day worth a flag on the strip. `on` null: the calendar ends before it, `because` says where. */
export interface StripMarker {
  readonly days: number
  readonly unit: 'school day' | 'calendar day'
  readonly on: DateText | null
  readonly because: string | null
}

/** The markers of the absence running at an instant, in order of their numbers; none without one. */
export function stripMarkers(
  calendar: SchoolCalendar,
  marks: readonly MarkEntry[],
  asOf: string,
  policies: LocalPolicies,
): StripMarker[] {
  const now = londonTime(asOf)
  const absence = currentAbsence(pupilSessions(calendar, marks, now), readFacts({}, now))
  if (!absence) return []
  const { escalateOnSchoolDay } = localPolicyOn(policies, absence.answer.firstOn).numbers
  const turns = [escalateOnSchoolDay, attendanceReturn.schoolDays, whereaboutsUnknownDeletion.schoolDays]
  const after = calendarDays(authorityEnquiries.closesOnCalendarDay - 1)
  return [
    ...turns.map((days) => schoolDayMarker(days, nthDayOf(absence.run, days))),
    {
      days: authorityEnquiries.closesOnCalendarDay,
      unit: 'calendar day',
      on: nthCalendarDayAfter(absence.answer.firstOn, after).on,
      because: null,
    },
  ]
}

function schoolDayMarker(days: number, reached: Counted): StripMarker {
  return { days, unit: 'school day', on: reached.on, because: reached.on === null ? reached.because : null }
}
