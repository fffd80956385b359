// Which of these schools have not been heard from? Two statements, one where their calendars are known already.
import { londonDate } from '../calendar/londonTime.ts'
import type { Scope } from '../cases/roles.ts'
import type { SchoolsDays } from '../cases/schoolsDays.ts'
import { type Silence, silenceOf } from '../cases/silence.ts'
import type { House } from '../house.ts'
import { listCalendars } from '../storage/calendarStore.ts'
import { listSchoolsHeard } from '../storage/silenceStore.ts'

/** The silent schools of a scope this minute, by name. */
export async function schoolsSilent(
  house: House,
  scope: Scope,
  calendars?: readonly (SchoolsDays & { readonly schoolUrn: string })[],
): Promise<readonly Silence[]> {
  const now = house.clock.now()
  const [schools, published] = await Promise.all([
    listSchoolsHeard(house.database, scope, londonDate(now)),
    calendars ?? listCalendars(house.database, scope),
  ])
  const calendarOf = new Map(published.map((calendar) => [calendar.schoolUrn, calendar]))
  return schools.flatMap((school) => silenceOf(school, calendarOf.get(school.urn) ?? null, now) ?? [])
}
