// A house with open cases at several schools on Wednesday 14 October 2026: registers complete since September, each child away since a day of its own.
import type { CaseHappening } from '../../src/cases/events.ts'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { listCasesNamed } from '../../src/storage/caseloadStore.ts'
import { type Addition, newCase, writesOf } from '../../src/storage/caseStore.ts'
import { sql } from '../../src/storage/database.ts'
import { calendarA } from '../support/calendars.ts'
import { makePeopleHouse, type PeopleHouse } from './peopleHouse.ts'

export const now = '2026-10-14T15:00:00.000Z'

/** The school days of calendar A from 2 September to 14 October 2026, in order. */
export const days = daysBetween('2026-09-02', '2026-10-14')

export interface ChildAway {
  readonly id: string
  readonly school: string
  readonly forename?: string
  readonly surname?: string
  /** School days away so far, counted back from 14 October. */
  readonly schoolDays: number
  readonly lookedAfter?: boolean
  readonly happenings?: readonly CaseHappening[]
  readonly isOpened?: boolean
}

export interface LoadHouse extends PeopleHouse {
  /** Puts children there with their marks and cases. */
  away(children: readonly ChildAway[]): Promise<void>
  /** Adds happenings to cases already there, by a person (or `mis`, `clock`), now. */
  happen(caseId: string, happenings: readonly CaseHappening[], by?: string): Promise<void>
}

/** Heron Lane, Millfield and St Oswald’s, besides `more` schools, each with a calendar and complete registers. */
export async function caseloadHouse(more = 0): Promise<LoadHouse> {
  const made = await makePeopleHouse({ at: now })
  const { house } = made
  const { database } = house
  const started = '2026-09-01T07:00:00.000Z'
  await database.commit([
    sql`INSERT INTO schools (urn, name, register_kept, created_at)
      SELECT CAST(880000 + value AS TEXT), 'Longmeadow School ' || value, 'mis', ${started} FROM json_each(${JSON.stringify([...Array(more).keys()])})`,
    sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at)
      SELECT urn, '2026/27', ${started}, 'd', ${JSON.stringify(calendarA.terms)}, ${JSON.stringify(calendarA.closed)}, ${started} FROM schools`,
    sql`INSERT INTO register_sessions (school_urn, marked_on, session, expected, marked, complete, closed_at, last_heard_at, source, stamp)
      SELECT s.urn, d.value, h.value, 1, 1, 1, ${now}, ${now}, 'mis', '' FROM schools s, json_each(${JSON.stringify(days)}) d, json_each('["AM","PM"]') h`,
    sql`INSERT INTO people (id, name, created_at) VALUES ('edie', 'Edie Larkin', ${started})`,
    sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by) VALUES ('role-of-edie', 'edie', 'cme-officer', NULL, ${started}, 'command-line')`,
  ])
  const sealing = (by: string, at: string) => ({ auditKey: house.keys.audit, at, by, salt: () => house.ids.secret() })
  return {
    ...made,
    async away(children) {
      const pupils = children.map((child) => ({
        ...child,
        forename: child.forename ?? 'Ash',
        surname: child.surname ?? child.id,
      }))
      const marks = children.flatMap(({ id, school, schoolDays }) =>
        days
          .slice(days.length - schoolDays)
          .flatMap((on) => ['AM', 'PM'].map((session) => ({ id, school, on, session }))),
      )
      await database.commit([
        sql`INSERT INTO pupils (id, school_urn, mis_id, legal_forename, legal_surname, search_name, year_group, date_of_birth, looked_after, first_known_on)
          SELECT value ->> 'id', value ->> 'school', value ->> 'id', value ->> 'forename', value ->> 'surname', lower(value ->> 'surname'), '7', '2015-03-11',
            value ->> 'lookedAfter', '2026-09-02' FROM json_each(${JSON.stringify(pupils)})`,
        sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
          SELECT value ->> 'id', value ->> 'on', value ->> 'session', value ->> 'school', 'N', 'mis', '', '', ${now}, 'mis' FROM json_each(${JSON.stringify(marks)})`,
      ])
      const additions: Addition[] = children.map(({ id, school, schoolDays, happenings = [], isOpened = true }) => ({
        kase: newCase(`case-${id}`, id, school),
        happenings: [
          { what: 'absence-began', details: { firstOn: days[days.length - schoolDays]! } },
          ...(isOpened ? [opened] : []),
          ...happenings,
        ],
      }))
      await database.commit(await writesOf(additions, sealing('mis', '2026-10-14T09:00:00.000Z')))
    },
    async happen(caseId, happenings, by = 'mis') {
      const [kase] = await listCasesNamed(database, scopeOfClock, [caseId])
      await database.commit(await writesOf([{ kase: kase!, happenings }], sealing(by, house.clock.now())))
    },
  }
}

const opened: CaseHappening = {
  what: 'case-opened',
  details: { because: 'school-day', reason: 'School day 3, unexplained.', schoolDay: 3 },
}

function daysBetween(from: string, to: string): string[] {
  const found: string[] = []
  for (let at = Date.parse(`${from}T12:00:00Z`); at <= Date.parse(`${to}T12:00:00Z`); at += 86_400_000) {
    const day = new Date(at)
    if (day.getUTCDay() > 0 && day.getUTCDay() < 6) found.push(day.toISOString().slice(0, 10))
  }
  return found
}
