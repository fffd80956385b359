// Take in a published calendar: it is kept beside the earlier ones, and absences follow the newest.
import { londonDate } from '../calendar/londonTime.ts'
import { scopeOfSource } from '../cases/roles.ts'
import type { CalendarTold, ToldBy } from '../cases/told.ts'
import type { House } from '../house.ts'
import { writeOfCalendar } from '../storage/calendarStore.ts'
import { listCasesToFollow } from '../storage/caseStore.ts'
import type { Query } from '../storage/database.ts'
import { listPupilIdsAway } from '../storage/markStore.ts'
import { firstDayRead, takeInRegister } from './takeInRegister.ts'

/** The writes for a calendar. An absence may begin on another day by it; it never ends by it. */
export async function takeInCalendar(house: House, by: ToldBy, told: CalendarTold): Promise<Query<unknown>[]> {
  const { schoolUrn, deliveryId } = by
  const scope = scopeOfSource(schoolUrn)
  const now = house.clock.now()
  const running = await listCasesToFollow(house.database, scope, null)
  const pupilIds = await listPupilIdsAway(house.database, scope, firstDayRead(now, running), londonDate(now), null)
  return [
    writeOfCalendar(schoolUrn, told, deliveryId, by.receivedAt),
    ...(await takeInRegister(house, { schoolUrn, pupilIds, running, calendarYear: { ...told, deliveryId } })),
  ]
}
