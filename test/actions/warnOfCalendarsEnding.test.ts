// Are school and authority told, once, that a calendar will end?
import { describe, expect, test } from 'vitest'
import { enterCalendar } from '../../src/actions/enterCalendar.ts'
import { runNights } from '../../src/actions/nightly.ts'
import { calendarEndNear } from '../../src/calendar/calendarEnd.ts'
import { calendarInForce } from '../../src/calendar/calendarInForce.ts'
import type { ClosedDay, Term } from '../../src/calendar/schoolCalendar.ts'
import { type Person, scopeOf } from '../../src/cases/roles.ts'
import { findCalendar, writeOfCalendar } from '../../src/storage/calendarStore.ts'
import { sql } from '../../src/storage/database.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'

const beckside = '100001'
const highfield = '100002'

async function houseAt(at: string): Promise<TestHouse> {
  const house = await makeHouse({ at })
  await house.database.commit([
    sql`INSERT INTO schools (urn, name, created_at) VALUES (${beckside}, 'Beckside Primary', ${at}), (${highfield}, 'Highfield School', ${at})`,
  ])
  return house
}

async function publish(
  house: TestHouse,
  urn: string,
  year: string,
  terms: readonly Term[],
  closed: readonly ClosedDay[] = [],
): Promise<void> {
  const at = house.clock.now()
  const told = { what: 'calendar', academicYear: year, publishedAt: at, terms, closed, registersClose: null } as const
  await house.database.commit([writeOfCalendar(urn, told, `calendar-${urn}-${at}`, at)])
}

const listMessages = (house: TestHouse) =>
  house.database.read(sql<{ team: string; subject: string }>`SELECT team, subject FROM messages ORDER BY made_at, team`)

const thisYear: Term[] = [{ from: '2026-09-01', to: '2027-07-21' }]
const nextYear: Term[] = [{ from: '2027-09-01', to: '2028-07-20' }]
const insetAtTheEnd: ClosedDay[] = [{ on: '2027-07-21', because: 'inset' }]

describe('a calendar that ends', () => {
  test('is told of eight weeks before its last school day, which is not its last day when that is closed', async () => {
    const house = await houseAt('2027-05-24T06:00:00Z')
    await publish(house, beckside, '2026/27', thisYear, insetAtTheEnd)
    await publish(house, highfield, '2026/27', thisYear)
    await runNights(house)
    expect(await listMessages(house)).toEqual([])

    house.clock.put('2027-05-25T00:10:00Z')
    await runNights(house)
    expect(await listMessages(house)).toEqual([
      { team: 'authority', subject: 'The school calendar of Beckside Primary ends on 20 July 2027' },
      { team: 'school:100001', subject: 'The school calendar of Beckside Primary ends on 20 July 2027' },
    ])

    house.clock.put('2027-05-26T00:10:00Z')
    await runNights(house)
    expect((await listMessages(house)).slice(2)).toEqual([
      { team: 'authority', subject: 'The school calendar of Highfield School ends on 21 July 2027' },
      { team: 'school:100002', subject: 'The school calendar of Highfield School ends on 21 July 2027' },
    ])
  })

  test('is told of once, every night until its end and after it', async () => {
    const house = await houseAt('2027-05-25T06:00:00Z')
    await publish(house, beckside, '2026/27', thisYear, insetAtTheEnd)
    await publish(house, highfield, '2027/28', nextYear)
    await runNights(house)
    house.clock.put('2027-09-10T06:00:00Z')
    await runNights(house)
    expect(await listMessages(house)).toHaveLength(2)
  })

  test('is told of again when a newer one ends on another day, and not while the next year is there', async () => {
    const house = await houseAt('2027-05-25T06:00:00Z')
    await publish(house, beckside, '2026/27', thisYear, insetAtTheEnd)
    await publish(house, highfield, '2027/28', nextYear)
    await runNights(house)
    house.clock.put('2027-05-26T06:00:00Z')
    await publish(house, beckside, '2027/28', nextYear)
    await runNights(house)
    expect(await listMessages(house)).toHaveLength(2)
    house.clock.put('2027-05-27T06:00:00Z')
    await publish(house, beckside, '2027/28', [{ from: '2027-06-01', to: '2027-07-16' }])
    await publish(house, beckside, '2026/27', [{ from: '2026-09-01', to: '2027-07-09' }])
    await runNights(house)
    expect((await listMessages(house)).map(({ subject }) => subject).at(-1)).toBe(
      'The school calendar of Beckside Primary ends on 16 July 2027',
    )
  })

  test('is told of while nobody has entered the next year, and no more once somebody has', async () => {
    const house = await houseAt('2027-05-25T06:00:00Z')
    await publish(house, beckside, '2026/27', thisYear, insetAtTheEnd)
    await publish(house, highfield, '2027/28', nextYear)
    await runNights(house)
    expect(await listMessages(house)).toHaveLength(2)
    const grace: Person = {
      id: 'grace',
      name: 'Grace Osei',
      rolesHeld: [{ role: 'attendance-officer', schoolUrn: beckside }],
    }
    await house.database.commit([
      sql`INSERT INTO people (id, name, created_at) VALUES ('grace', 'Grace Osei', '2026-09-01')`,
      sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by)
        VALUES ('held', 'grace', 'attendance-officer', ${beckside}, '2026-09-01', 'test')`,
    ])
    const entry = { schoolUrn: beckside, academicYear: '2027/28', terms: nextYear, closed: [], registersClose: null }
    expect(await enterCalendar(house, grace, { ...entry, source: 'typed', reason: '', seenPublishedAt: null })).toEqual(
      {
        accepted: { movedCases: 0 },
      },
    )
    house.clock.put('2027-09-10T06:00:00Z')
    await runNights(house)
    expect(await listMessages(house)).toHaveLength(2)
    const calendar = await findCalendar(house.database, scopeOf(grace, 'see-calendar'), beckside)
    expect(calendarEndNear(calendar, '2028-05-25')).toEqual({ lastSchoolDay: '2028-07-20' })
    expect(calendarEndNear(calendar, '2028-05-24')).toBe(null)
  })

  test('is told in words that say what follows, with the way to it and no name of a child', async () => {
    const house = await houseAt('2027-06-01T06:00:00Z')
    await publish(house, beckside, '2026/27', thisYear, insetAtTheEnd)
    await runNights(house)
    const rows = await house.database.read(
      sql`SELECT key, made_at, kind, team, school_urn, case_id, subject, body, state, because FROM messages ORDER BY key`,
    )
    expect(rows).toEqual([
      {
        key: 'calendar-ends:100001:2027-07-20:school',
        made_at: '2027-06-01T06:00:00.000Z',
        kind: 'calendar-ends',
        team: 'school:100001',
        school_urn: '100001',
        case_id: null,
        subject: 'The school calendar of Beckside Primary ends on 20 July 2027',
        body: `The last school day that Whereabouts knows of Beckside Primary is 20 July 2027.

Deadlines that need a day after it are shown as unknown until a calendar with that day arrives.

Please have your MIS send the terms and closed days of the coming school year, or enter them: http://localhost:3000/calendars/100001

What needs attention: http://localhost:3000/needs-attention`,
        state: 'waiting',
        because: null,
      },
      {
        key: 'calendar-ends:100002:none:school',
        made_at: '2027-06-01T06:00:00.000Z',
        kind: 'calendar-ends',
        team: 'school:100002',
        school_urn: '100002',
        case_id: null,
        subject: 'There is no school calendar of Highfield School',
        body: `Whereabouts knows no school day of Highfield School.

No deadline that counts school days can be shown until a calendar arrives.

Please have your MIS send the terms and closed days of the school year, or enter them: http://localhost:3000/calendars/100002

What needs attention: http://localhost:3000/needs-attention`,
        state: 'waiting',
        because: null,
      },
      {
        key: 'calendar-ends:authority:2027-06-01',
        made_at: '2027-06-01T06:00:00.000Z',
        kind: 'calendar-ends',
        team: 'authority',
        school_urn: null,
        case_id: null,
        subject: 'The school calendars of 2 schools end soon or are missing',
        body: `The last school day that Whereabouts knows:

Beckside Primary: 20 July 2027
Highfield School: no calendar

Deadlines that need a later day are shown as unknown until a calendar with that day arrives. Each school has been told.

What needs attention: http://localhost:3000/needs-attention`,
        state: 'waiting',
        because: null,
      },
    ])
    expect(await house.database.read(sql`SELECT key FROM due_keys WHERE key LIKE 'calendar%' ORDER BY key`)).toEqual([
      { key: 'calendar-ends:100001:2027-07-20' },
      { key: 'calendar-ends:100002:none' },
    ])
  })

  test('of 900 schools at once is one message to the authority, and the statements are as many as for two', async () => {
    const count = async (schools: number) => {
      const house = await makeHouse({ at: '2027-06-01T06:00:00Z' })
      const urns = JSON.stringify(Array.from({ length: schools }, (_, index) => String(100_000 + index)))
      await house.database.commit([
        sql`INSERT INTO schools (urn, name, created_at) SELECT value, 'School ' || value, '2026-09-01' FROM json_each(${urns})`,
      ])
      house.statements.count = 0
      await runNights(house)
      return { house, statements: house.statements.count }
    }
    const [two, many] = [await count(2), await count(900)]
    expect(many.statements).toBe(two.statements)
    const messages = await many.house.database.read(
      sql<{ body: string }>`SELECT body FROM messages WHERE team = 'authority'`,
    )
    expect(messages).toHaveLength(1)
    expect(messages[0]!.body).toContain('School 100029: no calendar\nand 870 more schools')
    expect(messages[0]!.body).not.toContain('School 100030')
  })
})

describe('whether a calendar ends within eight weeks', () => {
  const published = (terms: readonly Term[], closed: readonly ClosedDay[] = []) =>
    calendarInForce(beckside, [
      {
        academicYear: '2026/27',
        publishedAt: '2026-08-01',
        deliveryId: 'd',
        terms,
        closed,
        registersClose: null,
        source: 'mis',
      },
    ])

  test.each([
    ['57 days before', published(thisYear), '2027-05-25', null],
    ['56 days before', published(thisYear), '2027-05-26', { lastSchoolDay: '2027-07-21' }],
    ['long after', published(thisYear), '2027-11-01', { lastSchoolDay: '2027-07-21' }],
    ['without a calendar', null, '2027-05-25', { lastSchoolDay: null }],
    [
      'with every day closed',
      published([{ from: '2027-07-21', to: '2027-07-21' }], insetAtTheEnd),
      '2026-09-01',
      { lastSchoolDay: null },
    ],
    [
      'with its last day on a Sunday',
      published([{ from: '2026-09-01', to: '2026-10-25' }]),
      '2026-09-01',
      { lastSchoolDay: '2026-10-23' },
    ],
  ])('%s', (_, calendar, on, expected) => {
    expect(calendarEndNear(calendar, on)).toEqual(expected)
  })
})
