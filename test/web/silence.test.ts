// A silent school is shown as silent wherever somebody might think that nobody is away, and nothing goes by itself.
import { expect, test } from 'vitest'
import { nightlySteps, runNights } from '../../src/actions/nightly.ts'
import { heldForCalendar, heldForSilence } from '../../src/cases/messageBehind.ts'
import { sql } from '../../src/storage/database.ts'
import { heronLane, makePeopleHouse, millfield, type PeopleHouse, textOf } from './peopleHouse.ts'

const terms = JSON.stringify([{ from: '2026-09-02', to: '2026-10-23' }])
const half10 = '2026-10-14T09:30:00.000Z'

async function silentHouse(at = half10): Promise<PeopleHouse> {
  const made = await makePeopleHouse({ at })
  await made.house.database.commit([
    ...[heronLane, millfield].flatMap((urn) => [
      sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at, source)
        VALUES (${urn}, '2026/27', '2026-09-01T08:00:00.000Z', ${`cal-${urn}`}, ${terms}, '[]', '2026-09-01T08:00:00.000Z', 'mis')`,
      sql`INSERT INTO pupils (id, school_urn, mis_id, search_name, boarder, flags_to_check, first_known_on)
        VALUES (${`pupil-${urn}`}, ${urn}, 'p1', '', 0, '[]', '2026-10-13')`,
    ]),
    ...['AM', 'PM'].flatMap((session) =>
      [heronLane, millfield].map(
        (
          urn,
        ) => sql`INSERT INTO register_sessions (school_urn, marked_on, session, complete, closed_at, last_heard_at, source, stamp)
          VALUES (${urn}, '2026-10-13', ${session}, 1, '2026-10-13T13:00:00.000Z', '2026-10-13T13:05:00.000Z', 'mis', '')`,
      ),
    ),
    sql`INSERT INTO register_sessions (school_urn, marked_on, session, complete, closed_at, last_heard_at, source, stamp)
      VALUES (${millfield}, '2026-10-14', 'AM', 1, '2026-10-14T08:30:00.000Z', '2026-10-14T08:31:00.000Z', 'mis', '')`,
    sql`INSERT INTO feeds (school_urn, feed, last_heard_at) VALUES (${heronLane}, 'attendance', '2026-10-13T13:05:00.000Z')`,
  ])
  return made
}

const message = (id: string, because: string, school = heronLane) =>
  sql`INSERT INTO messages (id, key, made_at, kind, team, school_urn, subject, body, state, because, held_because)
    VALUES (${id}, ${id}, '2026-10-14T08:00:00.000Z', 'education-welfare', 'education-welfare', ${school}, 's', 'b', 'held', ${because}, ${because})`

test('Today says since when nothing came and what to do, and never that there is nobody to ring', async () => {
  const { get } = await silentHouse()
  const today = await textOf(await get('/today', 'bela'))
  expect(today).toContain('No data since Tue 13 Oct, 14:05. The morning register of today is not complete.')
  expect(today).toContain('What to do: ring the school office')
  expect(today).toContain('What is known of the connection Upload a register file')
  // The head teacher uploads nothing.
  const head = await textOf(await get('/today', 'dora'))
  expect(head).toContain('What is known of the connection')
  expect(head).not.toContain('Upload a register file')
  expect(today).not.toContain('Nobody to ring. ')
  const whole = await textOf(await get('/today', 'gwen'))
  expect(whole).not.toContain('No data since')
})

test('a morning on which every year group on the roll is closed, one by one, is no silence on any page', async () => {
  const { get, house } = await silentHouse()
  const closed = JSON.stringify([
    { on: '2026-10-14', because: 'planned-closure', yearGroups: ['Year 3'] },
    { on: '2026-10-14', because: 'planned-closure', yearGroups: ['Year 4'] },
  ])
  await house.database.commit([
    sql`UPDATE calendars SET closed = ${closed} WHERE school_urn = ${heronLane}`,
    sql`UPDATE pupils SET year_group = '3' WHERE school_urn = ${heronLane}`,
    sql`INSERT INTO pupils (id, school_urn, mis_id, search_name, boarder, flags_to_check, first_known_on, year_group)
      VALUES ('four', ${heronLane}, 'p4', '', 0, '[]', '2026-10-13', 'Y4')`,
  ])
  const today = await textOf(await get('/today', 'bela'))
  expect(today).toContain('No school today: closed for every year group.')
  expect(today).not.toContain('No data since')
  expect(await textOf(await get('/schools', 'evan'))).toContain('No school: closed for every year group')
  expect(await textOf(await get('/schools-not-heard', 'bela'))).not.toContain('The morning register of today')
  // One child of another year group, and the register is awaited.
  await house.database.commit([sql`UPDATE pupils SET year_group = '5' WHERE id = 'four'`])
  expect(await textOf(await get('/today', 'bela'))).toContain('No data since Tue 13 Oct, 14:05.')
})

test('the caseload counts the silent schools and leads to them; Needs attention too', async () => {
  const { get } = await silentHouse()
  expect(await textOf(await get('/cases', 'evan'))).toContain(
    '1 school has not been heard from ( Heron Lane Primary School ): children may be away there whom this list does not know.',
  )
  expect(await textOf(await get('/needs-attention', 'bela'))).toContain('Schools not heard from (1)')
  expect(await textOf(await get('/needs-attention', 'gwen'))).not.toContain('Schools not heard from')
})

test('a school without a calendar is named: nothing can say whether its register is due', async () => {
  const { get, house } = await silentHouse()
  const whole = await textOf(await get('/schools-not-heard', 'evan'))
  expect(whole).not.toContain('Not known whether a register is due')
  await house.database.commit([sql`DELETE FROM calendars`])
  const page = await textOf(await get('/schools-not-heard', 'evan'))
  expect(page).toContain('Every register that is known to be due by now is here.')
  // The other school's register of this morning is here, calendar or not.
  expect(page).toContain('Not known whether a register is due')
  expect(page).toContain('Ask the school for its calendar. Heron Lane Primary School')
  expect(page).not.toContain('Millfield')
})

test('a pupil’s page says from which register on nothing is known', async () => {
  const { get } = await silentHouse()
  expect(await textOf(await get(`/pupils/pupil-${heronLane}`, 'bela'))).toContain(
    'No data since the afternoon register of Tue 13 Oct: the days after it count and are unknown.',
  )
})

test('somebody has looked: it is written down once, and what waited for that goes, but nothing else', async () => {
  const { get, post, house } = await silentHouse()
  await house.database.commit([
    message('waits', heldForSilence),
    message('calendar', heldForCalendar),
    message('elsewhere', heldForSilence, millfield),
  ])
  const page = await textOf(await get('/schools-not-heard', 'cleo'))
  expect(page).toContain('Heron Lane Primary School No data since Tue 13 Oct, 14:05.')
  expect(page).toContain('Marks: last heard Tue 13 Oct, 14:05')
  expect(page).toContain('1 message waits until somebody has looked.')
  // The officer of the school sees it; only who may let messages go can say that they have looked.
  expect(await (await get('/schools-not-heard', 'bela')).text()).not.toContain('I have looked')
  expect((await post('/schools-not-heard/looks', { school: millfield }, 'cleo')).status).toBe(404)
  const looked = await post('/schools-not-heard/looks', { school: heronLane }, 'cleo')
  expect(looked.headers.get('location')).toBe('/schools-not-heard?looked=1')
  expect((await post('/schools-not-heard/looks', { school: heronLane }, 'evan')).headers.get('location')).toBe(
    '/schools-not-heard?looked=0',
  )
  const states = await house.database.read(sql`SELECT id, state, released_by FROM messages ORDER BY id`)
  expect(states).toEqual([
    { id: 'calendar', state: 'held', released_by: null },
    { id: 'elsewhere', state: 'held', released_by: null },
    { id: 'waits', state: 'waiting', released_by: 'cleo' },
  ])
  expect(await house.database.read(sql`SELECT marked_on, session, looked_by FROM register_looks`)).toEqual([
    { marked_on: '2026-10-14', session: 'AM', looked_by: 'cleo' },
  ])
  expect(await textOf(await get('/schools-not-heard', 'evan'))).toContain('Cleo Marsh looked, Wed 14 Oct, 10:30.')
})

test('in the morning the authority is told once of each register that never came', async () => {
  const { house } = await silentHouse('2026-10-15T00:10:00.000Z')
  const steps = nightlySteps.filter(({ name }) => name === 'duties-falling-due')
  const told = () =>
    house.database.read<{ subject: string; body: string }>(
      sql`SELECT subject, body FROM messages WHERE team = 'authority' AND kind = 'schools-not-heard' ORDER BY made_at`,
    )
  await runNights(house, steps)
  expect((await told()).map(({ subject }) => subject)).toEqual(['2 schools have not been heard from'])
  expect((await told())[0]!.body).toContain(
    'Heron Lane Primary School: Wednesday 14 October, morning and afternoon\nMillfield Academy: Wednesday 14 October, afternoon',
  )
  house.clock.put('2026-10-17T00:10:00.000Z')
  await runNights(house, steps)
  house.clock.put('2026-10-18T00:10:00.000Z')
  await runNights(house, steps)
  expect(await told()).toHaveLength(2)
})

test('nine hundred schools cost as many statements as two', async () => {
  const { get, house } = await silentHouse()
  const asked = async () => {
    house.statements.count = 0
    await get('/schools-not-heard', 'evan')
    return house.statements.count
  }
  await get('/schools-not-heard', 'evan')
  const few = await asked()
  const urns = JSON.stringify(Array.from({ length: 900 }, (_, index) => String(100000 + index)))
  await house.database.commit([
    sql`INSERT INTO schools (urn, name, register_kept, created_at) SELECT value, 'School ' || value, 'mis', ${half10} FROM json_each(${urns})`,
    sql`INSERT INTO pupils (id, school_urn, mis_id, search_name, boarder, flags_to_check, first_known_on)
      SELECT 'p' || value, value, 'p1', '', 0, '[]', '2026-10-13' FROM json_each(${urns})`,
    sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at, source)
      SELECT value, '2026/27', '2026-09-01T08:00:00.000Z', 'c' || value, ${terms}, '[]', '2026-09-01T08:00:00.000Z', 'mis' FROM json_each(${urns})`,
  ])
  expect(await asked()).toBe(few)
  expect(await textOf(await get('/schools-not-heard', 'evan'))).toContain('1 to 50 of 901 schools')
})
