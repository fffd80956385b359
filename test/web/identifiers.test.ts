// Is a number checked for everybody, and kept, logged and put into an address for nobody?
import { expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { makePeopleHouse, textOf } from './peopleHouse.ts'

const path = '/rulebook/identifiers'

test.each([
  ['upn', 'b999 1001 26 001', 'This is a valid UPN. Number B999100126001 Kind Permanent Check letter B'],
  ['upn', 'M99910012600A', 'Number M99910012600A Kind Temporary Check letter M Local authority that gave it 999'],
  ['upn', 'Q207000016049', 'This is not a valid UPN. The check letter should be P.'],
  ['uln', '9276308686', 'This is a valid ULN. Number 9276308686 Check digit 6 It is well made.'],
  ['uln', '9276308685', 'This is not a valid ULN. The last digit, the check digit, should be 6.'],
  ['urn', '999001', 'This is a valid URN. Number 999001 It is well made. That does not say that anybody has it.'],
  ['laestab', '8734022', 'This is a valid LAESTAB. Number 873/4022 Local authority 873 School 4022'],
  ['laestab', '87/34022', 'This is not a valid LAESTAB. The slash stands after the three digits'],
])('%s %s: %s', async (kind, number, says) => {
  const made = await makePeopleHouse()
  const answer = await made.post(path, { kind, number })
  expect(answer.status).toBe(200)
  expect(await textOf(answer)).toContain(says)
})

test.each([
  ['b999 1001 26 001', 'This is a valid UPN.'],
  ['Q207000016049', 'This is not a valid UPN. The check letter should be P.'],
  ['927-630-8686', 'This is a valid ULN.'],
  ['999 001', 'This is a valid URN.'],
  ['8734022', 'This is a valid LAESTAB.'],
  ['873/4022', 'This is a valid LAESTAB.'],
])('%s says itself which number it is: %s', async (number, says) => {
  const made = await makePeopleHouse()
  const answer = await made.post(path, { number })
  expect([answer.status, await textOf(answer.clone())]).toEqual([200, expect.stringContaining(says)])
  // The next number may be of another kind.
  expect(await answer.text()).not.toContain(' checked')
})

test('which number was chosen holds, whatever the number looks like', async () => {
  const answer = await (await makePeopleHouse()).post(path, { kind: 'upn', number: '999001' })
  expect(await textOf(answer)).toContain('This is not a valid UPN.')
})

test('what was typed is nowhere but on the page: not read, not written, not logged, not to be kept by the browser', async () => {
  const made = await makePeopleHouse()
  made.house.statements.count = 0
  const answer = await made.post(path, { kind: 'upn', number: 'Q207000016049' })
  expect([answer.status, made.house.statements.count, made.house.logged]).toEqual([200, 0, []])
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const html = await answer.text()
  expect(html).toMatch(/id="number"[^>]* value="Q207000016049"/)
  expect(html).toContain(`<form method="post" action="${path}"`)
  expect(html.replace(/value="Q207000016049"/, '')).not.toContain('Q207000016049')
  // A look at the number of a pupil who is here is no look at the pupil.
  await made.post(path, { kind: 'upn', number: 'Q207000016049' }, 'bela')
  expect(await made.house.sqlite.read(sql`SELECT * FROM reads`)).toEqual([])
})

test.each([
  [{}, ['Enter the number']],
  [{ number: '12345678' }, ['Choose which number it is']],
  [{ number: 'B99910012600' }, ['Choose which number it is']],
  [{ kind: 'ean', number: '1' }, ['Choose which number it is']],
  [{ kind: 'toString', number: '1' }, ['Choose which number it is']],
  [{ kind: 'upn', number: ' \u200b ' }, ['Enter the number']],
  [{ kind: 'upn', number: 'B'.repeat(41) }, ['This must be 40 characters or fewer']],
])('%j is no question', async (form, sentences) => {
  const answer = await (await makePeopleHouse()).post(path, form as Record<string, string>)
  expect(answer.status).toBe(422)
  const html = await answer.text()
  for (const sentence of sentences) expect(html).toContain(`>${sentence}</a>`)
  expect(html).not.toContain('class="wb-identifier')
})
