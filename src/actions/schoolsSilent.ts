// Which of these schools have not been heard from? Two statements, one where their calendars are known already.
import { londonDate } from '../calendar/londonTime.ts'
import type { Scope } from '../cases/roles.ts'
import type { SchoolsDays } from '../cases/schoolsDays.ts'
import { isSilenceUnknown, type Silence, silenceOf } from '../cases/silence.ts'
import type { House } from '../house.ts'
import { listCalendars } from '../storage/calendarStore.ts'
import { listSchoolsHeard } from '../storage/silenceStore.ts'

type Calendars = readonly (SchoolsDays & { readonly schoolUrn: string })[]

/** The silent schools of a scope this minute, by name. */
export async function schoolsSilent(house: House, scope: Scope, calendars?: Calendars): Promise<readonly Silence[]> {
  return (await schoolsHeard(house, scope, calendars)).silences
}

/** The same, with the names of the schools of which no calendar says whether a register is due. */
export async function schoolsHeard(
  house: House,
  scope: Scope,
  calendars?: Calendars,
): Promise<{ readonly silences: readonly Silence[]; readonly unknown: readonly string[] }> {
  const now = house.clock.now()
  const [schools, published] = await Promise.all([
    listSchoolsHeard(house.database, scope, londonDate(now)),
    calendars ?? listCalendars(house.database, scope),
  ])
  const calendarOf = new Map(published.map((calendar) => [calendar.schoolUrn, calendar]))
  const calendarFor = ({ urn }: { readonly urn: string }) => calendarOf.get(urn) ?? null
  return {
    silences: schools.flatMap((school) => silenceOf(school, calendarFor(school), now) ?? []),
    unknown: schools.flatMap((school) => (isSilenceUnknown(school, calendarFor(school), now) ? [school.name] : [])),
  }
}
