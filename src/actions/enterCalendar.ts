// Enters a school’s calendar of one academic year by hand, while the writer still holds the role; deadlines move with it.
import type { CalendarYear } from '../calendar/calendarInForce.ts'
import { versionInForce } from '../calendar/calendarVersions.ts'
import { epochMilliseconds, utcInstant } from '../calendar/londonTime.ts'
import { type CalendarEntry, type CalendarRefused, enterCalendar as decide } from '../cases/decide/enterCalendar.ts'
import type { Refusal } from '../cases/refusals.ts'
import { type Person, rolesWith, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { countCasesMoved, listVersionsOfYear, writeOfCalendarEntered } from '../storage/calendarStore.ts'
import { clashOf } from '../storage/clashes.ts'
import { roleGuard } from '../storage/roleGuard.ts'
import { findSchoolName } from '../storage/schoolStore.ts'
import { changeCalendar } from './changeCalendar.ts'

export type { CalendarEntry, CalendarRefused } from '../cases/decide/enterCalendar.ts'

export type CalendarEntered = { readonly accepted: { readonly movedCases: number } } | CalendarRefused

const mostTries = 5

/** The calendar is in force, with how many cases have other dates by it; or why not. Null when the school is not there for this person. */
export async function enterCalendar(house: House, by: Person, entry: CalendarEntry): Promise<CalendarEntered | null> {
  const { database } = house
  const scope = scopeOf(by, 'set-calendar')
  const { schoolUrn, academicYear } = entry
  if ((await findSchoolName(database, scope, schoolUrn)) === null) return null
  let broken: Refusal = 'changed-meanwhile'
  for (let tries = 0; tries < mostTries; tries += 1) {
    const versions = await listVersionsOfYear(database, scope, schoolUrn, academicYear)
    const inForce = versionInForce(versions)
    const decision = decide(entry, inForce, by.id)
    if ('refused' in decision) return decision
    if (decision.isRepeated) {
      return { accepted: { movedCases: await countCasesMoved(database, scope, schoolUrn, inForce!.publishedAt) } }
    }
    const at = house.clock.now()
    const { terms, closed, registersClose, source } = decision.accepted
    const reason = decision.accepted.reason || null
    const version: CalendarYear = {
      academicYear,
      publishedAt: laterThan(versions, at),
      deliveryId: `hand:${house.ids.next()}`,
      terms,
      closed,
      registersClose,
      source,
    }
    const kept = writeOfCalendarEntered(schoolUrn, version, { at, by: by.id, reason })
    const said = { schoolUrn, version, versions, kept, by: by.id, reason }
    const { writes, movedCases } = await changeCalendar(house, said)
    try {
      await database.commit([roleGuard(by.id, rolesWith('set-calendar'), schoolUrn), ...writes])
      return { accepted: { movedCases } }
    } catch (cause) {
      const clash = clashOf(cause)
      const isGuard = clash?.kind === 'broken-rule' && clash.rule === 'settings.value'
      if (!isGuard && clash?.kind !== 'changed-meanwhile') throw cause
      // Another calendar in force is found by looking again; where there is none, it was the role.
      broken = isGuard ? 'role-lost' : 'changed-meanwhile'
    }
  }
  return { refused: broken, faults: [] }
}

// A person enters it after all that is there, whatever the clocks of the systems say: by its time it is the newest.
function laterThan(versions: readonly CalendarYear[], at: string): string {
  const newest = versions
    .map(({ publishedAt }) => publishedAt)
    .sort()
    .at(-1)
  return newest === undefined || newest < at ? at : utcInstant(epochMilliseconds(newest) + 1)
}
