// Which expected starters came after all, and for whom does an absence open by itself? Asked at night and after the registers.

import { yearFrom } from '../calendar/calendarInForce.ts'
import { type DateText, dayNumber } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import { prepareCalendar, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { type StarterSeen, starterFollows } from '../cases/decide/followStarter.ts'
import { afterWord } from '../cases/decide/takeInPupil.ts'
import { scopeOfClock } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { expectedStarterDays } from '../law/expectedStarter.ts'
import { listAskedAbout } from '../storage/askedAboutStore.ts'
import { listCalendars } from '../storage/calendarStore.ts'
import type { Query } from '../storage/database.ts'
import { listEnrolments, nothingSaid, writeOfWords } from '../storage/enrolmentStore.ts'
import { writeOfPupils } from '../storage/pupilStore.ts'
import type { NightlyStep } from './nightly.ts'
import { writesOfStarterAbsence } from './starterAbsence.ts'

/** Every expected starter whose day has come is looked for in the registers. */
export const startersDue: NightlyStep = { name: 'starters-due', writesFor: (house) => writesOfStartersDue(house) }

/** The writes for starters who came, and for those whose absence opens; none for those about whom nothing new is known. */
export async function writesOfStartersDue(house: House): Promise<Query<unknown>[]> {
  const { database } = house
  const now = house.clock.now()
  const today = londonDate(now)
  const asked = (await listAskedAbout(database, scopeOfClock, today)).filter(({ pupil }) => pupil.asks === 'starter')
  if (asked.length === 0) return []
  const [calendars, records] = await Promise.all([
    listCalendars(database, scopeOfClock),
    listEnrolments(
      database,
      scopeOfClock,
      asked.map(({ pupil }) => pupil.id),
    ),
  ])
  const prepared = new Map(calendars.map((calendar) => [calendar.schoolUrn, prepareCalendar(calendar)]))
  const writes: Query<unknown>[] = []
  for (const { pupil, marksSince } of asked) {
    const record = records.get(pupil.id) ?? nothingSaid
    const seen = starterSeen(prepared.get(pupil.schoolUrn) ?? null, pupil.asksFrom!, marksSince, today)
    const follows = starterFollows(seen)
    if (follows?.what === 'did-not-come')
      writes.push(...(await writesOfStarterAbsence(house, pupil, record, follows.on, 'clock')))
    if (follows?.what === 'attended') {
      const word = { what: 'attended', at: now, by: 'clock', details: { on: follows.on } } as const
      writes.push(writeOfPupils([afterWord(pupil, word, record.words, record.deletion)]))
      writes.push(writeOfWords(pupil.id, record.words.length, [word], now))
    }
  }
  return writes
}

/** What is known of an expected starter on a date: the days that count, and the marks since the day agreed. */
export function starterSeen(
  calendar: SchoolCalendar | null,
  agreedOn: DateText,
  marks: StarterSeen['marks'],
  today: DateText,
): StarterSeen {
  // A day agreed for an earlier school year is for a person to look at: nobody counts an absence from it.
  const isThisYear = dayNumber(agreedOn) >= dayNumber(yearFrom(today).from)
  const days = calendar && isThisYear ? expectedStarterDays(calendar, agreedOn) : null
  return { firstOn: days?.first.on ?? null, openedBy: days?.openedBy.on ?? null, marks, today }
}
