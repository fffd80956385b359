// A file is taken back: who was named by it alone goes off every list, and nothing that anybody else said is lost.
import { beforeEach, expect, test } from 'vitest'
import { keepDelivery } from '../../src/intake/keep.ts'
import { applyWaiting } from '../../src/intake/work.ts'
import { sql } from '../../src/storage/database.ts'
import { type CalendarHouse, calendarHouse } from './calendarHouse.ts'
import { textOf } from './peopleHouse.ts'

let made: CalendarHouse
// Wednesday 14 October 2026, 15:30 in London. Pip is p1, Kit is p2.
beforeEach(async () => {
  made = await calendarHouse('2026-10-14T14:30:00.000Z')
})

const file = (...lines: string[]) => ['Adno,Surname,Forename,Date,Session,Mark', ...lines].join('\r\n')
const columns = {
  'column-0': 'mis-id',
  'column-1': 'surname',
  'column-2': 'forename',
  'column-3': 'date',
  'column-4': 'session',
  'column-5': 'mark',
  order: 'day-first',
}
const strangers = file(
  'n1,Dov,Ana,13/10/2026,AM,N',
  'n2,Eke,Ben,13/10/2026,AM,/',
  'n3,Fox,Cy,13/10/2026,AM,/',
  'p1,Lark,Pip,13/10/2026,AM,/',
  'p2,Rook,Kit,13/10/2026,AM,/',
)

async function use(content: string, whole = 'yes'): Promise<string> {
  const body = new FormData()
  body.set('school', '999001')
  body.set('file', new File([content], 'register.csv'))
  const headers = { cookie: await made.signIn('bela'), 'sec-fetch-site': 'same-origin' }
  const answer = await made.app.request('/register-files', { method: 'POST', body, headers })
  const address = answer.headers.get('location')!
  await made.post(`${address}/columns`, columns, 'bela')
  await made.house.settled()
  await made.post(`${address}/use`, { whole, ours: 'yes' }, 'bela')
  await made.house.settled()
  return address
}

async function takeBack(address: string): Promise<string> {
  await made.post(`${address}/taking-back`, {}, 'bela')
  await made.house.settled()
  expect(made.house.logged).toEqual([])
  return textOf(await made.get(address, 'bela'))
}

const rows = <Row>(text: string) => made.house.database.read<Row>({ sql: text, parameters: [] })
const known = async () =>
  (
    await rows<{ id: string }>(`SELECT mis_id AS id FROM pupils WHERE first_known_on < '9999-12-31' ORDER BY mis_id`)
  ).map(({ id }) => id)

async function told(type: string, data: Record<string, unknown>, stamp = '2026-10-14T14:35:00.000Z'): Promise<void> {
  await made.house.database.commit([
    sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at) VALUES ('mis', 'mis', '999001', 'generic', 'locked', '2026-09-01T07:00:00.000Z') ON CONFLICT DO NOTHING`,
  ])
  const source = { vendor: 'generic', school_urn: '999001' }
  await keepDelivery(made.house, {
    connectionId: 'mis',
    deliveryId: `${type} ${made.house.clock.now()} ${JSON.stringify(data).length}`,
    receivedAt: made.house.clock.now(),
    type,
    body: JSON.stringify({ type, timestamp: stamp, schema: '2026-09-01', source, data }),
  })
  await applyWaiting(made.house)
}

const mark = (misId: string, on: string, code: string, stamp: string) => ({
  marks: [{ pupil: { mis_id: misId }, date: on, session: 'AM', code, source_updated_at: stamp }],
})

test('the pupils go off every list with it, and the next whole register does not look for them', async () => {
  const address = await use(strangers)
  expect(await known()).toEqual(['n1', 'n2', 'n3', 'p1', 'p2'])
  made.house.clock.put('2026-10-14T14:40:00.000Z')
  const page = await takeBack(address)
  expect(page).toContain('3 pupils added. 3 pupils named by this file alone are on no list since it was taken back')
  expect(await known()).toEqual(['p1', 'p2'])
  made.house.clock.put('2026-10-14T14:45:00.000Z')
  await use(file('p1,Lark,Pip,14/10/2026,AM,/', 'p2,Rook,Kit,14/10/2026,AM,/'))
  expect(await rows(`SELECT expected, marked, complete FROM register_sessions WHERE marked_on = '2026-10-14'`)).toEqual(
    [{ expected: 2, marked: 2, complete: 1 }],
  )
  expect(await rows(`SELECT pupil_id FROM marks WHERE marked_on = '2026-10-14'`)).toEqual([])
  const today = await textOf(await made.get('/today', 'bela'))
  expect(today).not.toMatch(/Ana Dov|Ben Eke|Cy Fox/)
  const search = await made.post('/pupils/search', { search: 'Dov' }, 'bela')
  expect(await textOf(await made.get(search.headers.get('location')!, 'bela'))).not.toContain('Ana Dov')
  const starter = await made.get('/register-files/starter.csv?school=999001', 'bela')
  expect(await starter.text()).not.toContain('Dov')
})

test('the absence that only the file began ends by it, by the person who took it back, and the record holds', async () => {
  const address = await use(strangers)
  made.house.clock.put('2026-10-14T14:40:00.000Z')
  await takeBack(address)
  expect(await rows('SELECT began_on, ended_on, ended_because FROM cases')).toEqual([
    { began_on: '2026-10-13', ended_on: '2026-10-14', ended_because: 'file-taken-back' },
  ])
  expect(await rows('SELECT what, by FROM case_events ORDER BY version DESC LIMIT 1')).toEqual([
    { what: 'absence-ended', by: 'bela' },
  ])
  const [ana] = await rows<{ id: string }>(`SELECT id FROM pupils WHERE mis_id = 'n1'`)
  const page = await textOf(await made.get(`/pupils/${ana!.id}`, 'bela'))
  expect(page).toContain('Only a register file named this pupil. Bela Novak took it back')
  expect(page).toContain('Absence ended: the register file that alone named the child was taken back')
})

test('the file sent again brings them back, with their absence', async () => {
  const address = await use(strangers)
  made.house.clock.put('2026-10-14T14:40:00.000Z')
  await takeBack(address)
  made.house.clock.put('2026-10-14T14:45:00.000Z')
  await use(strangers)
  expect(await known()).toEqual(['n1', 'n2', 'n3', 'p1', 'p2'])
  expect(await rows(`SELECT count(*) AS count FROM pupils`)).toEqual([{ count: 5 }])
  expect(await rows(`SELECT first_known_on AS day FROM pupils WHERE mis_id = 'n2'`)).toEqual([{ day: '2026-10-13' }])
  expect(await textOf(await made.get('/today', 'bela'))).toContain('Ana Dov')
})

test('a mark of the school’s system brings a pupil back, and a word about who they are too', async () => {
  const address = await use(strangers)
  made.house.clock.put('2026-10-14T14:40:00.000Z')
  await takeBack(address)
  made.house.clock.put('2026-10-14T14:45:00.000Z')
  await told('attendance.marks.upserted', mark('n1', '2026-10-14', 'N', '2026-10-14T14:44:00.000Z'))
  await told('pupil.upserted', {
    pupil: { mis_id: 'n2', upn: null, legal_forename: 'Ben', legal_surname: 'Eke' },
    source_updated_at: '2026-10-14T14:44:00.000Z',
  })
  expect(await rows(`SELECT mis_id, first_known_on FROM pupils WHERE mis_id LIKE 'n%' ORDER BY mis_id`)).toEqual([
    { mis_id: 'n1', first_known_on: '2026-10-14' },
    { mis_id: 'n2', first_known_on: '2026-10-14' },
    { mis_id: 'n3', first_known_on: '9999-12-31' },
  ])
})

test('a pupil of whom a message spoke stays, also where the message said nothing new or came too late to count', async () => {
  const address = await use(strangers)
  made.house.clock.put('2026-10-14T14:40:00.000Z')
  await told('attendance.marks.upserted', mark('n2', '2026-10-13', '/', '2026-10-13T09:00:00.000Z'))
  await told('pupil.upserted', {
    pupil: { mis_id: 'n3', upn: null, legal_forename: 'Cy', legal_surname: 'Fox' },
    source_updated_at: '2026-10-01T09:00:00.000Z',
  })
  made.house.clock.put('2026-10-14T14:50:00.000Z')
  const page = await takeBack(address)
  expect(await known()).toEqual(['n2', 'n3', 'p1', 'p2'])
  expect(page).toContain('1 pupil named by this file alone is on no list since it was taken back')
})

test('where what a system said is erased, it may have named any of them: nobody goes off a list', async () => {
  const address = await use(strangers)
  await told('sync.completed', { feed: 'pupils', complete: true })
  await made.house.database.commit([sql`UPDATE deliveries SET body = NULL WHERE type = 'sync.completed'`])
  await takeBack(address)
  expect(await known()).toEqual(['n1', 'n2', 'n3', 'p1', 'p2'])
})

test('a pupil whom another file names stays until that one is taken back too', async () => {
  const first = await use(strangers)
  made.house.clock.put('2026-10-14T14:40:00.000Z')
  // The same mark again: nothing to send, and yet it names her.
  const second = await use(file('n1,Dov,Ana,13/10/2026,AM,N', 'p1,Lark,Pip,12/10/2026,AM,N'), 'no')
  made.house.clock.put('2026-10-14T14:50:00.000Z')
  await takeBack(first)
  expect(await known()).toEqual(['n1', 'p1', 'p2'])
  made.house.clock.put('2026-10-14T14:55:00.000Z')
  await takeBack(second)
  expect(await known()).toEqual(['p1', 'p2'])
})

test.each([
  ['leave that a person wrote down', 'leave'],
  ['a call logged on the absence', 'call'],
  ['a case opened to the authority', 'opened'],
])('a pupil stays with %s', async (_, what) => {
  const address = await use(strangers)
  const [ana] = await rows<{ id: string }>(`SELECT id FROM pupils WHERE mis_id = 'n1'`)
  const writes = {
    leave: sql`INSERT INTO leaves (id, pupil_id, first_on, last_on, reason, recorded_at, recorded_by)
      VALUES ('l', ${ana!.id}, '2026-10-13', '2026-10-13', 'Wedding', '2026-10-14T14:35:00.000Z', 'bela')`,
    call: sql`INSERT INTO case_events (case_id, version, at, by, what, details_hash, previous_hash, hash)
      SELECT id, version + 1, '2026-10-14T14:35:00.000Z', 'bela', 'contact-attempted', 'x', 'x', 'x' FROM cases`,
    opened: sql`UPDATE cases SET opened_at = '2026-10-14T14:35:00.000Z'`,
  }
  await made.house.database.commit([
    writes[what as keyof typeof writes],
    ...(what === 'call' ? [sql`UPDATE cases SET version = version + 1`] : []),
  ])
  made.house.clock.put('2026-10-14T14:40:00.000Z')
  await takeBack(address)
  expect(await known()).toEqual(['n1', 'p1', 'p2'])
})

test('the file of a whole school taken back counts at once: whoever pressed the button has looked', async () => {
  const pupils = Array.from({ length: 400 }, (_, index) => `k${1000 + index}`)
  await made.house.database.commit([
    sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) SELECT value, '999001', value, '2026-09-02' FROM json_each(${JSON.stringify(pupils)})`,
  ])
  // Last week and this one, mornings: what a system did alone would wait for a person.
  const address = await use(
    file(...['06', '13'].flatMap((day) => pupils.map((misId) => `${misId},,,${day}/10/2026,AM,/`))),
    'no',
  )
  expect(await rows(`SELECT count(*) AS count FROM presence`)).toEqual([{ count: 800 }])
  made.house.clock.put('2026-10-14T14:40:00.000Z')
  const page = await takeBack(address)
  expect(page).not.toContain('held back')
  expect(await rows(`SELECT count(*) AS count FROM presence`)).toEqual([{ count: 0 }])
  expect(await rows(`SELECT code, count(*) AS count FROM marks GROUP BY code`)).toEqual([{ code: '-', count: 800 }])
  expect(await rows(`SELECT state, count(*) AS count FROM deliveries GROUP BY state`)).toEqual([
    { state: 'processed', count: 8 },
  ])
  expect(await rows(`SELECT DISTINCT released_by FROM deliveries WHERE delivery_id LIKE '%-back-%'`)).toEqual([
    { released_by: 'bela' },
  ])
})

test('what of a file is held back is refused when the file is taken back, and can be released no more', async () => {
  const pupils = Array.from({ length: 400 }, (_, index) => `k${1000 + index}`)
  await made.house.database.commit([
    sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) SELECT value, '999001', value, '2026-09-02' FROM json_each(${JSON.stringify(pupils)})`,
  ])
  const lastTuesday = (code: string) => file(...pupils.map((misId) => `${misId},,,06/10/2026,AM,${code}`))
  await use(lastTuesday('/'), 'no')
  made.house.clock.put('2026-10-14T14:40:00.000Z')
  const address = await use(lastTuesday('I'), 'no')
  const held = await rows<{ id: number }>(`SELECT id FROM deliveries WHERE state = 'parked'`)
  expect(held.length).toBeGreaterThan(0)
  made.house.clock.put('2026-10-14T14:50:00.000Z')
  await takeBack(address)
  expect(await rows(`SELECT DISTINCT state FROM deliveries`)).toEqual([{ state: 'processed' }, { state: 'ignored' }])
  expect(await rows(`SELECT delivery AS id, how, because, by FROM parked_settled ORDER BY 1`)).toEqual(
    held.map(({ id }) => ({
      id,
      how: 'refused',
      because: 'The register file that said it was taken back',
      by: 'bela',
    })),
  )
  expect(await rows(`SELECT code, count(*) AS count FROM presence GROUP BY code`)).toEqual([{ code: '/', count: 400 }])
})
