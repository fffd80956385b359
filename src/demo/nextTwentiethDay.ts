// When does the next unexplained absence reach its twentieth school day? Asked of the same clock as everything else.
import { londonDate } from '../calendar/londonTime.ts'
import { prepareCalendar } from '../calendar/schoolCalendar.ts'
import { clock } from '../cases/clock/clock.ts'
import { marksForClock, silentSessions } from '../cases/clock/marksForClock.ts'
import { lastDayExpected } from '../cases/daysOnRoll.ts'
import type { Pupil } from '../cases/pupil.ts'
import { scopeOfSource } from '../cases/roles.ts'
import { findCalendar } from '../storage/calendarStore.ts'
import { listRunningCases } from '../storage/caseStore.ts'
import { listMarks } from '../storage/markStore.ts'
import { listPupils } from '../storage/pupilStore.ts'
import { listRegisterSessions } from '../storage/registerStore.ts'
import type { DemonstrationHouse } from './demonstrationHouse.ts'
import { northmoor } from './registers.ts'
import { londonInstant, schoolDates } from './schoolTimes.ts'

/** Half past three on that day, the first after now, for an absence at one of these schools; null when there is none. */
export async function nextTwentiethDay(house: DemonstrationHouse, urns: readonly string[]): Promise<string | null> {
  const days = await Promise.all(urns.map((urn) => twentiethDaysAt(house, urn)))
  const instants = days.flat().map((date) => londonInstant(date, '15:30'))
  return instants.filter((instant) => instant > house.clock.now()).sort()[0] ?? null
}

async function twentiethDaysAt({ database, clock: houseClock }: DemonstrationHouse, urn: string): Promise<string[]> {
  const scope = scopeOfSource(urn)
  const asOf = houseClock.now()
  const running = await listRunningCases(database, scope, null)
  const published = await findCalendar(database, scope, urn)
  if (running.length === 0 || !published) return []
  const calendar = prepareCalendar(published)
  const ids = running.map(({ summary }) => summary.pupilId)
  const [from, to] = [calendar.dates[0]!, londonDate(asOf)]
  const [pupils, marks, registers] = await Promise.all([
    listPupils(database, scope, ids),
    listMarks(database, scope, ids, from, to),
    listRegisterSessions(database, scope, from, to),
  ])
  const silent = silentSessions(
    calendar,
    registers.filter((register) => register.complete),
    asOf,
    from,
  )
  const marksOf = Map.groupBy(marks, (mark) => mark.pupilId)
  return pupils.flatMap((pupil) => {
    const known = marksForClock(marksOf.get(pupil.id) ?? [], silent, {
      firstOn: pupil.firstKnownOn,
      lastOn: lastDayExpected(pupil),
    })
    const about = { dateOfBirth: pupil.dateOfBirth ?? '2016-01-01', boarder: pupil.boarder, leftOn: pupil.leftOn }
    const { groundI } = clock({ asOf, calendar: published, pupil: about, marks: known }, calendar).removal
    const day = groundI.twentiethSchoolDay
    return day && isStillAway(pupil, day) ? [day] : []
  })
}

/** What the invented register will say; of a child it does not know nothing can be said, and the day is kept. */
function isStillAway(pupil: Pupil, date: string): boolean {
  const { childrenOf, marksOf } = northmoor()
  const child = childrenOf.get(pupil.schoolUrn)?.find(({ misId }) => misId === pupil.misId)
  const marks = marksOf.get(pupil.schoolUrn)?.[2 * schoolDates.indexOf(date)]
  return !child || !marks || marks.some((mark) => mark.child === child && mark.first === 'N')
}
