// May a name be deleted under ground H? Ten school days after leave ended, and the child has not come.
import type { DateText } from '../../calendar/date.ts'
import { dayNumber } from '../../calendar/date.ts'
import { indexOnOrAfter, isCovered } from '../../calendar/schoolCalendar.ts'
import { notReturnedFromLeaveDeletion, tenthSchoolDay } from '../../law/notReturnedFromLeaveDeletion.ts'
import type { RemovalRule } from '../../law/removalRule.ts'
import { basisOf, versionOn } from '../../law/rule.ts'
import type { GroundHAnswer, RemovalCondition } from './clockTypes.ts'
import { attends, codeOf, type PupilSessions } from './pupilSessions.ts'
import type { ReadFacts } from './readFacts.ts'
import { firstLawfulOn, sharedConditions, statusOf } from './removalConditions.ts'

/** Ground H for a pupil it can apply to, whose leave ended on a date, by the law of the day on which it could be decided. */
export function groundH(pupil: PupilSessions, facts: ReadFacts, endedOn: DateText): GroundHAnswer {
  const { calendar, asOf } = pupil
  const tenth = tenthSchoolDay(calendar, endedOn)
  const from = indexOnOrAfter(calendar, dayNumber(endedOn) + 1)
  const schoolDays = Math.max(0, pupil.closedCount - from)
  let attendedAt = -1
  for (let at = from * 2; at < pupil.count * 2 && attendedAt < 0; at++) if (attends[pupil.states[at]!]) attendedAt = at
  const isOver = tenth.on !== null && schoolDays >= notReturnedFromLeaveDeletion.schoolDays
  const isReached = isOver && attendedAt < 0
  const daysCondition: RemovalCondition = {
    id: 'ten-school-days',
    met: isReached,
    because:
      attendedAt >= 0
        ? `${calendar.dates[attendedAt >> 1]!}: ${codeOf(pupil.states[attendedAt]!)}.`
        : `${schoolDays} of ${notReturnedFromLeaveDeletion.schoolDays}.`,
  }
  const lawfulOn = firstLawfulOn(asOf.date, tenth.on)
  const rule = versionOn<RemovalRule>(notReturnedFromLeaveDeletion, lawfulOn ?? asOf.date)
  const counts = (date: DateText | null) => date !== null && date > endedOn
  const conditions = [daysCondition, ...sharedConditions(facts, counts, rule)]
  return {
    status: statusOf(isReached, isCovered(calendar, asOf.day), conditions),
    schoolDays,
    tenthSchoolDay: tenth.on,
    firstLawfulOn: lawfulOn,
    conditions,
    basis: basisOf(rule),
    working: tenth.working,
  }
}
