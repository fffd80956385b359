// How many cases would another calendar move? Only read: for whoever is about to enter it.
import type { CalendarYear } from '../calendar/calendarInForce.ts'
import type { Scope } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { listCalendarYears } from '../storage/calendarStore.ts'
import { findSchoolName } from '../storage/schoolStore.ts'
import { casesMoved } from './casesMoved.ts'
import { yearsWith } from './takeInRegister.ts'

/** Cases that are followed at the school, and how many of them would have other dates. */
export interface CalendarEffect {
  readonly cases: number
  readonly moved: number
}

/** What would follow if this were the calendar of its academic year from now on. Nothing at a school beyond the scope. */
export async function calendarEffect(
  house: House,
  scope: Scope,
  schoolUrn: string,
  calendarYear: Pick<CalendarYear, 'academicYear' | 'terms' | 'closed' | 'registersClose'>,
): Promise<CalendarEffect> {
  const [schoolName, years] = await Promise.all([
    findSchoolName(house.database, scope, schoolUrn),
    listCalendarYears(house.database, scope, schoolUrn),
  ])
  if (schoolName === null) return { cases: 0, moved: 0 }
  const version: CalendarYear = { ...calendarYear, publishedAt: '', deliveryId: '', source: 'typed' }
  const { cases, moved } = await casesMoved(house, schoolUrn, years, yearsWith(years, version))
  return { cases, moved: moved.size }
}
