// Whose school calendar is about to run out? Shown until a calendar that reaches further has arrived.
import { calendarEndNear } from '../../calendar/calendarEnd.ts'
import type { SchoolsCalendar } from '../../calendar/calendarInForce.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { may, type Person, type Scope } from '../../cases/roles.ts'
import type { House } from '../../house.ts'
import { listSchools } from '../../storage/schoolStore.ts'
import type { Paths } from '../paths.ts'
import { yearToSetUp } from './calendarPage.ts'
import { yearInAddress } from './calendarWords.ts'

const mostShown = 30

/** `lastSchoolDay` is null when none is known. `href` leads to the form of the next school year, or to what there is to see. */
export interface CalendarsEnding {
  readonly schools: readonly { readonly name: string; readonly href: string; readonly lastSchoolDay: string | null }[]
  /** Whether the reader may set up a year at one of the schools. */
  readonly maySet: boolean
  /** How many more there are than shown. */
  readonly more: number
}

/** The scope's schools whose calendar ends within eight weeks or that have none, the soonest first. `calendars` are the scope’s. */
export async function calendarsEnding(
  house: House,
  scope: Scope,
  person: Person,
  paths: Paths,
  calendars: readonly SchoolsCalendar[],
): Promise<CalendarsEnding> {
  const schools = await listSchools(house.database, scope)
  const ofSchool = new Map(calendars.map((calendar) => [calendar.schoolUrn, calendar]))
  const today = londonDate(house.clock.now())
  const ending = schools
    .flatMap(({ urn, name }) => {
      const end = calendarEndNear(ofSchool.get(urn) ?? null, today)
      if (!end) return []
      const known = ofSchool.get(urn)?.academicYears ?? []
      const year = may(person, 'set-calendar', urn) ? yearToSetUp(known, today) : null
      return [{ name, ...end, href: year ? paths.calendarForm(urn, yearInAddress(year)) : paths.calendar(urn) }]
    })
    .sort((one, other) => ((one.lastSchoolDay ?? '') < (other.lastSchoolDay ?? '') ? -1 : 1))
  return {
    schools: ending.slice(0, mostShown),
    more: Math.max(0, ending.length - mostShown),
    maySet: schools.some(({ urn }) => may(person, 'set-calendar', urn)),
  }
}
