// For how many children would an absence begin by another calendar? Asked of the registers as they stand; nothing is written.
import { type CalendarYear, calendarForRegister, calendarInForce } from '../calendar/calendarInForce.ts'
import { londonDate } from '../calendar/londonTime.ts'
import { calendarOfYearGroup, prepareCalendar } from '../calendar/schoolCalendar.ts'
import { silentSessions } from '../cases/clock/marksForClock.ts'
import { followRegister } from '../cases/decide/followRegister.ts'
import { scopeOfSource } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { listCasesToFollow } from '../storage/caseStore.ts'
import { listMarks, listPupilIdsAway } from '../storage/markStore.ts'
import { listPupils } from '../storage/pupilStore.ts'
import { listRegisterSessions } from '../storage/registerStore.ts'
import { firstDayRead } from './takeInRegister.ts'

/** The children without a running absence who have one when the school's years are `after`, and have none by those before. */
export async function absencesBegun(
  house: House,
  schoolUrn: string,
  before: readonly CalendarYear[],
  after: readonly CalendarYear[],
): Promise<number> {
  const { database, clock } = house
  const scope = scopeOfSource(schoolUrn)
  const now = clock.now()
  const today = londonDate(now)
  const from = firstDayRead(now, [])
  const [cases, away, registers] = await Promise.all([
    listCasesToFollow(database, scope, null),
    listPupilIdsAway(database, scope, from, today, null),
    listRegisterSessions(database, scope, from, today),
  ])
  const running = new Set(cases.filter(({ summary }) => summary.endedOn === null).map(({ summary }) => summary.pupilId))
  const ids = away.filter((id) => !running.has(id))
  if (ids.length === 0) return 0
  const [pupils, marks] = await Promise.all([
    listPupils(database, scope, ids),
    listMarks(database, scope, ids, from, today),
  ])
  const marksOf = Map.groupBy(marks, ({ pupilId }) => pupilId)
  const complete = registers.filter((register) => register.complete)
  const schools = [before, after].map((years) => {
    const calendar = prepareCalendar(calendarForRegister(calendarInForce(schoolUrn, years), today))
    return { calendar, silent: silentSessions(calendar, complete, now, from) }
  })
  return pupils.filter(({ id, firstKnownOn, leftOn, asks, yearGroup }) => {
    const child = { firstKnownOn, leftOn, asks, marks: marksOf.get(id) ?? [], running: null, changes: [] }
    const [was, is] = schools.map(
      ({ calendar, silent }) =>
        followRegister(child, calendarOfYearGroup(calendar, yearGroup), silent, now).beganOn !== null,
    )
    return is && !was
  }).length
}
