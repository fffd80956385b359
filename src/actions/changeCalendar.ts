// What follows when somebody says which days a school teaches? Its version is kept, absences follow the one then in force, and dates that move are told on each case.
import type { CalendarYear } from '../calendar/calendarInForce.ts'
import { isSameCalendar, versionInForce } from '../calendar/calendarVersions.ts'
import { londonDate } from '../calendar/londonTime.ts'
import type { CaseHappening } from '../cases/events.ts'
import { scopeOfSource } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { calendarGuard, listCalendarYears, writeOfRepeatsLetGo } from '../storage/calendarStore.ts'
import { listCasesToFollow } from '../storage/caseStore.ts'
import type { Query } from '../storage/database.ts'
import { listPupilIdsAway } from '../storage/markStore.ts'
import { casesMoved } from './casesMoved.ts'
import { firstDayRead, takeInRegister, yearsWith } from './takeInRegister.ts'

/** One version of an academic year, said now. */
export interface CalendarSaid {
  readonly schoolUrn: string
  readonly version: CalendarYear
  /** What was kept of that year before. */
  readonly versions: readonly CalendarYear[]
  /** The write that keeps it. */
  readonly kept: Query<unknown>
  /** `mis` or a person's id, and why they changed it. */
  readonly by: string
  readonly reason: string | null
}

/**
 * The writes, and how many cases have other dates by it; nothing follows when the same days are in force as before. The
 * commit breaks (clashes.ts: broken-rule `settings.value`) when another version came in between. An absence may begin on
 * another day by a calendar; it never ends by it.
 */
export async function changeCalendar(
  house: House,
  { schoolUrn, version, versions, kept, by, reason }: CalendarSaid,
): Promise<{ readonly writes: readonly Query<unknown>[]; readonly movedCases: number }> {
  const { academicYear } = version
  const before = versionInForce(versions)
  const inForce = versionInForce([...versions, version])!
  const writes = [calendarGuard(schoolUrn, academicYear, before), kept, writeOfRepeatsLetGo(schoolUrn, academicYear)]
  if (before && isSameCalendar(before, inForce)) return { writes, movedCases: 0 }
  const { database } = house
  const scope = scopeOfSource(schoolUrn)
  const now = house.clock.now()
  const [years, running] = await Promise.all([
    listCalendarYears(database, scope, schoolUrn),
    listCasesToFollow(database, scope, null),
  ])
  const pupilIds = await listPupilIdsAway(database, scope, firstDayRead(now, running), londonDate(now), null)
  const { moved, absences } = await casesMoved(house, schoolUrn, years, yearsWith(years, inForce))
  const { source, publishedAt } = inForce
  const besides = new Map(
    [...new Set([...moved.keys(), ...absences.keys()])].map((caseId) => {
      const absence = absences.get(caseId)
      const said = { source, publishedAt, reason: inForce === version ? reason : null }
      const details = { ...said, moved: moved.get(caseId) ?? [], ...(absence ? { absence } : {}) }
      return [caseId, { what: 'deadlines-moved', details } satisfies CaseHappening] as const
    }),
  )
  const following = { schoolUrn, pupilIds, running, calendarYear: inForce, besides, by }
  return { writes: [...writes, ...(await takeInRegister(house, following))], movedCases: besides.size }
}
