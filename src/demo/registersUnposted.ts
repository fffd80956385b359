// How do many days of registers get in without a delivery each? Taken in as the intake would, but for plain presence.
import { takeIn } from '../actions/takeIn.ts'
import { takeInRegister } from '../actions/takeInRegister.ts'
import type { RegisterSession } from '../cases/mark.ts'
import { scopeOfSource } from '../cases/roles.ts'
import type { MarkTold } from '../cases/told.ts'
import { listRunningCases } from '../storage/caseStore.ts'
import { clashOf } from '../storage/clashes.ts'
import type { Query } from '../storage/database.ts'
import { writeOfFeedHeard, writeOfRegisterSession } from '../storage/registerStore.ts'
import { mostDaysLater } from './deliveries.ts'
import type { DemonstrationHouse } from './demonstrationHouse.ts'
import { type DemonstrationSchool, schools } from './northmoor.ts'
import { childrenOn, codeAt, type DemonstrationMark, northmoor } from './registers.ts'
import { instantOf, type Moment, momentOf, moments, schoolDates } from './schoolTimes.ts'

export const schoolsWithFeed = schools.filter((school) => school.registerKept === 'mis')

/**
 * Takes in what these schools' registers said and changed, moment by moment, after one instant and before another. A
 * whole register need not spell out plain presence, so it is left out: this is ten times as fast as the deliveries.
 */
export async function takeInUnposted(
  house: DemonstrationHouse,
  from: readonly DemonstrationSchool[],
  after: string,
  before: string,
): Promise<void> {
  const first = Math.max(schoolDates.findIndex((date) => date >= after.slice(0, 10)) - 1, 0)
  const end = schoolDates.filter((date) => date <= before.slice(0, 10)).length
  for (let moment = momentOf(first, 'notes'); moment < momentOf(end, 'notes'); moment += 1) {
    const sending = from.filter((school) => {
      const at = instantOf(school, moment)
      return at > after && at < before
    })
    for (const writesAt of [marksAt, closingAt]) await commitFor(house, sending, moment, writesAt)
  }
}

type WritesAt = (house: DemonstrationHouse, school: DemonstrationSchool, moment: Moment) => Promise<Query<unknown>[]>

/** One commit for all schools. Looks again when a visitor wrote to one of the absences meanwhile. */
async function commitFor(
  house: DemonstrationHouse,
  sending: readonly DemonstrationSchool[],
  moment: Moment,
  writesAt: WritesAt,
): Promise<void> {
  for (let round = 1; ; round += 1) {
    const writes: Query<unknown>[] = []
    for (const school of sending) {
      house.clock.put(instantOf(school, moment))
      writes.push(...(await writesAt(house, school, moment)))
    }
    try {
      if (writes.length > 0) await house.database.commit(writes)
      return
    } catch (cause) {
      if (clashOf(cause)?.kind !== 'changed-meanwhile' || round === 5) throw cause
    }
  }
}

/** What a register said, or what the office changed at another moment. */
async function marksAt(
  house: DemonstrationHouse,
  school: DemonstrationSchool,
  moment: Moment,
): Promise<Query<unknown>[]> {
  const sessions = northmoor().marksOf.get(school.urn)!
  const at = sessionOf(moment)
  const day = Math.floor(moment / moments.length)
  const since = sessions.slice(Math.max(2 * (day - mostDaysLater), 0), 2 * day + 2)
  const marks = at !== null ? sessions[at]! : since.flat().filter((mark) => mark.changed?.at === moment)
  const by = { schoolUrn: school.urn, deliveryId: deliveryIdOf(school, moment), receivedAt: house.clock.now() }
  const told = { what: 'marks' as const, marks: marks.map((mark) => toldAt(mark, school, moment)) }
  return [...(await takeIn(house, by, told)).writes]
}

/** After a register: it is whole, and the absences that it breaks end. At the end of the day the feed is heard once more. */
async function closingAt(
  house: DemonstrationHouse,
  school: DemonstrationSchool,
  moment: Moment,
): Promise<Query<unknown>[]> {
  const at = sessionOf(moment)
  const heard = writeOfFeedHeard(school.urn, 'attendance.session', house.clock.now(), true)
  if (at === null) return moments[moment % moments.length] === 'end-of-day' ? [heard] : []
  const running = await listRunningCases(house.database, scopeOfSource(school.urn), null)
  const register = registerOf(school, at)
  const news = { schoolUrn: school.urn, pupilIds: [], running, register: { ...register, isNewlyComplete: false } }
  return [writeOfRegisterSession(register), ...(await takeInRegister(house, news)), heard]
}

/** A mark as the school's system tells it at a moment: as it stands then, changed when it was changed. */
export function toldAt(mark: DemonstrationMark, school: DemonstrationSchool, moment: Moment): MarkTold {
  const { child, day, session, changed, minutesLate } = mark
  const changedAt = changed && changed.at <= moment ? changed.at : registerMoment(day, session)
  const code = codeAt(mark, moment)
  const isLate = code === 'L' || code === 'U'
  return {
    pupil: { misId: child.misId, upn: child.upn },
    on: schoolDates[day]!,
    session,
    code,
    minutesLate: isLate ? minutesLate : null,
    comment: null,
    stamp: instantOf(school, changedAt),
  }
}

/** A whole register of a session, counted from the start of the year: twice the day's place, one more for PM. */
export function registerOf(school: DemonstrationSchool, at: number): RegisterSession {
  const day = Math.floor(at / 2)
  const session = at % 2 === 0 ? 'AM' : 'PM'
  const closedAt = instantOf(school, registerMoment(day, session))
  const expected = childrenOn(school.urn, schoolDates[day]!).length
  const counts = { expected, marked: expected, complete: true }
  const heard = {
    closedAt,
    lastHeardAt: closedAt,
    source: 'mis' as const,
    stamp: `${closedAt}|northmoor-${school.urn}`,
  }
  return { schoolUrn: school.urn, on: schoolDates[day]!, session, ...counts, ...heard }
}

export function deliveryIdOf(school: DemonstrationSchool, moment: Moment): string {
  return `northmoor-${school.urn}-${moment}-0`
}

function registerMoment(day: number, session: 'AM' | 'PM'): Moment {
  return momentOf(day, session === 'AM' ? 'morning-register' : 'afternoon-register')
}

function sessionOf(moment: Moment): number | null {
  const day = Math.floor(moment / moments.length)
  const dayMoment = moments[moment % moments.length]!
  if (dayMoment === 'morning-register') return 2 * day
  return dayMoment === 'afternoon-register' ? 2 * day + 1 : null
}
