// Duties falling due: each school's lead and the authority are told at night, once, of what is due or overdue on their cases.
import type { DateText } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import { prepareCalendar } from '../calendar/schoolCalendar.ts'
import type { CaseListed } from '../cases/caseload.ts'
import { marksSince } from '../cases/caseNow.ts'
import { silentSessions } from '../cases/clock/marksForClock.ts'
import { type DutyDue, dutiesDue } from '../cases/dutiesDue.ts'
import { dutiesDueMessage } from '../cases/dutiesDueMessage.ts'
import { scopeOfClock } from '../cases/roles.ts'
import { policiesFor } from '../cases/schoolsDays.ts'
import type { House } from '../house.ts'
import { listCalendars } from '../storage/calendarStore.ts'
import { listCaseload, listRegistersOfLoad } from '../storage/caseloadStore.ts'
import type { Query } from '../storage/database.ts'
import { keysWritten, writeOfKeys } from '../storage/dueKeyStore.ts'
import { writesOfMessages } from '../storage/messageStore.ts'
import type { NightlyStep } from './nightly.ts'

export const dutiesFallingDue: NightlyStep = { name: 'duties-falling-due', writesFor }

async function writesFor(house: House, date: DateText): Promise<Query<unknown>[]> {
  const madeAt = house.clock.now()
  // Nights made up for after days of standing still have one message, with the last of them.
  if (date !== londonDate(madeAt)) return []
  const cases = await listCaseload(house.database, scopeOfClock, {
    today: date,
    marksFrom: marksSince(madeAt),
    personId: '',
    since: null,
  })
  if (cases.length === 0) return []
  const toTell = await notToldYet(house, await allDue(house, cases, madeAt))
  if (toTell.length === 0) return []
  const { publicUrl } = house
  const messages = [...Map.groupBy(toTell, ({ team }) => team)].map(([team, duties]) =>
    dutiesDueMessage(team, duties, { id: house.ids.next(), madeAt, date, publicUrl }),
  )
  return [
    writeOfKeys(
      toTell.map(({ key }) => key),
      madeAt,
    ),
    ...writesOfMessages(messages),
  ]
}

async function allDue(house: House, cases: readonly CaseListed[], asOf: string): Promise<DutyDue[]> {
  const [registers, calendars] = await Promise.all([
    listRegistersOfLoad(house.database, scopeOfClock, marksSince(asOf)),
    listCalendars(house.database, scopeOfClock),
  ])
  const published = new Map(calendars.map((calendar) => [calendar.schoolUrn, calendar]))
  return [...Map.groupBy(cases, ({ summary }) => summary.schoolUrn)].flatMap(([urn, here]) => {
    const calendar = published.has(urn) ? prepareCalendar(published.get(urn)!) : null
    const policies = policiesFor(published.get(urn))
    const completeSessions = registers.get(urn) ?? []
    const silent = calendar ? silentSessions(calendar, completeSessions, asOf, firstDayRead(here, asOf)) : []
    return here.flatMap((each) => dutiesDue(each, { asOf, calendar, completeSessions, silent, policies }))
  })
}

// Registers before it are not read, so nothing is known of them, not even that they are silent.
function firstDayRead(cases: readonly CaseListed[], asOf: string): DateText {
  return [marksSince(asOf), ...cases.map(({ summary }) => summary.beganOn)].sort()[0]!
}

/** Each key once, and none that was told on an earlier night. */
async function notToldYet(house: House, due: readonly DutyDue[]): Promise<readonly DutyDue[]> {
  const each = new Map(due.map((duty) => [duty.key, duty]))
  const told = await keysWritten(house.database, [...each.keys()])
  return [...each.values()].filter(({ key }) => !told.has(key))
}
