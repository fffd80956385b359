// A register told as whole that holds few of the roll: every page says so, and its children stay on the list of those without a mark.
import { expect, test } from 'vitest'
import { nightlySteps, runNights } from '../../src/actions/nightly.ts'
import { heldForSilence } from '../../src/cases/messageBehind.ts'
import { shippedPolicies } from '../../src/law/localPolicy.ts'
import { sql } from '../../src/storage/database.ts'
import { thinAtNewest } from '../../src/web/pages/silencePage.ts'
import { heronLane, makePeopleHouse, millfield, textOf } from './peopleHouse.ts'

const terms = JSON.stringify([{ from: '2026-09-02', to: '2026-10-23' }])
const at = '2026-10-14T08:45:00.000Z'
const ids = JSON.stringify(Array.from({ length: 60 }, (_, index) => String(index)))

/** Heron Lane with a roll of 60 and marks for five of them this morning; Millfield with all of its one pupil. */
async function thinHouse(code = '-') {
  const made = await makePeopleHouse({ at })
  await made.house.database.commit([
    ...[heronLane, millfield].flatMap((urn) => [
      sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at, source)
        VALUES (${urn}, '2026/27', '2026-09-01T08:00:00.000Z', ${`cal-${urn}`}, ${terms}, '[]', '2026-09-01T08:00:00.000Z', 'mis')`,
      sql`INSERT INTO register_sessions (school_urn, marked_on, session, expected, marked, complete, closed_at, last_heard_at, source, stamp)
        VALUES (${urn}, '2026-10-14', 'AM', 5, 5, 1, '2026-10-14T08:31:00.000Z', '2026-10-14T08:32:00.000Z', 'mis', '')`,
    ]),
    sql`INSERT INTO pupils (id, school_urn, mis_id, search_name, boarder, flags_to_check, first_known_on)
      SELECT 'p' || value, ${heronLane}, value, 'p' || value, 0, '[]', '2026-10-13' FROM json_each(${ids})`,
    sql`INSERT INTO pupils (id, school_urn, mis_id, search_name, boarder, flags_to_check, first_known_on)
      VALUES ('m', ${millfield}, 'm', 'm', 0, '[]', '2026-10-13')`,
    sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
      SELECT id, '2026-10-14', 'AM', school_urn, iif(cast(mis_id AS INTEGER) < 5, '/', ${code}), 'no-mark', '', '', ${at}, 'mis'
      FROM pupils WHERE school_urn = ${heronLane}`,
  ])
  return made
}

test('Today says that the register itself is thin, once, and keeps each child on the list of those without a mark', async () => {
  const { get } = await thinHouse()
  const today = await textOf(await get('/today', 'bela'))
  expect(today).toContain('The register of this morning has 5 of 60 pupils')
  expect(today).toContain(
    'Register of 5, roll of 60. The morning register of today is closed as complete, with marks for 5 of the 60 pupils expected. Children may be away whom nobody here knows of.',
  )
  expect(today).toContain('What to do: look at the register in your MIS.')
  expect(today).toContain('Morning register closed at 09:31.')
  expect(today).not.toContain('register complete')
  expect(today).toContain('Nobody to ring among those we know of.')
  expect(today).not.toContain('Every absence')
  expect(today).toContain('No mark in the register 55 children')
  const list = await textOf(await get('/today?list=no-mark', 'bela'))
  expect(list).toContain(
    '55 children are on this list because the register of this morning holds 5 of 60 pupils. Nobody has marked them absent, and nobody has said that they are here.',
  )
  expect(list.split('on this list because')).toHaveLength(2)
  expect(list).toContain('1 to 50 of 55')
  // Of the other lists the line says nothing.
  expect(today).not.toContain('on this list because')
  expect(await textOf(await get('/today', 'gwen'))).not.toContain('Register of')
})

test('with a mark for everybody, or away by the calendar, no page says so', async () => {
  const whole = await thinHouse('I')
  expect(await textOf(await whole.get('/today', 'bela'))).not.toContain('Register of')
  expect(await textOf(await whole.get('/schools-not-heard', 'evan'))).not.toContain('Heron Lane')
  const { get, house } = await thinHouse()
  const closed = JSON.stringify([{ on: '2026-10-14', because: 'planned-closure', yearGroups: ['4'] }])
  await house.database.commit([
    sql`UPDATE calendars SET closed = ${closed} WHERE school_urn = ${heronLane}`,
    sql`UPDATE pupils SET year_group = iif(cast(mis_id AS INTEGER) < 5, 'Year 3', 'Year 4')`,
  ])
  expect(await textOf(await get('/today', 'bela'))).toContain('Morning register complete at 09:31.')
  expect(await textOf(await get('/schools-not-heard', 'evan'))).not.toContain('Heron Lane')
})

test('the authority sees it beside the silent schools, and a person who looked settles it', async () => {
  const { get, post, house } = await thinHouse()
  await house.database.commit([
    sql`INSERT INTO messages (id, key, made_at, kind, team, school_urn, subject, body, state, because, held_because)
      VALUES ('waits', 'waits', ${at}, 'education-welfare', 'education-welfare', ${heronLane}, 's', 'b', 'held', ${heldForSilence}, ${heldForSilence})`,
  ])
  expect(await textOf(await get('/cases', 'evan'))).toContain(
    '1 school has not been heard from in full ( Heron Lane Primary School : register of 5, roll of 60): children may be away there',
  )
  expect(await textOf(await get('/schools', 'evan'))).toContain('Morning register of 5, roll of 60')
  const page = await textOf(await get('/schools-not-heard', 'cleo'))
  expect(page).toContain('Heron Lane Primary School Register of 5, roll of 60. The morning register of today is closed')
  expect(page).toContain('ask who is away, and to finish the register or send it again')
  expect(page).toContain('1 message waits until somebody has looked.')
  await post('/schools-not-heard/looks', { school: heronLane }, 'cleo')
  expect(await house.database.read(sql`SELECT marked_on, session, looked_by FROM register_looks`)).toEqual([
    { marked_on: '2026-10-14', session: 'AM', looked_by: 'cleo' },
  ])
  expect(await house.database.read(sql`SELECT state FROM messages WHERE id = 'waits'`)).toEqual([{ state: 'waiting' }])
  expect(await textOf(await get('/schools-not-heard', 'evan'))).toContain('Cleo Marsh looked, Wed 14 Oct, 09:45.')
})

test('the morning’s message to the authority names the figures', async () => {
  const { house } = await thinHouse()
  house.clock.put('2026-10-15T00:10:00.000Z')
  await runNights(
    house,
    nightlySteps.filter(({ name }) => name === 'duties-falling-due'),
  )
  const [message] = await house.database.read<{ subject: string; body: string }>(
    sql`SELECT subject, body FROM messages WHERE kind = 'schools-not-heard'`,
  )
  expect(message!.subject).toBe('2 schools have not been heard from in full')
  expect(message!.body).toContain(
    'Heron Lane Primary School: Wednesday 14 October, morning (register of 5, roll of 60) and afternoon\nMillfield Academy: Wednesday 14 October, afternoon',
  )
})

test('on a child’s page: the newest register is thin, until a newer one came', () => {
  const calendar = {
    ...{ schoolUrn: heronLane, academicYears: [], publishedAt: at, closed: [], policies: shippedPolicies },
    terms: [{ from: '2026-09-02', to: '2026-10-23' }],
  }
  const kept = {
    ...({ calendar, registerKept: 'mis', asOf: at } as const),
    unmarked: [{ on: '2026-10-14', session: 'AM', groups: [['4', 400, 395]] }] as const,
    completeSessions: [{ on: '2026-10-14', session: 'AM' }] as const,
  }
  expect(thinAtNewest(kept)).toBe(
    'Register of 5, roll of 400: the morning of Wed 14 Oct. The day counts, and is unknown for everybody without a mark.',
  )
  expect(thinAtNewest({ ...kept, registerKept: 'paper' })).toBeNull()
  expect(thinAtNewest({ ...kept, calendar: null })).toBeNull()
  const newer = [...kept.completeSessions, { on: '2026-10-15', session: 'AM' } as const]
  expect(thinAtNewest({ ...kept, completeSessions: newer, asOf: '2026-10-15T10:00:00.000Z' })).toBeNull()
  const away = [{ on: '2026-10-14', because: 'planned-closure', yearGroups: ['4'] } as const]
  expect(thinAtNewest({ ...kept, calendar: { ...calendar, closed: away } })).toBeNull()
})
