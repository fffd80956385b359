import { expect, test } from 'vitest'
import { connectionCommand } from '../../src/connectionCommand.ts'
import { sql } from '../../src/storage/database.ts'
import { heronLane, makePeopleHouse, millfield, textOf } from './peopleHouse.ts'

const at = '2026-10-14T08:40:00.000Z'

test('each school’s connection is shown with its last delivery, what waits and what was not taken in; never its secret', async () => {
  const made = await makePeopleHouse()
  const { database } = made.house
  await database.commit([
    sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at) VALUES ('one', 'door-one', ${heronLane}, 'generic', 'canary-secret', '2026-09-01T08:00:00.000Z')`,
    sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at, ended_at) VALUES ('old', 'door-old', ${heronLane}, 'generic', 'canary-secret', '2026-08-01T08:00:00.000Z', '2026-09-01T08:00:00.000Z')`,
    sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at) VALUES ('two', 'door-two', ${millfield}, 'generic', 'canary-secret', '2026-09-01T08:00:00.000Z')`,
    sql`INSERT INTO connections (id, endpoint, school_urn, vendor, created_at) VALUES ('sheets', 'door-sheets', ${millfield}, 'file', '2026-08-01T08:00:00.000Z')`,
    sql`INSERT INTO deliveries (id, connection_id, delivery_id, received_at, body_sha256, state) VALUES (1, 'one', 'a', '2026-10-01T08:00:00.000Z', 'x', 'quarantined')`,
    sql`INSERT INTO deliveries (id, connection_id, delivery_id, received_at, body_sha256, state) VALUES (2, 'one', 'b', ${at}, 'x', 'quarantined')`,
    sql`INSERT INTO deliveries (id, connection_id, delivery_id, received_at, body_sha256) VALUES (3, 'one', 'c', ${at}, 'x')`,
    sql`INSERT INTO quarantined (delivery, number, school_urn, at, type, path, reason) VALUES (1, 1, ${heronLane}, '2026-10-01T08:00:00.000Z', 't', 'p', 'r')`,
    sql`INSERT INTO quarantined (delivery, number, school_urn, at, type, path, reason) VALUES (2, 1, ${heronLane}, ${at}, 't', 'p', 'r')`,
    sql`INSERT INTO quarantined (delivery, number, school_urn, at, type, path, reason) VALUES (2, 2, ${heronLane}, ${at}, 't', 'p', 'r')`,
  ])
  await made.signIn('ada')
  made.house.statements.count = 0
  const answer = await made.get('/connections', 'ada')
  expect(made.house.statements.count).toBe(5)
  const html = await answer.text()
  expect(html).not.toContain('canary-secret')
  const rows = [...html.matchAll(/<tr class="govuk-table__row">\s*<th scope="row"[\s\S]*?<\/tr>/g)].map(([row]) =>
    row
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  expect(rows).toEqual([
    'Heron Lane Primary School URN 999001 Signed webhooks of Heron Lane Primary School http://localhost:3000/hooks/v1/door-one Wed 14 Oct, 09:40 1 2 not taken in',
    'Heron Lane Primary School URN 999001 Signed webhooks of Heron Lane Primary School , ended 1 September 2026 http://localhost:3000/hooks/v1/door-old None yet 0 0',
    'Millfield Academy URN 999002 Signed webhooks of Millfield Academy http://localhost:3000/hooks/v1/door-two None yet 0 0',
    'Millfield Academy URN 999002 Register files of Millfield Academy None yet 0 0',
    'St Oswald’s School URN 999003 Keeps its register on paper: no connection',
  ])
})

test('the address shown is the one that the command prints', async () => {
  const made = await makePeopleHouse({
    change: { publicUrl: 'https://www.northmoor.example/whereabouts', basePath: '/whereabouts' },
  })
  const printed: string[] = []
  const io = { out: (text: string) => void printed.push(text), err: () => {} }
  await connectionCommand(
    ['add', '--school', millfield, '--name', 'Millfield Academy', '--vendor', 'generic'],
    made.house,
    io,
  )
  const { endpoint } = JSON.parse(printed.join('')) as { endpoint: string }
  expect(await textOf(await made.get('/connections', 'ada'))).toContain(
    `https://www.northmoor.example/whereabouts${endpoint}`,
  )
})

test('a fresh installation says the next step, and each step is ticked off as it is done', async () => {
  const made = await makePeopleHouse({ isFresh: true })
  const { database } = made.house
  const steps = async () => {
    const text = await textOf(await made.get('/connections', 'ada'))
    return [...text.matchAll(/(To do|Done) (Schools|Calendars|Pupils|People|First register)/g)].map(
      ([, state, step]) => `${step}: ${state}`,
    )
  }
  expect(await steps()).toEqual([
    'Schools: To do',
    'Calendars: To do',
    'Pupils: To do',
    'People: To do',
    'First register: To do',
  ])
  expect(await textOf(await made.get('/connections', 'ada'))).toContain(
    'npx whereabouts connection add --school 999001',
  )

  await database.commit([
    sql`INSERT INTO schools (urn, name, created_at) VALUES (${heronLane}, 'Heron Lane Primary School', ${at})`,
  ])
  expect(await steps()).toEqual([
    'Schools: Done',
    'Calendars: To do',
    'Pupils: To do',
    'People: To do',
    'First register: To do',
  ])

  const calendar = (year: string, to: string) =>
    sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at)
      VALUES (${heronLane}, ${year}, ${at}, 'd', ${JSON.stringify([{ from: '2026-01-05', to }])}, '[]', ${at})`
  await database.commit([calendar('2025/26', '2026-07-21')])
  expect((await steps())[1]).toBe('Calendars: To do')
  await database.commit([
    calendar('2026/27', '2027-07-21'),
    sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) VALUES ('one', ${heronLane}, 'p1', '2026-09-02')`,
    sql`INSERT INTO people (id, name, created_at) VALUES ('bela', 'Bela Novak', ${at})`,
    sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by) VALUES ('r', 'bela', 'attendance-officer', ${heronLane}, ${at}, 'ada')`,
  ])
  expect(await steps()).toEqual([
    'Schools: Done',
    'Calendars: Done',
    'Pupils: Done',
    'People: Done',
    'First register: To do',
  ])

  await database.commit([
    sql`INSERT INTO register_sessions (school_urn, marked_on, session, complete, last_heard_at, source, stamp) VALUES (${heronLane}, '2026-10-14', 'AM', 1, ${at}, 'mis', ${at})`,
  ])
  expect(await steps()).toEqual([])
  expect(await textOf(await made.get('/connections', 'ada'))).not.toContain('Set up')
})

test('the schools not heard from are the same here as on their own page', async () => {
  const made = await makePeopleHouse({ at: '2026-10-14T09:30:00.000Z' })
  const terms = JSON.stringify([{ from: '2026-09-02', to: '2026-10-23' }])
  await made.house.database.commit([
    ...[heronLane, millfield].flatMap((urn) => [
      sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at)
        VALUES (${urn}, '2026/27', ${at}, ${urn}, ${terms}, '[]', ${at})`,
      sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) VALUES (${urn}, ${urn}, 'p1', '2026-09-02')`,
      sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at) VALUES (${urn}, ${urn}, ${urn}, 'generic', 'x', ${at})`,
    ]),
    // A heartbeat came today and the register did not; the other’s register is here, by a reading that is no delivery of today.
    sql`INSERT INTO deliveries (connection_id, delivery_id, received_at, body_sha256) VALUES (${heronLane}, 'today', ${at}, 'x')`,
    sql`INSERT INTO register_sessions (school_urn, marked_on, session, complete, last_heard_at, source, stamp)
      VALUES (${millfield}, '2026-10-14', 'AM', 1, ${at}, 'mis', '')`,
  ])
  const asked = async (path: string) => textOf(await made.get(path, 'ada'))
  const list = await asked('/connections?silent=today')
  expect(list).toContain('1 school not heard from')
  expect(list).toContain('Heron Lane Primary School URN 999001 No data')
  expect(list).not.toContain('Millfield Academy URN')
  expect(await asked('/connections?silent=today&search=mill')).toContain(
    'No school that was not heard from has “ mill ”',
  )
  expect(await asked('/connections')).toContain('Millfield Academy URN')
  expect(await asked('/connections')).not.toContain('No data')
  await made.house.database.commit([
    sql`INSERT INTO register_sessions (school_urn, marked_on, session, complete, last_heard_at, source, stamp)
      VALUES (${heronLane}, '2026-10-14', 'AM', 1, ${at}, 'mis', '')`,
  ])
  expect(await asked('/connections?silent=today')).toContain('Every register that was due by now is here.')
})

test('set up names the schools that still lack something', async () => {
  const made = await makePeopleHouse()
  const { database } = made.house
  await database.commit([
    sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) VALUES ('one', ${heronLane}, 'p1', '2026-09-02')`,
  ])
  const text = await textOf(await made.get('/connections', 'ada'))
  expect(text).toContain(
    '1 of 3 schools. Ask each school’s MIS supplier to send the pupils and their contacts. Still missing: Millfield Academy, St Oswald’s School.',
  )
  // Where all lack it, the count says so.
  expect(text).toContain('0 of 3 schools. It arrives when a school closes its first register. ')
  expect(text).not.toContain('register. Still missing')
  const urns = JSON.stringify(['100001', '100002', '100003', '100004'])
  await database.commit([
    sql`INSERT INTO schools (urn, name, created_at) SELECT value, 'Alder ' || value, ${at} FROM json_each(${urns})`,
  ])
  expect(await textOf(await made.get('/connections', 'ada'))).toContain(
    'Still missing: Alder 100001, Alder 100002, Alder 100003, Alder 100004, Millfield Academy and 1 more.',
  )
})

test('what was refused at the door in the last day stands beside what arrived, with its answer and why', async () => {
  const made = await makePeopleHouse({ at: '2026-10-14T09:30:00.000Z' })
  const event = (when: string, kind: string, door = 'one') =>
    sql`INSERT INTO security_events (at, kind, connection_id, school_urn, detail) VALUES (${when}, ${kind}, ${door}, ${heronLane}, 'd')`
  await made.house.database.commit([
    ...['one', 'two'].map(
      (id) =>
        sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at) VALUES (${id}, ${id}, ${heronLane}, 'generic', 'x', ${at})`,
    ),
    event('2026-10-13T09:29:59.000Z', 'signature-refused'),
    event('2026-10-13T09:30:00.000Z', 'signature-refused'),
    event(at, 'delivery-for-another-school'),
    event(at, 'too-many-deliveries', 'two'),
  ])
  const text = await textOf(await made.get('/connections/one/arrivals', 'ada'))
  expect(text).toContain(
    'Refused in the last 24 hours, and not taken in: Wed 14 Oct, 09:40, answered 403: source.school_urn names another school than the one this connection is for. Tue 13 Oct, 10:30, answered 401: the signature, the secret or the time was wrong.',
  )
  expect(text.match(/answered 401/g)).toHaveLength(1)
  expect(text).not.toContain('429')
  expect(await textOf(await made.get('/connections/two/arrivals', 'ada'))).toContain('answered 429: more came at once')
})
