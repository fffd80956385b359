// What is owed for this child, by whom, by when, and why? The one answer; nothing else computes a deadline.
import { type DateText, schoolDays } from '../../calendar/date.ts'
import { londonTime } from '../../calendar/londonTime.ts'
import { isCovered, prepareCalendar, type SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { pupilStatus } from '../../law/childMissingEducation.ts'
import { compulsorySchoolAgeOf, isOfAge } from '../../law/compulsorySchoolAge.ts'
import { chosenPolicy, shippedPolicies } from '../../law/localPolicy.ts'
import { absenceDuties, sameDayReferral } from './absenceDuties.ts'
import { currentAbsence } from './absenceRun.ts'
import { attendanceFigures } from './attendanceFigures.ts'
import type { ClockAnswer, ClockInput } from './clockTypes.ts'
import { attendanceReturnDuties, sicknessReturnDuty, unexplainedCodeDuty } from './codeDuties.ts'
import { inOrder } from './dutyOf.ts'
import { groundH } from './groundH.ts'
import { groundI } from './groundI.ts'
import { missingDuties } from './missingDuties.ts'
import { notesOf } from './notes.ts'
import { pupilSessions } from './pupilSessions.ts'
import { readFacts } from './readFacts.ts'
import { leftOnOrNull, rollDuties } from './rollDuties.ts'

export type { ClockAnswer, ClockFacts, ClockInput, Duty, DutyState, MarkEntry } from './clockTypes.ts'

const notApplicable = { status: 'not-applicable', conditions: [] } as const

/**
 * Answers for one pupil at one moment. For many pupils of a school, prepare the calendar once and pass it with each
 * input, whose own `calendar` is then not read. The input must fit: faults are found at the edges.
 */
export function clock(input: ClockInput, prepared?: SchoolCalendar): ClockAnswer {
  const school = prepared ?? prepareCalendar(input.calendar)
  const asOf = londonTime(input.asOf)
  const facts = readFacts(input.facts ?? {}, asOf)
  const sessions = pupilSessions(school, input.marks ?? [], asOf)
  const isBoarder = input.pupil.boarder === true
  const ageSpan = compulsorySchoolAgeOf(input.pupil.dateOfBirth)
  const isOfAgeOn = (date: DateText) => isOfAge(ageSpan, date)
  const absence = currentAbsence(sessions, facts)
  const policy = chosenPolicy(input.policy, input.policies ?? shippedPolicies, absence?.answer.firstOn ?? asOf.date)
  const duties = [
    ...(absence ? absenceDuties(absence, facts, policy, asOf) : []),
    ...sameDayReferral(absence, facts, asOf),
    ...(isBoarder ? [] : unexplainedCodeDuty(sessions)),
    ...(isBoarder ? [] : attendanceReturnDuties(sessions, facts, isOfAgeOn)),
    ...(isBoarder ? [] : sicknessReturnDuty(sessions, facts, isOfAgeOn)),
    ...rollDuties(input.pupil, sessions, facts),
    ...facts.missing.flatMap((missing) => missingDuties(missing, asOf)),
  ]
  const firstOn = absence?.answer.firstOn
  const canBeRemoved = !isBoarder && isOfAgeOn(asOf.date)
  const leaveEndedOn = input.leave?.endedOn
  return {
    covered: isCovered(school, asOf.day),
    absence: absence?.answer ?? null,
    status: pupilStatus({
      isOfAge: isOfAgeOn(asOf.date),
      hasLeft: leftOnOrNull(input.pupil, asOf.date) !== null,
      isEducationKnown: facts.educationKnown,
      schoolDaysAbsent: absence ? schoolDays(absence.answer.schoolDays) : null,
      isEnquiredAfter: firstOn !== undefined && facts.enquiries.some((enquiry) => enquiry.on >= firstOn),
    }),
    compulsorySchoolAge: ageSpan,
    duties: inOrder(duties),
    removal: {
      groundH: canBeRemoved && leaveEndedOn ? groundH(sessions, facts, leaveEndedOn) : notApplicable,
      groundI: canBeRemoved ? groundI(sessions, facts) : notApplicable,
    },
    attendance: attendanceFigures(sessions, input.pupil.enteredOn ?? null),
    notes: notesOf(input, school, asOf),
  }
}
