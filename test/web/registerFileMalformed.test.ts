// Whatever somebody uploads: a sentence that says what is wrong, or a preview that is right. Nothing is applied by half.
import { beforeEach, expect, test } from 'vitest'
import { type CalendarHouse, calendarHouse } from './calendarHouse.ts'
import { textOf } from './peopleHouse.ts'

let made: CalendarHouse
// Wednesday 14 October 2026, 15:30 in London. Pip is p1, Kit is p2.
beforeEach(async () => {
  made = await calendarHouse('2026-10-14T14:30:00.000Z')
})

async function walk(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const body = new FormData()
  body.set('school', '999001')
  body.set('file', new File([content], 'register.csv'))
  const headers = { cookie: await made.signIn('bela'), 'sec-fetch-site': 'same-origin' }
  const answer = await made.app.request('/register-files', { method: 'POST', body, headers })
  if (answer.status !== 303) return `${answer.status} ${said(await answer.text())}`
  const address = answer.headers.get('location')!
  const columns = await (await made.get(address, 'bela')).text()
  const chosen = [...columns.matchAll(/<select[^>]*name="(column-\d+)"[\s\S]*?<option value="([^"]*)" selected/g)]
  const form = { ...Object.fromEntries(chosen.map(([, name, value]) => [name!, value!])), order: 'day-first' }
  const read = await made.post(`${address}/columns`, form, 'bela')
  if (read.status !== 303) return `${read.status} ${said(await read.text())}`
  await made.house.settled()
  const preview = await textOf(await made.get(address, 'bela'))
  const [, facts] = /What this file would change (.*?)(Is this the whole|Lay this file aside)/.exec(preview) ?? []
  return (facts ?? preview).replace('. Nothing is in use yet. Change what the columns are', '.')
}

const said = (html: string) =>
  /There is a problem<\/h2>([\s\S]*?)<\/div>/
    .exec(html)?.[1]
    ?.replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim() ?? html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
const rows = <Row>(text: string) => made.house.database.read<Row>({ sql: text, parameters: [] })

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const packedFile = (first: string) =>
  bytes(`PK\u0003\u0004${'\0'.repeat(22)}${String.fromCharCode(first.length)}\0\0\0${first}`)
const utf16 = (text: string, isLittle: boolean) => {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), isLittle)
  return new Uint8Array(view.buffer)
}
const register = 'Adno,Date,Session,Mark\r\np1,13/10/2026,AM,N\r\np2,13/10/2026,AM,/\r\n'

test.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
  [
    'UTF-16 little with BOM',
    utf16(`\uFEFF${register}`, true),
    '2 rows read, sessions from Tuesday 13 October 2026 to Tuesday 13 October 2026.',
  ],
  ['UTF-16 big with BOM', utf16(`\uFEFF${register}`, false), 'Pip Lark Tue 13 Oct AM nothing known N'],
  ['UTF-16 little without', utf16(register, true), 'Pip Lark Tue 13 Oct AM nothing known N'],
  ['UTF-16 big without', utf16(register, false), 'Pip Lark Tue 13 Oct AM nothing known N'],
  [
    'UTF-16 cut in the middle of a letter',
    utf16(`\uFEFF${register}`, true).slice(0, -1),
    '422 This file is damaged: some of its letters cannot be read.',
  ],
  [
    'Windows’ own letters',
    bytes('Adno,Surname,Forename,Date,Session,Mark\r\np1,L\u00e4rk,Pip,13/10/2026,AM,N\r\n'),
    '1 row read',
  ],
  ['NUL', register.replace('p2', 'p\0'), '422 This file is not text that can be read.'],
  ['NUL at the end', `${register}\0\0\0`, '422 This file is not text that can be read.'],
  ['a line of 1 MB', 'x'.repeat(1024 * 1024), '422 Line 1 is longer than 65536 characters. Is it the right file?'],
  [
    'a line of 1 MB below the register',
    `${register}${'p1,'.repeat(350_000)}`,
    '422 Line 4 is longer than 65536 characters. Is it the right file?',
  ],
  [
    '5000 columns',
    `${Array.from({ length: 5000 }, (_, i) => `c${i}`).join()}\r\n${','.repeat(4999)}\r\n`,
    '422 Line 1 has more than 1500 columns.',
  ],
  [
    '1400 columns',
    `Adno,Date,Session,Mark${',x'.repeat(1400)}\r\np1,13/10/2026,AM,N\r\n`,
    '1400 columns are headed “x”. Check that the right one is read.',
  ],
  [
    'duplicate headings',
    'Adno,Adno,Date,Session,Mark,Mark\r\np1,p2,13/10/2026,AM,N,/\r\n',
    '2 columns are headed “Adno”. Check that the right one is read. 2 columns are headed “Mark”.',
  ],
  ['duplicate sessions', 'Adno,Tue 13/10 AM,Tue 13/10 AM\r\np1,N,/\r\n', 'Rows that contradict each other (1)'],
  ['headings only', 'Adno,Date,Session,Mark\r\n', '422 The file has headings and nothing below them.'],
  ['headings and blanks', 'Adno,Date,Session,Mark\r\n,,,\r\n', '422 The file has headings and nothing below them.'],
  [
    'a packed file under the name of a CSV',
    packedFile('register.csv'),
    '422 This is a packed file. Unpack it, and upload the CSV file that is in it.',
  ],
  ['an empty packed file', bytes(`PK\u0005\u0006${'\0'.repeat(18)}`), '422 This is a packed file.'],
  [
    'a workbook under the name of a CSV',
    packedFile('[Content_Types].xml'),
    '422 This is an Excel workbook, not a CSV file.',
  ],
  ['a file packed otherwise', bytes('\u001f\u008b\u0008\0\0\0\0\0'), '422 This is a packed file.'],
  ['a picture', bytes('\u0089PNG\r\n\u001a\n'), '422 This is a picture.'],
  ['empty', '', '422 The file is empty.'],
  ['BOM only', '\uFEFF', '422 The file is empty.'],
  ['blank', ' \r\n \r\n', '422 The file is empty.'],
  [
    'a date of 1900',
    'Adno,Date,Session,Mark\r\np1,13/10/1900,AM,N\r\np2,13/10/2026,AM,N\r\n',
    '1: the date lies before the last school year (line 2 “ 1900-10-13 ”)',
  ],
  [
    'a date of 9999',
    'Adno,Date,Session,Mark\r\np1,31/12/9999,AM,N\r\np2,13/10/2026,AM,N\r\n',
    '1: the session has not begun yet (line 2 “ 9999-12-31 ”)',
  ],
  [
    'a date of the year 0',
    'Adno,Date,Session,Mark\r\np1,0000-01-01,AM,N\r\np2,2026-13-45,AM,N\r\n',
    '2: the date cannot be read (line 2 “ 0000-01-01 ”, 3 “ 2026-13-45 ”)',
  ],
  [
    'session columns of 1900 and 9999',
    'Adno,13/10/1900 AM,31/12/9999 PM,13/10/2026 AM\r\np1,N,N,N\r\n',
    '1: the date lies before the last school year (line 2 “ 1900-10-13 ”) 1: the session has not begun yet (line 2 “ 9999-12-31 ”)',
  ],
  [
    'days as numbers',
    'Adno,Date,Session,Mark\r\np1,79999,AM,N\r\np2,30000,AM,N\r\np1,46308,AM,N\r\n',
    '1: the session has not begun yet (line 2 “ 2119-01-10 ”) 1: the date lies before the last school year (line 3 “ 1982-02-18 ”)',
  ],
  [
    'a string of marks into the year 10000',
    'Adno,First day,Marks\r\np1,31/12/9999,/\\/\\NN\r\n',
    '6: the session has not begun yet',
  ],
  [
    'a string of 1,800 marks',
    `Adno,First day,Marks\r\np1,12/10/2026,${'/\\'.repeat(900)}\r\n`,
    '1794: the session has not begun yet',
  ],
  [
    'summary with N',
    'Adno,Possible Sessions,Authorised Absences,Unauthorised Absences\r\np1,N,2,N\r\n',
    'The file holds no mark that can be used. If it has totals only',
  ],
  [
    'summary with a mark column',
    'Adno,Possible,Mark\r\np1,80,N\r\n',
    '422 Say which columns hold the dates and the marks',
  ],
  [
    'numbers that mean something to a program',
    'Adno,Date,Session,Mark\r\n__proto__,13/10/2026,AM,__proto__\r\nconstructor,13/10/2026,AM,N\r\n',
    '1 code that no register of 2024 has: __proto__ (1).',
  ],
  [
    'headings that mean something to a program',
    '__proto__,Adno,constructor,Date,Session,Mark\r\na,p1,b,13/10/2026,AM,N\r\n',
    'Pip Lark Tue 13 Oct AM nothing known N',
  ],
  [
    'a number of 500 digits',
    `Adno,Date,Session,Mark\r\n${'9'.repeat(500)},13/10/2026,AM,N\r\n`,
    '1 pupil is not known here yet',
  ],
  ['half a letter', utf16(`\uFEFF${register.replace('p2', 'p\ud800')}`, true), '422 This file is damaged'],
  ['carriage returns alone', register.replaceAll('\r\n', '\r'), '2 rows read'],
  [
    'lines that end in three ways',
    'Adno,Date,Session,Mark\r\np1,13/10/2026,AM,N\np2,13/10/2026,AM,/\r',
    '2 pupils 0 changed marks 2 marks where nothing was known 0 unknown codes',
  ],
  [
    'rows too short and too long',
    'Adno,Date,Session,Mark\r\np1,13/10/2026\r\np2,13/10/2026,AM,/,,,extra\r\n',
    '1: it is not clear whether this is AM or PM (line 2)',
  ],
  ['tags', `${register}<script>,13/10/2026,AM,<b>\r\n`, '1 code that no register of 2024 has: <b> (1).'],
])('%s', async (_, content, expected) => {
  const page = await walk(content)
  expect(made.house.logged).toEqual([])
  expect(page).toContain(expected)
  for (const table of ['marks', 'presence', 'deliveries', 'register_sessions'])
    expect(await rows(`SELECT * FROM ${table}`)).toEqual([])
  expect(await rows('SELECT count(*) AS count FROM pupils')).toEqual([{ count: 2 }])
})

test('the preview says which rows were left out and why, and who was found by name', async () => {
  const wide = ['Heron Lane Primary School,,', 'Surname,Forename,Tue 13/10 AM', 'Lark,Pip,N', 'Dov,Ana,/']
  const page = await walk([...wide, 'Totals,,1', 'Totals,,1', 'Printed in the office,,'].join('\r\n'))
  expect(page).toContain('1 pupil was matched by name, as the file has no number for them: 1 name could not be matched')
  expect(page).toContain(
    'Left out everything above the headings, which are in line 2 2 rows were totals (lines 5, 6) 1 row was a note of the printed page (line 7)',
  )
  expect(await walk(register)).not.toMatch(/matched by name|Left out/)
})
