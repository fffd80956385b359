import { describe, expect, test } from 'vitest'
import type { CaseHappening } from '../../src/cases/events.ts'
import { newCase, writesOf } from '../../src/storage/caseStore.ts'
import { type Query, sql } from '../../src/storage/database.ts'
import { calendarA } from '../support/calendars.ts'
import { heronLane, makePeopleHouse, millfield, type PeopleHouse, stOswald, textOf } from './peopleHouse.ts'

function calendarOf(urn: string): Query<unknown> {
  return sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at)
    VALUES (${urn}, '2026/27', '2026-08-20T08:00:00.000Z', 'd', ${JSON.stringify(calendarA.terms)}, ${JSON.stringify(calendarA.closed)}, '2026-08-20T08:00:00.000Z')`
}

function registerOf(urn: string, on: string, session: 'AM' | 'PM', complete = 1): Query<unknown> {
  return sql`INSERT INTO register_sessions (school_urn, marked_on, session, expected, marked, complete, closed_at, last_heard_at, source, stamp)
    VALUES (${urn}, ${on}, ${session}, 30, ${complete ? 30 : 12}, ${complete}, NULL, ${`${on}T08:35:00.000Z`}, 'mis', '')`
}

function heardAt(urn: string, at: string): Query<unknown> {
  return sql`INSERT INTO feeds (school_urn, feed, last_heard_at) VALUES (${urn}, 'attendance', ${at})`
}

/** A child of a school away with N on these sessions, with the absence that intake would have begun. */
async function away(
  { house }: PeopleHouse,
  id: string,
  urn: string,
  sessions: string[],
  more: CaseHappening[] = [],
): Promise<void> {
  await house.database.commit([
    sql`INSERT INTO pupils (id, school_urn, mis_id, legal_forename, legal_surname, date_of_birth, first_known_on)
      VALUES (${id}, ${urn}, ${id}, 'Canary', 'Child', '2014-05-06', '2026-09-02')`,
    ...sessions.map((each) => {
      const [on, session] = each.split(' ')
      return sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
        VALUES (${id}, ${on}, ${session}, ${urn}, 'N', 'mis', '', '', '2026-10-14T08:35:00.000Z', 'mis')`
    }),
  ])
  const began: CaseHappening = { what: 'absence-began', details: { firstOn: sessions[0]!.split(' ')[0]! } }
  const addition = { kase: newCase(`case-${id}`, id, urn), happenings: [began, ...more] }
  const sealing = {
    auditKey: house.keys.audit,
    at: '2026-10-14T08:40:00.000Z',
    by: 'mis',
    salt: () => house.ids.secret(),
  }
  await house.database.commit(await writesOf([addition], sealing))
}

async function rowsOf(made: PeopleHouse, who = 'evan'): Promise<string[]> {
  const html = await (await made.get('/schools', who)).text()
  return [...html.matchAll(/<th scope="row"[\s\S]*?<\/tr>/g)].map(([row]) =>
    row
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
}

const today = '2026-10-14'
const days = ['2026-10-12', '2026-10-13', '2026-10-14']
const both = (on: string): [string, string] => [`${on} AM`, `${on} PM`]

describe('the authority’s page of schools', () => {
  async function morning(): Promise<PeopleHouse> {
    const made = await makePeopleHouse()
    await made.house.database.commit([
      ...[heronLane, millfield, stOswald].map(calendarOf),
      ...days.slice(0, 2).flatMap((on) => [registerOf(heronLane, on, 'AM'), registerOf(heronLane, on, 'PM')]),
      registerOf(heronLane, today, 'AM'),
      heardAt(heronLane, '2026-10-14T08:35:00.000Z'),
      registerOf(millfield, today, 'AM', 0),
      heardAt(millfield, '2026-10-14T08:12:00.000Z'),
    ])
    await away(made, 'one', heronLane, ['2026-10-14 AM'])
    await away(made, 'two', heronLane, [...both('2026-10-13'), '2026-10-14 AM'])
    await away(made, 'three', heronLane, [...both('2026-10-12'), ...both('2026-10-13'), '2026-10-14 AM'])
    const reason = { explainedOn: today, explainedUntil: null, reason: 'Tooth', whoSaid: 'Mother' }
    await away(made, 'explained', heronLane, ['2026-10-14 AM'], [{ what: 'reason-given', details: reason }])
    await away(made, 'elsewhere', millfield, ['2026-10-14 AM'])
    return made
  }

  test('counts the children away and unexplained by day of absence, a row a school, and how its register stands', async () => {
    const made = await morning()
    for (const who of ['evan', 'fern']) {
      expect(await rowsOf(made, who)).toEqual([
        'Heron Lane Primary School Morning register in 1 1 1 3',
        'Millfield Academy Morning register not complete. No data since 09:35 1 0 0 1',
        'St Oswald’s School Morning register not complete. No pupils yet: its MIS has sent none. 0 0 0 0',
        'All schools 3 schools 2 1 1 4',
      ])
    }
  })

  test('names no child, leads to the open cases for who may see them, and says why the others stay away', async () => {
    const made = await morning()
    const html = await (await made.get('/schools', 'evan')).text()
    expect(html).toContain('These are counts: the children behind them stay with the school until a case is opened.')
    expect(html).toContain(
      `<a class="govuk-link" href="/cases?school=${heronLane}"><bdi>Heron Lane Primary School</bdi></a>`,
    )
    const manager = await (await made.get('/schools', 'fern')).text()
    expect(manager).toContain('Here you see counts only. Where a number asks for it, ring the school’s office.')
    expect(manager).not.toContain('/cases')
    expect(html).not.toMatch(/Canary|case-|pupils\//)
    expect(await made.house.sqlite.read(sql`SELECT * FROM reads`)).toEqual([])
  })

  test('counts who did not start, who left for nobody knows where, and who is on two rolls, without a name', async () => {
    const made = await morning()
    await made.house.database.commit([
      sql`INSERT INTO pupils (id, school_urn, mis_id, upn, legal_forename, first_known_on, entered_on, left_on, asks, asks_from) VALUES
        ('s1', ${heronLane}, 's1', NULL, 'Canary', '2026-09-02', '2026-10-13', NULL, 'starter', '2026-10-13'),
        ('s2', ${heronLane}, 's2', NULL, 'Canary', '2026-09-02', '2026-10-15', NULL, 'starter', '2026-10-15'),
        ('l1', ${heronLane}, 'l1', NULL, 'Canary', '2026-09-02', NULL, '2026-10-12', 'leaver', '2026-10-12'),
        ('t1', ${millfield}, 't1', 'H801200001001', 'Canary', '2026-09-02', NULL, NULL, NULL, NULL),
        ('t2', ${stOswald}, 't2', 'H801200001001', 'Canary', '2026-09-02', NULL, NULL, NULL, NULL),
        ('t3', ${heronLane}, 't3', 'H801200001001', 'Canary', '2026-09-02', NULL, '2026-10-01', NULL, NULL)`,
    ])
    expect((await rowsOf(made)).map((row) => row.slice(0, 96))).toEqual([
      'Heron Lane Primary School 1 expected to start and not here 1 left, and nobody has said where to ',
      'Millfield Academy 1 also on the roll of another school Morning register not complete. No data si',
      'St Oswald’s School 1 also on the roll of another school Morning register not complete. Keeps its',
      'All schools 3 schools 2 1 1 4',
    ])
    expect(await (await made.get('/schools', 'evan')).text()).not.toContain('Canary')
  })

  test('takes four statements beside the sign-in’s two, however many schools and children', async () => {
    const made = await morning()
    await made.signIn('evan')
    made.house.statements.count = 0
    await made.get('/schools', 'evan')
    expect(made.house.statements.count).toBe(6)
  })

  test('a silent feed does not take a child off the count: the day is counted on', async () => {
    const made = await makePeopleHouse()
    await made.house.database.commit([calendarOf(heronLane), heardAt(heronLane, '2026-10-12T13:05:00.000Z')])
    await away(made, 'one', heronLane, both('2026-10-12'))
    expect((await rowsOf(made))[0]).toBe(
      'Heron Lane Primary School Morning register not complete. No data since Mon 12 Oct, 14:05 0 0 1 1',
    )
  })

  test('a child who left is not counted, nor one whose absence has ended', async () => {
    const made = await makePeopleHouse()
    await made.house.database.commit([calendarOf(heronLane), registerOf(heronLane, today, 'AM')])
    await away(made, 'one', heronLane, ['2026-10-14 AM'])
    await away(
      made,
      'two',
      heronLane,
      ['2026-10-13 AM'],
      [{ what: 'absence-ended', details: { on: today, because: 'attended' } }],
    )
    await made.house.database.commit([sql`UPDATE pupils SET left_on = '2026-10-13' WHERE id = 'one'`])
    expect((await rowsOf(made))[0]).toBe('Heron Lane Primary School Morning register in 0 0 0 0')
  })
})

describe('how a register is said to stand', () => {
  test.each([
    ['2026-10-14T07:45:00.000Z', [], 'Not yet: closes at 09:30'],
    ['2026-10-14T08:40:00.000Z', [], 'Morning register not complete. Nothing has arrived yet'],
    [
      '2026-10-14T13:10:00.000Z',
      [registerOf(heronLane, today, 'AM')],
      'Afternoon register not complete. No data since 09:35',
    ],
    [
      '2026-10-14T13:10:00.000Z',
      [registerOf(heronLane, today, 'PM')],
      'Afternoon register in The morning register is not complete.',
    ],
    ['2026-10-17T09:00:00.000Z', [], 'No school: weekend'],
    ['2026-11-02T10:00:00.000Z', [], 'No school: INSET day'],
    [
      '2027-08-20T10:00:00.000Z',
      [],
      'Unknown. The school’s calendar ends on 21 July 2027. Ask the school to publish its calendar from its MIS.',
    ],
  ])('at %s: %#', async (at, registers, words) => {
    const made = await makePeopleHouse({ at })
    await made.house.database.commit([
      calendarOf(heronLane),
      sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) VALUES ('p', ${heronLane}, 'p', '2026-09-02')`,
      ...registers,
    ])
    expect((await rowsOf(made))[0]).toBe(`Heron Lane Primary School ${words} 0 0 0 0`)
  })

  test('without a calendar a child with an N is counted, with the day not known', async () => {
    const made = await makePeopleHouse()
    await away(made, 'one', heronLane, ['2026-10-14 AM'])
    expect((await rowsOf(made))[0]).toBe(
      'Heron Lane Primary School Unknown: no calendar yet Ask the school to publish its calendar from its MIS. 0 0 0 1 1',
    )
  })
})

test('without any school the page says who takes the next step', async () => {
  const made = await makePeopleHouse({ isFresh: true })
  await made.house.database.commit([
    sql`INSERT INTO people (id, name, created_at) VALUES ('evan', 'Evan Pryce', '2026-09-01T08:00:00.000Z')`,
    sql`INSERT INTO roles_held (id, person_id, role, granted_at, granted_by) VALUES ('r', 'evan', 'cme-officer', '2026-09-01T08:00:00.000Z', 'ada')`,
  ])
  expect(await textOf(await made.get('/schools', 'evan'))).toContain(
    'No school is here yet. Your administrator adds each school by connecting its MIS.',
  )
})
