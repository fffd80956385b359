// Today over several pages: fifty families on each, the most at stake first, and the row just worked on where one is.
import { expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { addPupils, awayThisMorning, openSchool, textOf } from './todaySchool.ts'

const nameOf = (nth: number) => `Child ${String(nth).padStart(3, '0')}`

/** So many children, each with a number of their own, by name in the order of their place. */
async function manyAway(count: number) {
  const made = await openSchool()
  await addPupils(
    made.house,
    Array.from({ length: count }, (_, nth) => ({
      id: `p${nth}`,
      forename: nameOf(nth),
      surname: 'Away',
      ...awayThisMorning,
      contacts: [{ name: `Adult ${nth}`, phones: [`07700 9${String(nth).padStart(5, '0')}`] }],
    })),
  )
  return made
}

const rowsIn = (html: string) => [...html.matchAll(/id="row-case-p(\d+)"/g)].map(([, nth]) => Number(nth))
const press = (nth: number, outcome: string) =>
  [
    ['list', 'to-ring'],
    ['case', `case-p${nth}`],
    ['version', `case-p${nth}.1`],
    ['whom', `p${nth}-c1/07700 9${String(nth).padStart(5, '0')}`],
    ['method', 'phone'],
    ['outcome', outcome],
  ] as const

test('fifty families a page, plain links to the others, and counts of all', async () => {
  const { house, get } = await manyAway(260)
  const first = (await get('grace', '/today')).html
  expect(rowsIn(first)).toEqual(Array.from({ length: 50 }, (_, nth) => nth))
  const text = textOf(first)
  expect(text).toContain('260 children away and nobody has said why')
  expect(text).toContain('To ring 260 children')
  expect(text).toContain('1 2 … 6 Next page Page 1 of 6, rows 1 to 50 of 260')
  expect(first).toContain('href="/today?list=to-ring&amp;page=2" rel="next"')
  const last = (await get('grace', '/today?list=to-ring&page=6')).html
  expect(rowsIn(last)).toEqual([250, 251, 252, 253, 254, 255, 256, 257, 258, 259])
  expect(textOf(last)).toContain('Previous page 1 … 5 6 Page 6 of 6, rows 251 to 260 of 260')
  expect(last).not.toContain('rel="next"')
  for (const page of ['99', '6'])
    expect(rowsIn((await get('grace', `/today?list=to-ring&page=${page}`)).html)).toHaveLength(10)
  for (const page of ['0', '-1', 'x'])
    expect(rowsIn((await get('grace', `/today?list=to-ring&page=${page}`)).html)[0]).toBe(0)
  const logged = await house.database.read(sql<{ ids: number }>`SELECT json_array_length(pupil_ids) AS ids FROM reads`)
  expect(logged.map(({ ids }) => ids)).toEqual([50, 10, 10, 10, 50, 50, 50])
  expect(first.length).toBeLessThan(300_000)
})

test('without a second page there are no links', async () => {
  const { get } = await manyAway(50)
  const { html } = await get('grace', '/today')
  expect(rowsIn(html)).toHaveLength(50)
  expect(html).not.toContain('govuk-pagination"')
  expect(html).not.toContain('page=2')
})

test('a row just worked on stays where one is, when it leaves the list, moves up, or is undone', async () => {
  const { get, post } = await manyAway(120)
  const pressed = await post('grace', '/absences/case-p60/contact-attempts', press(60, 'no-answer'))
  const after = (await get('grace', pressed.location!)).html
  expect(rowsIn(after)).toEqual(Array.from({ length: 50 }, (_, nth) => nth + 50))
  expect(textOf(after)).toContain('Page 2 of 3')
  expect(textOf(after)).toContain('Now under “Tried today, waiting for an answer”.')
  const undone = await post('grace', '/absences/case-p60/contact-attempts/2/withdrawal', [['list', 'to-ring']])
  expect(undone.location).toBe('/today?list=to-ring&row=case-p60&undone=yes#row-case-p60')
  expect(rowsIn((await get('grace', undone.location!)).html)).toContain(60)
  const alarming = await post('grace', '/absences/case-p110/contact-attempts', press(110, 'parent-did-not-know'))
  expect(rowsIn((await get('grace', alarming.location!)).html)[0]).toBe(110)
})

test('the forms of a row lead back to its page', async () => {
  const { get } = await manyAway(60)
  const { html } = await get('grace', '/today?list=to-ring&page=2')
  expect(html).toContain('href="/absences/case-p55/contact-attempts/new?list=to-ring"')
  for (const form of ['contact-attempts', 'reasons']) {
    const page = (await get('grace', `/absences/case-p55/${form}/new?list=to-ring`)).html
    expect(page).toContain('href="/today?list=to-ring&amp;row=case-p55#row-case-p55"')
  }
  expect(rowsIn((await get('grace', '/today?list=to-ring&row=case-p55')).html)).toContain(55)
})

test('numbers to correct go over pages, too', async () => {
  const { house, get, post } = await manyAway(51)
  for (let nth = 0; nth < 51; nth++)
    await post('grace', `/absences/case-p${nth}/contact-attempts`, press(nth, 'number-dead'))
  house.statements.count = 0
  const second = textOf((await get('grace', '/today?list=numbers&page=2')).html)
  expect(house.statements.count).toBe(9)
  expect(second).toContain('Numbers to correct in your MIS 51 children')
  expect(second).toContain('Child 050 Away')
  expect(second).not.toContain('Child 049 Away')
})
