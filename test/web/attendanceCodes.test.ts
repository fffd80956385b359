// Does the page of the codes say, to everybody, what each means and what it does to each count?
import { expect, test } from 'vitest'
import { createApp } from '../../src/web/app.ts'
import { makeHouse } from '../support/testHouse.ts'
import { textOf } from './peopleHouse.ts'

async function open() {
  const house = await makeHouse({ at: '2026-10-12T09:47:00Z' })
  const answer = await createApp(house).request('/rulebook/attendance-codes')
  const html = await answer.clone().text()
  return { html, text: await textOf(answer), statements: house.statements.count }
}

/** The cells of a code’s row. */
function rowOf(html: string, code: string): string[] {
  const row = html.split('<tr ').find((each) => each.includes(`<code>${code}</code>`)) ?? ''
  return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell!.replace(/<[^>]*>/g, ''))
}

test('every code has a row, and the page reads nothing', async () => {
  const { html, text, statements } = await open()
  expect(html.match(/<th scope="row"/g)).toHaveLength(35 + 3)
  expect(statements).toBe(0)
  expect(text).toContain('regulation 10, Tables 1 to 3. Wording not yet confirmed')
  expect(text).not.toContain('undefined')
})

test.each([
  ['N', ['Counts', 'Counts', 'Counts', 'Yes', 'Yes', 'Yes', 'No']],
  ['U', ['Ends it', 'Ends it', 'Counts', 'Yes', 'Yes', 'Yes', 'Yes']],
  ['I', ['Ends it', 'Ends it', 'Ends it', 'Yes', 'Yes', 'No', 'No']],
  ['/', ['Ends it', 'Ends it', 'Ends it', 'Yes', 'No', 'No', 'Yes']],
  ['D', ['Ends it', 'Ends it', 'Ends it', 'No', 'No', 'No', 'Yes']],
  ['Y2', ['Ends it', 'Ends it', 'Ends it', 'No', 'No', 'No', 'No']],
  ['Y4', ['Passed over', 'Ends it, once a person has looked', 'Passed over', 'No', 'No', 'No', 'No']],
  ['#', ['Passed over', 'Passed over', 'Passed over', 'No', 'No', 'No', 'No']],
  ['-', ['Goes on: silence ends nothing', 'Ends it, once a person has looked', 'Passed over', 'No', 'No', 'No', 'No']],
])('code %s: absence, ground I, return, possible, absent, penalty, ground H', async (code, cells) => {
  expect(rowOf((await open()).html, code).slice(2)).toEqual(cells)
})

test('H, J and Y have ended, and the page says when and what there is instead', async () => {
  const { html } = await open()
  expect(rowOf(html, 'H')).toEqual(['Holiday authorised by the school', '18 August 2024', 'C, G'])
  expect(rowOf(html, 'J')).toEqual(['At an interview', '18 August 2024', 'J1'])
  expect(rowOf(html, 'Y')[2]).toBe('Y1, Y2, Y3, Y4, Y5, Y6, Y7')
})

test('each column says what it counts and leads to its rule', async () => {
  const { html } = await open()
  for (const id of [
    'education-welfare-escalation',
    'ground-i',
    'attendance-return',
    'persistent-absence',
    'penalty-notice-threshold',
    'ground-h',
  ])
    expect(html).toContain(`href="/rulebook/${id}"`)
})
