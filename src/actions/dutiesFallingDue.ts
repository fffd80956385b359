// Duties falling due: each school's lead and the authority are told at night, once, of what is due or overdue on their cases.
import type { DateText } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import { prepareCalendar, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import type { CaseListed } from '../cases/caseload.ts'
import { marksSince } from '../cases/caseNow.ts'
import { type SilentSessions, silentSessions } from '../cases/clock/marksForClock.ts'
import { type DutyDue, dutiesDue } from '../cases/dutiesDue.ts'
import { dutiesDueMessage } from '../cases/dutiesDueMessage.ts'
import { scopeOfClock } from '../cases/roles.ts'
import { policiesFor } from '../cases/schoolsDays.ts'
import { silenceMessage, withSilence } from '../cases/silenceMessage.ts'
import { thinRegisterOf, type UnmarkedRegister } from '../cases/thinRegister.ts'
import type { House } from '../house.ts'
import { listCalendars } from '../storage/calendarStore.ts'
import { listCaseload, listRegistersOfLoad } from '../storage/caseloadStore.ts'
import type { Query } from '../storage/database.ts'
import { keysWritten, writeOfKeys } from '../storage/dueKeyStore.ts'
import { writesOfMessages } from '../storage/messageStore.ts'
import { listLooks } from '../storage/silenceStore.ts'
import { listUnmarkedRegisters } from '../storage/unmarkedRegisters.ts'
import type { NightlyStep } from './nightly.ts'
import { silencesToTell } from './silencesToTell.ts'

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
  const { silences, news } = await silencesToTell(house)
  const { due, silentOf, calendarOf } = cases.length > 0 ? await allDue(house, cases, madeAt) : nothingDue
  const toTell = due.length > 0 ? await notToldYet(house, due) : []
  if (toTell.length === 0 && news.length === 0) return []
  const isHeld = await askWhetherLooked(house, toTell, silentOf, calendarOf)
  const { publicUrl } = house
  const messages = [
    ...Map.groupBy(toTell, (duty) => (isHeld(duty) ? `${duty.team} ${duty.schoolUrn}` : duty.team)),
  ].map(([, duties]) => {
    const made = { id: house.ids.next(), madeAt, date, publicUrl }
    const { team } = duties[0]!
    if (isHeld(duties[0]!)) return dutiesDueMessage(team, duties, made, true)
    return withSilence(dutiesDueMessage(team, duties, made), silences, publicUrl)
  })
  const isTold = messages.some(({ team, state }) => team === 'authority' && state === 'waiting')
  const ofSilence =
    news.length > 0 && !isTold ? [silenceMessage(silences, { id: house.ids.next(), madeAt, date, publicUrl })] : []
  return [
    writeOfKeys([...toTell.map(({ key }) => key), ...news], madeAt),
    ...writesOfMessages([...messages, ...ofSilence]),
  ]
}

type SilentOf = ReadonlyMap<string, SilentSessions>
type CalendarOf = ReadonlyMap<string, SchoolCalendar>
const nothingDue = { due: [], silentOf: new Map(), calendarOf: new Map() }

/**
 * Days without a register behind a duty hold its message, until somebody has looked at each of them; so do days whose
 * register is much thinner than the roll. Two statements, or none.
 */
async function askWhetherLooked(house: House, duties: readonly DutyDue[], silentOf: SilentOf, calendarOf: CalendarOf) {
  const unknown = duties.filter(({ unknownDays, awayFrom }) => unknownDays > 0 && awayFrom !== null)
  const first = unknown.flatMap(({ awayFrom }) => awayFrom ?? []).sort()[0]
  if (first === undefined) return () => false
  const urns = [...new Set(unknown.map(({ schoolUrn }) => schoolUrn))]
  const [looks, unmarkedOf] = await Promise.all([
    listLooks(house.database, scopeOfClock, first),
    listUnmarkedRegisters(house.database, scopeOfClock, urns, first),
  ])
  const notInFull = new Map(
    urns.map((urn) => {
      const calendar = calendarOf.get(urn)
      const isThin = (register: UnmarkedRegister) =>
        calendar !== undefined && thinRegisterOf(register, calendar) !== null
      return [urn, [...(silentOf.get(urn) ?? []), ...(unmarkedOf.get(urn) ?? []).filter(isThin)]]
    }),
  )
  return ({ unknownDays, schoolUrn, awayFrom }: DutyDue) => {
    if (unknownDays === 0 || awayFrom === null) return false
    const looked = looks.get(schoolUrn)
    return notInFull.get(schoolUrn)!.some(({ on, session }) => on >= awayFrom && !looked?.has(on + session))
  }
}

async function allDue(
  house: House,
  cases: readonly CaseListed[],
  asOf: string,
): Promise<{ readonly due: readonly DutyDue[]; readonly silentOf: SilentOf; readonly calendarOf: CalendarOf }> {
  const [registers, calendars] = await Promise.all([
    listRegistersOfLoad(house.database, scopeOfClock, marksSince(asOf)),
    listCalendars(house.database, scopeOfClock),
  ])
  const published = new Map(calendars.map((calendar) => [calendar.schoolUrn, calendar]))
  const silentOf = new Map<string, SilentSessions>()
  const calendarOf = new Map<string, SchoolCalendar>()
  const due = [...Map.groupBy(cases, ({ summary }) => summary.schoolUrn)].flatMap(([urn, here]) => {
    const calendar = published.has(urn) ? prepareCalendar(published.get(urn)!) : null
    const policies = policiesFor(published.get(urn))
    const completeSessions = registers.get(urn) ?? []
    const silent = calendar ? silentSessions(calendar, completeSessions, asOf, firstDayRead(here, asOf)) : []
    silentOf.set(urn, silent)
    if (calendar) calendarOf.set(urn, calendar)
    return here.flatMap((each) => dutiesDue(each, { asOf, calendar, completeSessions, silent, policies }))
  })
  return { due, silentOf, calendarOf }
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
