// Take in a published calendar: it is kept beside the earlier ones, and absences follow the newest that says something new.
import type { CalendarYear } from '../calendar/calendarInForce.ts'
import { scopeOfSource } from '../cases/roles.ts'
import type { CalendarTold, ToldBy } from '../cases/told.ts'
import type { House } from '../house.ts'
import { listVersionsOfYear, writeOfCalendar } from '../storage/calendarStore.ts'
import type { Query } from '../storage/database.ts'
import { changeCalendar } from './changeCalendar.ts'

/** The writes for a calendar that a school's system has published. What it says again does not undo what a person entered since. */
export async function takeInCalendar(house: House, by: ToldBy, told: CalendarTold): Promise<readonly Query<unknown>[]> {
  const { schoolUrn, deliveryId } = by
  const { academicYear, publishedAt, terms, closed, registersClose } = told
  const scope = scopeOfSource(schoolUrn)
  const version: CalendarYear = {
    academicYear,
    publishedAt,
    deliveryId,
    terms,
    closed,
    registersClose,
    source: 'mis',
  }
  const { writes } = await changeCalendar(house, {
    schoolUrn,
    version,
    versions: await listVersionsOfYear(house.database, scope, schoolUrn, academicYear),
    kept: writeOfCalendar(schoolUrn, told, deliveryId, by.receivedAt),
    by: 'mis',
    reason: null,
  })
  return writes
}
