// A school for the tests of its calendar: its MIS sends, and people who may enter a calendar are there.
import type { CalendarEntry } from '../../src/actions/enterCalendar.ts'
import { type Person, type Role, scopeOfClock } from '../../src/cases/roles.ts'
import type { House } from '../../src/house.ts'
import { listCaseEvents } from '../../src/storage/caseStore.ts'
import { sql } from '../../src/storage/database.ts'
import { connectedSchool, mark, type Sender } from '../intake/sender.ts'

export const school = '999001'
export const year = '2026/27'

export const terms = [
  { from: '2026-09-02', to: '2026-10-23' },
  { from: '2026-11-02', to: '2026-12-18' },
]

interface ClosedDaySent {
  readonly on: string
  readonly because: string
  readonly year_groups?: readonly string[]
}

/** A calendar as the MIS sends it. */
export function published(closed: readonly ClosedDaySent[] = [], change: object = {}) {
  return { academic_year: year, terms, non_school_days: closed, replaces: null, ...change }
}

/** What grace types on the form, seeing the version of this instant (null: none). */
export function typed(change: Partial<CalendarEntry> = {}): CalendarEntry {
  const entry = { schoolUrn: school, academicYear: year, terms, closed: [], registersClose: null }
  return { ...entry, source: 'typed', reason: 'The governors agreed it.', seenPublishedAt: null, ...change }
}

export const grace: Person = {
  id: 'grace',
  name: 'Grace Osei',
  rolesHeld: [{ role: 'attendance-officer', schoolUrn: school }],
}

export async function heldBy(sender: Sender, person: Person): Promise<void> {
  const held = person.rolesHeld as readonly { role: Role; schoolUrn: string | null }[]
  await sender.house.database.commit([
    sql`INSERT INTO people (id, name, created_at) VALUES (${person.id}, ${person.name}, '2026-09-01T08:00:00.000Z')`,
    sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by)
      SELECT ${person.id} || key, ${person.id}, value ->> 'role', value ->> 'schoolUrn', '2026-09-01T08:00:00.000Z', 'test' FROM json_each(${JSON.stringify(held)})`,
  ])
}

/** The connected school at an instant, with Grace, and with this calendar from its MIS when there is one. */
export async function calendarSchool(at: string, first: object | null = published()): Promise<Sender> {
  const sender = await connectedSchool(at)
  await heldBy(sender, grace)
  if (first) await sender.send('calendar.published', first)
  return sender
}

/** N for both sessions of these days for these pupils, each day sent and its registers closed at 13:40. The clock stays at the last. */
export async function awayOn(sender: Sender, days: readonly string[], pupils: readonly string[] = ['p1']) {
  for (const day of days) {
    const at = `${day}T13:40:00.000Z`
    sender.house.clock.put(at)
    const marks = pupils.flatMap((pupil) => [mark(pupil, day, 'AM', 'N', at), mark(pupil, day, 'PM', 'N', at)])
    await sender.send('attendance.marks.upserted', { marks })
    for (const session of ['AM', 'PM']) {
      await sender.send('attendance.session.closed', { date: day, session, expected: 1, marked: 1, closed_at: at })
    }
  }
}

/** What stands on the cases: the minute, who wrote it and what. */
export async function story(sender: Sender): Promise<string[]> {
  return (await events(sender)).map(({ at, by, what }) => `${at.slice(5, 16)} ${by} ${what}`)
}

export async function events(sender: Sender) {
  const cases = await sender.rows<{ id: string }>('cases', 'began_on')
  return listCaseEvents(
    sender.house.database,
    scopeOfClock,
    cases.map(({ id }) => id),
  )
}

/** The dates of each `deadlines-moved`, one text a rule. */
export async function movedDates(sender: Sender): Promise<string[][]> {
  return (await events(sender)).flatMap((event) =>
    event.what === 'deadlines-moved' ? [event.details.moved.map(({ rule, from, to }) => `${rule} ${from} ${to}`)] : [],
  )
}

/** The house, in which something happens just before the first commit. */
export function overtakenBy({ house }: Sender, happens: () => Promise<unknown>): House {
  let isFirst = true
  return {
    ...house,
    database: {
      read: (query) => house.database.read(query),
      async commit(writes) {
        if (isFirst) {
          isFirst = false
          await happens()
        }
        return house.database.commit(writes)
      },
    },
  }
}
