// A professional saw the child: who, when and where? It is the only thing that shortens the days since anybody did.
import { addCalendarDays, calendarDays } from '../../calendar/date.ts'
import type { CaseNow } from '../caseNow.ts'
import type { CaseWork } from '../caseWork.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'
import { firstDayOf } from './entryDate.ts'
import { isRepeated } from './repeatedEntry.ts'

export type SightingToWrite = Extract<CaseWork, { what: 'child-seen' }>['details']

const mostDaysBefore = 365

/** The first day a sighting may be of: a year before the absence, because who saw the child last may have done so before it. */
export function earliestSighting(now: Pick<CaseNow, 'events' | 'summary'>): string {
  return addCalendarDays(firstDayOf(now), calendarDays(-mostDaysBefore))
}

/** The entry. Refuses a day to come, one long before the absence, and a closed case. */
export function seeChild(now: CaseNow, seen: SightingToWrite, by: string): Decision<CaseHappening> {
  const happening: CaseHappening = { what: 'child-seen', details: seen }
  if (isRepeated(now, happening, by)) return { accepted: [] }
  if (now.summary.closedAt !== null) return refused('case-closed')
  if (seen.on > now.today) return refused('in-the-future')
  return seen.on < earliestSighting(now) ? refused('before-the-absence') : { accepted: [happening] }
}
