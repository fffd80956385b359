// What does the whole contract answer? A second implementation: slow, simple, and written without looking at the engine.
import type { ClockInput } from '../../../../src/cases/clock/clock.ts'
import { type Absence, naiveAbsence } from './naiveAbsence.ts'
import { naiveAbsenceDuties } from './naiveAbsenceDuties.ts'
import { type Attendance, naiveAttendance } from './naiveAttendance.ts'
import { naiveCodeDuties } from './naiveCodeDuties.ts'
import { compulsorySchoolAge } from './naiveDates.ts'
import { type Known, readDays } from './naiveDays.ts'
import { inOrder, isOn, type NaiveDuty } from './naiveDuty.ts'
import { type NaiveGround, naiveGroundH, naiveGroundI } from './naiveGrounds.ts'
import { naiveMissingDuties, naiveRiskDuties, naiveRollDuties } from './naiveOtherDuties.ts'

export interface NaiveAnswer {
  covered: boolean
  absence: (Omit<Absence, 'days'> & { schoolDays: number }) | null
  status: string
  compulsorySchoolAge: { from: string; to: string }
  duties: NaiveDuty[]
  removal: { groundH: NaiveGround; groundI: NaiveGround }
  attendance: Attendance
}

export function naiveClock(input: ClockInput): NaiveAnswer {
  const known = readDays(input)
  const absence = naiveAbsence(known)
  return {
    covered: known.first <= known.today && known.today <= known.last,
    absence: absence && {
      firstOn: absence.firstOn,
      schoolDays: absence.days.length,
      unknownDays: absence.unknownDays,
      calendarDays: absence.calendarDays,
      unexplained: absence.unexplained,
    },
    status: statusOf(known, absence),
    compulsorySchoolAge: compulsorySchoolAge(input.pupil.dateOfBirth),
    duties: inOrder([
      ...naiveAbsenceDuties(known, absence),
      ...naiveRiskDuties(known, absence),
      ...naiveCodeDuties(known),
      ...naiveRollDuties(known),
      ...naiveMissingDuties(known),
    ]),
    removal: { groundH: naiveGroundH(known), groundI: naiveGroundI(known) },
    attendance: naiveAttendance(known),
  }
}

function statusOf(known: Known, absence: Absence | null): string {
  const { pupil, facts } = known.input
  const age = compulsorySchoolAge(pupil.dateOfBirth)
  if (known.today < age.from || known.today > age.to) return 'not-of-age'
  if (isOn(known, pupil.leftOn)) return facts?.educationKnown ? 'left' : 'cme'
  if (absence === null) return 'attending'
  const enquired = (facts?.enquiries ?? []).some(({ on }) => isOn(known, on, absence.firstOn))
  return absence.days.length >= 10 || enquired ? 'at-risk-of-cme' : 'absent-on-roll'
}
