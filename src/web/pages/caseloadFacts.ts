// Which cases are on this person's list, and how does each stand this minute? Six statements, however many cases.
import { schoolsSilent } from '../../actions/schoolsSilent.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { prepareCalendar } from '../../calendar/schoolCalendar.ts'
import { standingAttempts } from '../../cases/attempts.ts'
import { type CaseOnLoad, caseOnLoad, type LoadReader, type SchoolOfLoad } from '../../cases/caseload.ts'
import { marksSince } from '../../cases/caseNow.ts'
import { silentSessions } from '../../cases/clock/marksForClock.ts'
import { may, type Person, rolesWith, scopeOf } from '../../cases/roles.ts'
import { policiesFor } from '../../cases/schoolsDays.ts'
import type { Silence } from '../../cases/silence.ts'
import type { House } from '../../house.ts'
import { listCalendars } from '../../storage/calendarStore.ts'
import { findLoadSurroundings, listCaseload, listRegistersOfLoad, type Officer } from '../../storage/caseloadStore.ts'
import { listWhatWasTried } from '../../storage/todayStore.ts'

export interface LoadFacts {
  readonly asOf: string
  readonly today: string
  readonly rows: readonly CaseOnLoad[]
  /** Whom a case can be given to. */
  readonly officers: readonly Officer[]
  /** Since when news is marked; null on the first look. */
  readonly since: string | null
  /** How many cases of the person’s scope are closed. */
  readonly closed: number
  /** Schools of the person’s scope that have not been heard from. */
  readonly silences: readonly Silence[]
}

/** All cases of the person's list; `since` null: since their last look. */
export async function caseloadFacts(house: House, person: Person, since: string | null): Promise<LoadFacts> {
  const { database } = house
  const asOf = house.clock.now()
  const today = londonDate(asOf)
  const marksFrom = marksSince(asOf)
  const scope = scopeOf(person, 'see-cases')
  const { officers, notLookedSince, closed } = await findLoadSurroundings(database, scope, {
    personId: person.id,
    now: asOf,
    officerRoles: rolesWith('allocate-case'),
  })
  const newsSince = since !== null && since <= asOf ? since : notLookedSince
  const [listed, registers, calendars, tried] = await Promise.all([
    listCaseload(database, scope, { today, marksFrom, personId: person.id, since: newsSince }),
    listRegistersOfLoad(database, scope, marksFrom),
    listCalendars(database, scope),
    may(person, 'see-absences') ? listWhatWasTried(database, scopeOf(person, 'see-absences')) : [],
  ])
  const silences = await schoolsSilent(house, scope, calendars)
  const calendarOf = new Map(calendars.map((calendar) => [calendar.schoolUrn, calendar]))
  const attemptsOf = Map.groupBy(standingAttempts(tried), ({ caseId }) => caseId)
  const rows = [...Map.groupBy(listed, ({ summary }) => summary.schoolUrn)].flatMap(([urn, here]) => {
    const published = calendarOf.get(urn)
    const calendar = published ? prepareCalendar(published) : null
    const completeSessions = registers.get(urn) ?? []
    // Registers from before are not read, which is not silence.
    const readFrom = [marksFrom, ...here.map(({ summary }) => summary.beganOn)].sort()[0]!
    const knownOn = here.map(({ pupil }) => pupil.firstKnownOn).sort()[0]!
    const knownFrom = knownOn > readFrom ? knownOn : readFrom
    const silent = calendar ? silentSessions(calendar, completeSessions, asOf, knownFrom) : []
    const school: SchoolOfLoad = { asOf, calendar, completeSessions, silent, policies: policiesFor(published) }
    const reader = readerAt(person, urn)
    return here.map((each) => caseOnLoad(each, school, reader, attemptsOf.get(each.summary.id))).filter(isToBeShown)
  })
  return {
    asOf,
    today,
    rows,
    officers: may(person, 'allocate-case') ? officers : [],
    since: newsSince,
    closed,
    silences,
  }
}

// A closed case is over, unless the register asks for something that only the school can do.
function isToBeShown({ isClosed, next, lacksRiskAnswers }: CaseOnLoad): boolean {
  return !isClosed || next !== null || lacksRiskAnswers
}

/** Which side of a case of that school the person works on: both, if they hold roles in both. */
function readerAt(person: Person, schoolUrn: string): LoadReader {
  const { schools, unopenedAt } = scopeOf(person, 'see-cases')
  const isOfSchool = unopenedAt === 'every-school' || unopenedAt.includes(schoolUrn)
  return {
    sides: [
      ...(isOfSchool ? (['school'] as const) : []),
      ...(schools === 'every-school' ? (['authority'] as const) : []),
    ],
    seesRisk: may(person, 'see-risk', schoolUrn),
  }
}
