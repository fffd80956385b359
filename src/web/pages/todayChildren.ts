// Who is away at this person's schools, and how does each child stand? Six statements, however many children, and one more where a day of the last week had no school.
import { type RegisterAgainstCalendar, registersAgainstCalendars } from '../../actions/registersAgainstCalendars.ts'
import { addCalendarDays, calendarDays } from '../../calendar/date.ts'
import { londonDate } from '../../calendar/londonTime.ts'
import { prepareCalendar, type SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { type AwayChild, awayChild, type SchoolNow } from '../../cases/awayChild.ts'
import { silentSessions } from '../../cases/clock/marksForClock.ts'
import { restrictedNumbers } from '../../cases/numbersToRing.ts'
import { phoneDigits } from '../../cases/phoneNumber.ts'
import { displayNameOf, isMostAtStake, type Pupil } from '../../cases/pupil.ts'
import { type RegisterState, registerStateOf, type SchoolToday } from '../../cases/registerToday.ts'
import { type Person, scopeOf } from '../../cases/roles.ts'
import { policiesFor } from '../../cases/schoolsDays.ts'
import { type Silence, silenceOf } from '../../cases/silence.ts'
import type { House } from '../../house.ts'
import type { LocalPolicies } from '../../law/localPolicy.ts'
import { type AskedAbout, listAskedAbout } from '../../storage/askedAboutStore.ts'
import { listCalendars } from '../../storage/calendarStore.ts'
import {
  type ListedChild,
  listChildrenToday,
  listSchoolsToday,
  listWhatWasTried,
  listWrongNumbers,
  type SchoolWithHeldBack,
  type WrongNumberOfPupil,
} from '../../storage/todayStore.ts'

/** A school with its register's state this minute. */
export interface SchoolShown {
  readonly school: SchoolWithHeldBack
  readonly state: RegisterState
}

/** A child with what the page shows of the pupil. */
export interface ChildShown {
  readonly pupil: Pupil
  readonly away: AwayChild
}

export interface TodayFacts {
  readonly asOf: string
  /** London's date. */
  readonly on: string
  readonly schools: readonly SchoolShown[]
  readonly children: readonly ChildShown[]
  /** Days of the last week on which a calendar stands against a register. */
  readonly against: readonly RegisterAgainstCalendar[]
  /** The authority’s numbers, which are the same at every school. */
  readonly policies: LocalPolicies
  /** Whose name was deleted today and who is not found: nobody rings for them under Today any more. */
  readonly deleted: readonly { readonly pupil: Pupil; readonly caseId: string }[]
  readonly wrongNumbers: readonly WrongNumberOfPupil[]
  /** The person’s schools that have not been heard from. */
  readonly silences: readonly Silence[]
  /** Expected and not here, or gone and nobody knows where to. */
  readonly asked: readonly AskedAbout[]
  readonly calendars: ReadonlyMap<string, SchoolCalendar>
}

// As long as plain presence is kept: after it, a mark that never came is for the pupil's page.
const daysUnmarkedAreAskedAbout = 14
const daysOfAWeek = 7

/** All that Today can say to this person at the house's time. */
export async function childrenToday(house: House, person: Person): Promise<TodayFacts> {
  const { database } = house
  const scope = scopeOf(person, 'see-absences')
  const asOf = house.clock.now()
  const on = londonDate(asOf)
  const unmarkedSince = addCalendarDays(on, calendarDays(-daysUnmarkedAreAskedAbout))
  const [schools, calendars, listed, tried, saidWrong, asked] = await Promise.all([
    listSchoolsToday(database, scope, on),
    listCalendars(database, scope),
    listChildrenToday(database, scope, on, unmarkedSince),
    listWhatWasTried(database, scope),
    listWrongNumbers(database, scope, on),
    listAskedAbout(database, scope, on),
  ])
  const weekAgo = addCalendarDays(on, calendarDays(-daysOfAWeek))
  const against = await registersAgainstCalendars(house, scope, calendars, weekAgo)
  const wrongNumbers = saidWrong.filter(({ number, contacts }) => !restrictedNumbers(contacts).has(phoneDigits(number)))
  const prepared = new Map(calendars.map((calendar) => [calendar.schoolUrn, prepareCalendar(calendar)]))
  const bySchool = Map.groupBy(listed, ({ pupil }) => pupil.schoolUrn)
  const now = new Map(
    schools.map((school) => {
      const calendar = prepared.get(school.urn) ?? null
      const policies = policiesFor(calendars.find(({ schoolUrn }) => schoolUrn === school.urn))
      return [school.urn, { ...schoolNow(school, calendar, bySchool.get(school.urn) ?? [], asOf), policies }]
    }),
  )
  const eventsOf = Map.groupBy(tried, ({ pupilId }) => pupilId)
  const wrongOf = Map.groupBy(wrongNumbers, ({ pupil }) => pupil.id)
  const children = listed.flatMap((each) => {
    if (each.deleted) return []
    const { pupil, absence, contacts, marks, leaves, returnsElsewhere } = each
    const facts = {
      child: { ...pupil, name: displayNameOf(pupil), isMostAtStake: isMostAtStake(pupil) },
      absence,
      contacts,
      marks: marks.map(([day, session, code]) => ({ on: day, session, code })),
      events: eventsOf.get(pupil.id) ?? [],
      wrongNumbers: wrongOf.get(pupil.id) ?? [],
      leaves,
      returnsElsewhere,
    }
    return { pupil, away: awayChild(facts, now.get(pupil.schoolUrn)!, unmarkedSince) }
  })
  return {
    asOf,
    on,
    schools: schools.map((school) => ({
      school,
      state: registerStateOf(school, prepared.get(school.urn) ?? null, asOf),
    })),
    children,
    against,
    policies: policiesFor(calendars[0]),
    deleted: listed.flatMap(({ pupil, deleted }) =>
      deleted && !deleted.isClosed ? { pupil, caseId: deleted.caseId } : [],
    ),
    wrongNumbers,
    silences: schools.flatMap((school) => {
      const published = calendars.find(({ schoolUrn }) => schoolUrn === school.urn) ?? null
      return silenceOf({ ...school, complete: school.completeSessions, looked: [] }, published, asOf) ?? []
    }),
    asked,
    calendars: prepared,
  }
}

function schoolNow(
  school: SchoolToday,
  calendar: SchoolCalendar | null,
  listed: readonly ListedChild[],
  asOf: string,
): Omit<SchoolNow, 'policies'> {
  const since = listed.map(({ pupil }) => pupil.firstKnownOn).sort()[0]
  const silent = calendar && since ? silentSessions(calendar, school.completeSessions, asOf, since) : []
  return { asOf, calendar, silent }
}
