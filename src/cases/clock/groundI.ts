// May a name be deleted under ground I? Twenty school days of G, N and O, and nothing passed over.
import { type DayRun, workingOf } from '../../calendar/counting.ts'
import type { DateText } from '../../calendar/date.ts'
import { isCovered } from '../../calendar/schoolCalendar.ts'
import type { RemovalRule } from '../../law/removalRule.ts'
import { basisOf, versionOn } from '../../law/rule.ts'
import { twentiethSchoolDay, whereaboutsUnknownDeletion } from '../../law/whereaboutsUnknownDeletion.ts'
import type { GroundIAnswer, RemovalCondition } from './clockTypes.ts'
import { noWorking } from './dutyOf.ts'
import { codeOf, dayKind, kind, kindOf, type PupilSessions } from './pupilSessions.ts'
import type { ReadFacts } from './readFacts.ts'
import { firstLawfulOn, sharedConditions, statusOf } from './removalConditions.ts'

const needed = whereaboutsUnknownDeletion.schoolDays

/** Ground I for a pupil it can apply to, by the law of the day on which it could be decided. */
export function groundI(pupil: PupilSessions, facts: ReadFacts): GroundIAnswer {
  const { calendar, asOf, closedCount } = pupil
  const length = runLength(pupil, kind.unauthorised)
  const days = calendar.days.slice(closedCount - length, closedCount)
  const runStartedOn = length > 0 ? calendar.dates[closedCount - length]! : null
  const run: DayRun = {
    calendar,
    counted: days,
    countsOnFrom: (days.at(-1) ?? asOf.day) + 1,
    whyPassedOver: () => '',
  }
  const twentieth = runStartedOn === null ? null : twentiethSchoolDay(run)
  const counts = (date: DateText | null) => date !== null && runStartedOn !== null && date >= runStartedOn
  const isReached = length >= needed
  const daysCondition: RemovalCondition = {
    id: 'twenty-school-days',
    met: isReached,
    because: `${length} of ${needed}.`,
  }
  const reachedOn = twentieth?.on ?? null
  const lawfulOn = firstLawfulOn(asOf.date, reachedOn)
  const rule = versionOn<RemovalRule>(whereaboutsUnknownDeletion, lawfulOn ?? asOf.date)
  const conditions = [daysCondition, onlyGNO(pupil), ...sharedConditions(facts, counts, rule)]
  const wouldReach = runLength(pupil, kind.unauthorised | kind.shut | kind.unknown) >= needed
  return {
    status: !isReached && wouldReach ? 'needs-review' : statusOf(isReached, isCovered(calendar, asOf.day), conditions),
    runStartedOn,
    schoolDays: length,
    twentiethSchoolDay: reachedOn,
    firstLawfulOn: lawfulOn,
    conditions,
    basis: basisOf(rule),
    working: length > 0 ? workingOf(run, days) : noWorking,
  }
}

/** How many days, back from the last that is over, are made of nothing but these kinds. */
function runLength(pupil: PupilSessions, allowed: number): number {
  let index = pupil.closedCount
  while (index > 0 && (dayKind(pupil, index - 1) & ~allowed) === 0) index--
  return pupil.closedCount - index
}

// Names the first other code: earlier in the twenty days than any that follow.
function onlyGNO(pupil: PupilSessions): RemovalCondition {
  const id = 'only-g-n-o'
  const from = pupil.closedCount - needed
  for (let at = Math.max(0, from) * 2; at < pupil.closedCount * 2; at++) {
    const state = pupil.states[at]!
    if ((kindOf[state]! & ~kind.unauthorised) === 0) continue
    const when = `${pupil.calendar.dates[at >> 1]!}, ${at % 2 === 0 ? 'AM' : 'PM'}`
    return { id, met: false, because: `${when}: ${codeOf(state)}.` }
  }
  if (from < 0) return { id, met: null, because: `Only the last ${pupil.closedCount} school days are known.` }
  return { id, met: true, because: `Nothing but G, N and O on the last ${needed} school days.` }
}
