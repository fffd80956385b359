// What is held back: five pupils by name for the school's people, counts alone for the administrator; released or refused in one go.
import { expect, test } from 'vitest'
import { parkSentence } from '../../src/cases/decide/parkDelivery.ts'
import { sql } from '../../src/storage/database.ts'
import { lockText } from '../../src/storage/secretText.ts'
import { testKeys } from '../support/testHouse.ts'
import { heronLane, makePeopleHouse, millfield, type PeopleHouse, textOf } from './peopleHouse.ts'

const at = '2026-10-14T08:40:00.000Z'
const because = parkSentence('leavers')

async function houseWith(leavers: number): Promise<PeopleHouse> {
  const made = await makePeopleHouse()
  const writes = [
    sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at) VALUES ('door', 'door', ${heronLane}, 'generic', 'locked', ${at})`,
  ]
  for (let number = 1; number <= leavers; number += 1) {
    const misId = `p${number}`
    const body = await lockText(testKeys.secrets, JSON.stringify({ data: { pupil: { mis_id: misId } } }))
    writes.push(
      sql`INSERT INTO pupils (id, school_urn, mis_id, search_name, preferred_forename, legal_surname, boarder, flags_to_check, first_known_on)
        VALUES (${misId}, ${heronLane}, ${misId}, '', ${`Child${number}`}, 'Okoro', 0, '[]', '2026-09-02')`,
      sql`INSERT INTO deliveries (connection_id, delivery_id, received_at, type, body_sha256, body, state, parked_because)
        VALUES ('door', ${misId}, ${at}, 'enrolment.ended', 'x', ${body}, 'parked', ${because})`,
    )
  }
  await made.house.database.commit(writes)
  return made
}

test('whoever decides finds the way from Today and from the pupil’s page, at that school alone', async () => {
  const { get, house } = await houseWith(2)
  await house.database.commit([
    sql`UPDATE deliveries SET parked_about = 'p1' WHERE delivery_id = 'p1'`,
    sql`UPDATE deliveries SET parked_about = 'joined', type = 'pupil.deleted' WHERE delivery_id = 'p2'`,
    sql`INSERT INTO pupil_links (school_urn, mis_id, pupil_id, joined_at, joined_by) VALUES (${heronLane}, 'joined', 'p2', ${at}, 'bela')`,
    sql`INSERT INTO pupils (id, school_urn, mis_id, search_name, boarder, flags_to_check, first_known_on)
      VALUES ('p3', ${heronLane}, 'p3', '', 0, '[]', '2026-09-02'), ('g1', ${millfield}, 'p1', '', 0, '[]', '2026-09-02')`,
  ])
  expect(await (await get('/today', 'dora')).text()).toMatch(
    /<a [^>]*href="\/held-back">2 deliveries are held back until somebody decides<\/a>/,
  )
  expect(await textOf(await get('/today', 'gwen'))).not.toContain('held back')
  const pupil = await get('/pupils/p1', 'dora')
  expect(await pupil.text()).toMatch(
    /A leaving date has come and is held back\.[\s\S]*href="\/held-back">What is held back</,
  )
  expect(await textOf(await get('/pupils/p2', 'bela'))).toContain(
    'Word has come that your MIS no longer has this pupil. It is held back.',
  )
  expect(await textOf(await get('/pupils/p3', 'bela'))).not.toContain('held back')
  expect(await textOf(await get('/pupils/g1', 'gwen'))).not.toContain('held back')
})

const form = (newest: number) => ({ school: heronLane, because, newest: String(newest) })

test('the school reads five names and how many more, the administrator only how many; each look at names is on record', async () => {
  const { get, house } = await houseWith(31)
  const lead = await textOf(await get('/held-back', 'cleo'))
  expect(lead).toContain('Heron Lane Primary School : 31 leavers')
  expect(lead).toContain('Child5 Okoro and 26 more.')
  expect(lead).not.toContain('Child6')
  expect(lead).toContain('It is right: release all')
  const administrator = await textOf(await get('/held-back', 'ada'))
  expect(administrator).toContain('31 leavers')
  expect(administrator).not.toContain('Okoro')
  const officer = await textOf(await get('/held-back', 'bela'))
  expect(officer).not.toContain('release all')
  expect(officer).toContain('The safeguarding lead, the head teacher or the administrator decides.')
  expect(await textOf(await get('/held-back', 'gwen'))).toContain('Nothing is held back.')
  const reads = await house.database.read<{ person_id: string }>(
    sql`SELECT person_id FROM reads WHERE page = 'Held back' ORDER BY id`,
  )
  expect(reads.map(({ person_id }) => person_id)).toEqual(['cleo', 'bela'])
})

test('the head releases all that the page showed; what came after it stays, and a second press changes nothing', async () => {
  const { post, house } = await houseWith(6)
  const pressed = await post('/held-back/releases', form(5), 'dora')
  expect(pressed.headers.get('location')).toBe('/held-back?released=5')
  expect((await post('/held-back/releases', form(5), 'cleo')).headers.get('location')).toBe('/held-back?released=0')
  const states = await house.database.read<{ state: string; by: string | null }>(
    sql`SELECT state, released_by AS by FROM deliveries ORDER BY id`,
  )
  expect(states.map(({ state, by }) => `${state} ${by}`)).toEqual([...Array(5).fill('received dora'), 'parked null'])
})

test('refusing wants a reason, keeps what was typed, and says afterwards who and why', async () => {
  const { get, post, house } = await houseWith(3)
  const empty = await post('/held-back/refusals', { ...form(3), reason: ' ' }, 'cleo')
  expect(empty.status).toBe(422)
  expect(await textOf(empty)).toContain('Say why it is refused.')
  const long = await post('/held-back/refusals', { ...form(3), reason: 'long '.repeat(101) }, 'cleo')
  expect(await long.text()).toContain('long long')
  const refused = await post('/held-back/refusals', { ...form(3), reason: 'A test of the supplier' }, 'ada')
  expect(refused.headers.get('location')).toBe('/held-back?refused=3')
  const states = await house.database.read<{ state: string }>(sql`SELECT state FROM deliveries`)
  expect(states.map(({ state }) => state)).toEqual(['ignored', 'ignored', 'ignored'])
  expect(await textOf(await get('/held-back', 'dora'))).toContain(
    'Refused: 3 deliveries , Heron Lane Primary School , Wed 14 Oct, 10:00 by Ada Frost . Many pupils would leave the school within a day. Why: A test of the supplier',
  )
})

test('nobody of another school settles it, and four hundred cost as many statements as two', async () => {
  const few = await houseWith(2)
  expect((await few.post('/held-back/releases', form(2), 'gwen')).status).toBe(404)
  const many = await houseWith(400)
  const asked = async ({ get, house }: PeopleHouse) => {
    await get('/held-back', 'cleo')
    house.statements.count = 0
    await get('/held-back', 'cleo')
    return house.statements.count
  }
  expect(await asked(many)).toBe(await asked(few))
})
