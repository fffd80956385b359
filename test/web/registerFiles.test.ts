// From an upload to marks on the record and back again, as the officer of a school does it, and what stops on the way.
import { beforeEach, describe, expect, test } from 'vitest'
import { lookAfterFiles } from '../../src/intake/files/fileWork.ts'
import { sql } from '../../src/storage/database.ts'
import { type CalendarHouse, calendarHouse } from './calendarHouse.ts'
import { textOf } from './peopleHouse.ts'

let made: CalendarHouse
// Wednesday 14 October 2026, 15:30 in London. Pip is p1, Kit is p2.
beforeEach(async () => {
  made = await calendarHouse('2026-10-14T14:30:00.000Z')
})

const file = (...lines: string[]) => ['Adno,Surname,Forename,Date,Session,Mark', ...lines].join('\r\n')
const whole = file('p1,Lark,Pip,13/10/2026,AM,N', 'p2,Rook,Kit,13/10/2026,AM,/')

async function upload(content: string, who = 'bela', school = '999001'): Promise<string> {
  const body = new FormData()
  body.set('school', school)
  body.set('file', new File([content], 'Pip Lark.CSV'))
  const headers = { cookie: await made.signIn(who), 'sec-fetch-site': 'same-origin' }
  const answer = await made.app.request('/register-files', { method: 'POST', body, headers })
  return answer.headers.get('location') ?? `${answer.status} ${await textOf(answer)}`
}

const columns = {
  'column-0': 'mis-id',
  'column-1': 'surname',
  'column-2': 'forename',
  'column-3': 'date',
  'column-4': 'session',
  'column-5': 'mark',
  order: 'day-first',
}

async function read(content: string): Promise<string> {
  const address = await upload(content)
  await made.post(`${address}/columns`, columns, 'bela')
  await made.house.settled()
  return address
}

async function use(address: string, form: Record<string, string> = { whole: 'yes' }): Promise<void> {
  await made.post(`${address}/use`, form, 'bela')
  await made.house.settled()
}

const rows = <Row>(text: string) => made.house.database.read<Row>({ sql: text, parameters: [] })
const marks = async () =>
  (
    await rows<{ id: string; on: string; session: string; code: string }>(
      `SELECT pupil_id AS id, marked_on AS "on", session, code FROM marks UNION ALL SELECT pupil_id, marked_on, session, code FROM presence ORDER BY 2, 3, 1`,
    )
  ).map(({ id, on, session, code }) => `${id} ${on} ${session} ${code}`)

test('nothing is applied before “Use this file”; then the marks stand and the register is complete', async () => {
  const address = await read(whole)
  const preview = await textOf(await made.get(address, 'bela'))
  expect(preview).toContain(
    '2 pupils 0 changed marks 2 marks where nothing was known 0 unknown codes 0 pupils on roll missing from the file: nothing is deleted',
  )
  expect(preview).toContain('In 1 of 1 session every pupil on roll has a mark.')
  expect(await marks()).toEqual([])
  await use(address)
  expect(await marks()).toEqual(['kit 2026-10-13 AM /', 'pip 2026-10-13 AM N'])
  expect(await rows('SELECT marked_on, session, expected, marked, complete FROM register_sessions')).toEqual([
    { marked_on: '2026-10-13', session: 'AM', expected: 2, marked: 2, complete: 1 },
  ])
  const used = await textOf(await made.get(address, 'bela'))
  expect(used).toContain('Uploaded by Bela Novak , used by Bela Novak')
  expect(used).toContain('Pip Lark Tue 13 Oct AM nothing known N')
})

test('what the file said is locked meanwhile and erased after use; its name is never kept', async () => {
  const address = await read(whole)
  const kept = JSON.stringify([
    await rows('SELECT * FROM register_files'),
    await rows('SELECT * FROM register_file_texts'),
  ])
  expect(kept).not.toMatch(/Lark|13\/10\/2026/)
  expect(await rows('SELECT count(*) AS count FROM register_file_texts')).toEqual([{ count: 1 }])
  await use(address)
  expect(await rows('SELECT count(*) AS count FROM register_file_texts')).toEqual([{ count: 0 }])
  expect(await rows('SELECT extension, preview FROM register_files')).toEqual([{ extension: 'csv', preview: null }])
  for (const { content } of await rows<{ content: string }>('SELECT content FROM register_file_changes'))
    expect(content).toMatch(/^[A-Za-z0-9+/]{40,}={0,2}$/)
})

test('the same file again changes nothing and says so', async () => {
  const first = await read(whole)
  await use(first)
  const again = await upload(whole)
  expect(again).toBe(`${first}?again=1`)
  expect(await textOf(await made.get(again, 'bela'))).toContain('You uploaded the same file again.')
  expect(await rows('SELECT count(*) AS count FROM deliveries')).toEqual([{ count: 2 }])
})

test('a mark equal to the one that stands is no news', async () => {
  await use(await read(whole))
  made.house.clock.put('2026-10-14T14:40:00.000Z')
  const address = await read(file('p1,Lark,Pip,13/10/2026,AM,I', 'p2,Rook,Kit,13/10/2026,AM,/'))
  expect(await textOf(await made.get(address, 'bela'))).toContain(
    '2 pupils 1 changed mark 0 marks where nothing was known',
  )
  await use(address, { whole: 'no' })
  expect(await marks()).toEqual(['kit 2026-10-13 AM /', 'pip 2026-10-13 AM I'])
  expect(await rows('SELECT pupil_id, code, became FROM mark_versions')).toEqual([
    { pupil_id: 'pip', code: 'N', became: 'I' },
  ])
})

test('a word that the school’s system wrote after the upload stands, whichever arrives first', async () => {
  const address = await read(whole)
  await made.house.database.commit([
    sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
      VALUES ('pip', '2026-10-13', 'AM', '999001', 'I', 'mis', '2026-10-14T14:35:00.000Z', 'x', '2026-10-14T14:35:00.000Z', 'mis')`,
  ])
  await use(address, { whole: 'no' })
  expect(await marks()).toContain('pip 2026-10-13 AM I')
})

test('taken back: what stood before stands again, and the register is not known to be whole', async () => {
  await use(await read(whole))
  made.house.clock.put('2026-10-14T14:40:00.000Z')
  const mistake = await read(file('p1,Lark,Pip,13/10/2026,AM,I', 'p2,Rook,Kit,12/10/2026,AM,N'))
  await use(mistake, { whole: 'no' })
  made.house.clock.put('2026-10-14T14:50:00.000Z')
  await made.post(`${mistake}/taking-back`, {}, 'bela')
  await made.house.settled()
  expect(await marks()).toEqual(['kit 2026-10-12 AM -', 'kit 2026-10-13 AM /', 'pip 2026-10-13 AM N'])
  expect(await textOf(await made.get(mistake, 'bela'))).toContain('Taken back.')
  const [, first] = await rows<{ id: string }>('SELECT id FROM register_files ORDER BY uploaded_at DESC')
  await made.post(`/register-files/${first!.id}/taking-back`, {}, 'bela')
  await made.house.settled()
  expect(await rows(`SELECT complete FROM register_sessions WHERE marked_on = '2026-10-13'`)).toEqual([{ complete: 0 }])
})

test('rows that contradict each other stop the file', async () => {
  const address = await read(file('p1,Lark,Pip,13/10/2026,AM,N', 'p1,Lark,Pip,13/10/2026,AM,/'))
  const preview = await textOf(await made.get(address, 'bela'))
  expect(preview).toContain('Pip Lark , Tue 13 Oct AM: N in line 2, / in line 3')
  expect(preview).not.toContain('Use this file')
  await use(address)
  expect(await marks()).toEqual([])
})

test('pupils nobody knew are added with their names, after somebody says that they are this school’s', async () => {
  const address = await read(
    file('n1,"Dov",Ana,13/10/2026,AM,N', 'n2,Eke,Ben,13/10/2026,AM,/', 'n3,Fox,Cy,13/10/2026,AM,/'),
  )
  expect(await textOf(await made.get(address, 'bela'))).toContain(
    '3 pupils are not known here yet They are added with the first mark: Ana Dov , Ben Eke , Cy Fox .',
  )
  await use(address)
  expect(await marks()).toEqual([])
  await use(address, { whole: 'no', ours: 'yes' })
  expect(await rows(`SELECT mis_id, legal_surname FROM pupils WHERE mis_id LIKE 'n%' ORDER BY mis_id`)).toEqual([
    { mis_id: 'n1', legal_surname: 'Dov' },
    { mis_id: 'n2', legal_surname: 'Eke' },
    { mis_id: 'n3', legal_surname: 'Fox' },
  ])
})

test('totals only: accepted, said that they count no days, and nothing to use', async () => {
  const address = await upload('Adno,Possible Sessions,Authorised Absences\np1,80,2\n')
  await made.post(`${address}/columns`, { 'column-0': 'mis-id', 'column-1': 'total', 'column-2': 'total' }, 'bela')
  await made.house.settled()
  const page = await textOf(await made.get(address, 'bela'))
  expect(page).toContain('If it has totals only, they cannot say on which days a pupil was away')
  expect(page).not.toContain('Use this file')
})

test('the next file begins with what was said about this one', async () => {
  const known = await upload('Ref,Date,Session,Said\np1,13/10/2026,AM,N\n')
  await made.post(
    `${known}/columns`,
    { 'column-0': 'mis-id', 'column-1': 'date', 'column-2': 'session', 'column-3': 'mark', order: 'day-first' },
    'bela',
  )
  await made.house.settled()
  const next = await made.get(await upload('Ref,Date,Session,Said\np1,12/10/2026,AM,N\n'), 'bela')
  expect(await next.text()).toMatch(/id="column-3" name="column-3">.*<option value="mark" selected>/)
})

describe('refused', () => {
  test('an answer left out comes back with what was chosen', async () => {
    const address = await upload(whole)
    const answer = await made.post(`${address}/columns`, { ...columns, 'column-5': 'not-used' }, 'bela')
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Say which columns hold the dates and the marks')
    expect(html).toMatch(/name="column-3">.*<option value="date" selected>/)
  })

  test('whether it is the whole register must be said', async () => {
    const address = await read(whole)
    const answer = await made.post(`${address}/use`, {}, 'bela')
    expect(answer.status).toBe(422)
    expect(await textOf(answer)).toContain('Say whether this is the whole register for these sessions')
  })

  test('another school’s file is not found, and nobody uploads for another school', async () => {
    const address = await read(whole)
    expect((await made.get(address, 'gwen')).status).toBe(404)
    expect((await made.post(`${address}/use`, { whole: 'yes' }, 'gwen')).status).toBe(404)
    expect(await upload(whole, 'gwen')).toMatch(/^404 /)
  })

  test('a file of more than 10 MB', async () => {
    expect(await upload('x'.repeat(11 * 1024 * 1024))).toMatch(/^413 .*larger than 10 MB/)
  })
})

test('a file nobody used is erased after a day', async () => {
  const address = await read(whole)
  made.house.clock.put('2026-10-15T14:31:00.000Z')
  await lookAfterFiles(made.house)
  expect(await rows('SELECT count(*) AS count FROM register_file_texts')).toEqual([{ count: 0 }])
  expect(await textOf(await made.get(address, 'bela'))).toContain('Not used within a day and erased')
})

test('work that a stopped house left behind is carried on, and each part counts once', async () => {
  const address = await read(whole)
  await use(address)
  const id = address.split('/').at(-1)!
  const again = await read(file('p1,Lark,Pip,13/10/2026,AM,I'))
  await made.house.database.commit([
    sql`UPDATE register_files SET state = 'applying', is_whole = 0, used_by = 'bela', used_at = uploaded_at WHERE id <> ${id}`,
  ])
  made.house.clock.put('2026-10-14T14:32:00.000Z')
  await lookAfterFiles(made.house)
  const page = await textOf(await made.get(again, 'bela'))
  expect(made.house.logged).toEqual([])
  expect(page).toContain('In use.')
  expect(await marks()).toContain('pip 2026-10-13 AM I')
})

test('the starter file holds the school’s pupils, and no cell that a spreadsheet would work out', async () => {
  await made.house.database.commit([sql`UPDATE pupils SET legal_surname = '=1+1', search_name = 'a' WHERE id = 'pip'`])
  const answer = await made.get('/register-files/starter.csv?school=999001', 'bela')
  expect(await answer.text()).toBe(
    "UPN,MIS number,Surname,Forename,Date,Session,Mark\r\n,p2,Rook,Kit,2026-10-14,AM,\r\n,p1,'=1+1,Pip,2026-10-14,AM,\r\n",
  )
  expect((await made.get('/register-files/starter.csv?school=999002', 'bela')).status).toBe(404)
})
