// The sheet for a visit to the home: what is on it, what never is, and who may print it.
import { describe, expect, test } from 'vitest'
import type { CaseHappening } from '../../src/cases/events.ts'
import { sql } from '../../src/storage/database.ts'
import { checkMade, enquiryHouse } from './enquiryHouse.ts'
import { textOf } from './peopleHouse.ts'

const sheet = '/cases/c1/home-visit'

test.each([
  ['bela', '/cases/c1/checks/new?check=S8'],
  ['cleo', '/cases/c1/checks/new?check=S8'],
  ['evan', '/cases/c1/checks/new?check=A6'],
])('%s has it, with the link to write the visit down', async (who, href) => {
  const { get } = await enquiryHouse()
  const answer = await get(sheet, who)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain(`href="${href}"`)
  expect((await get(href, who)).status).toBe(200)
})

test.each(['dora', 'gwen', 'fern', 'ada', 'hugo'])('%s does not', async (who) => {
  const { get } = await enquiryHouse()
  expect((await get(sheet, who)).status).toBe(404)
})

test('it says who the child is, where, why, and what was tried', async () => {
  const { add, get } = await enquiryHouse()
  const attempt = { contactId: 'mum', who: 'Ilona Lark', number: '07700 900123', method: 'phone' } as const
  await add('bela', [
    { what: 'contact-attempted', details: { ...attempt, outcome: 'no-answer', words: '' } },
    checkMade({ words: 'A long story.' }),
    checkMade({ check: 'S8', how: 'Home visit', who: '4 Elm Road', words: 'Curtains drawn.' }),
  ])
  const html = await (await get(sheet, 'bela')).text()
  expect(/<title>([^<]*)<\/title>/.exec(html)?.[1]).toBe('Home visit - Whereabouts')
  const text = await textOf(await get(sheet, 'bela'))
  expect(text).toContain('Name Pip Lark (in the register: Philippa Lark ) Date of birth 5 March 2016')
  expect(text).toContain(
    '4 Elm Road, ZZ1 2AB Lives there as far as is known: Ilona Lark (mother) , Vera Lark (grandmother)'.replace(
      ' ,',
      ' ,',
    ),
  )
  expect(text).toContain('First day away: 12 October 2026. Today is school day 8 and nobody has said why.')
  expect(text).toContain('Northmoor Council asks for a visit by school day 5.')
  expect(text).toContain('1 call or message so far, the last Wed 21 Oct, 10:00.')
  expect(text).toContain('Friends, their parents, relatives here: done, 20 October 2026')
  expect(text).toContain('Curtains drawn.')
  // Paper lies about: what others said stays on the case.
  expect(text).not.toMatch(/A long story|Has not seen|07700/)
})

describe('somebody restricted', () => {
  test.each(['bela', 'cleo', 'evan'])('has no name, number or address on the sheet of %s', async (who) => {
    const { add, get } = await enquiryHouse()
    await add('cleo', [checkMade({ check: 'S8', how: 'Home visit', who: '19 Quarry Lane', words: 'Nobody in.' })])
    const text = await textOf(await get(sheet, who))
    expect(text).toContain('Somebody on this record is restricted. Ask the safeguarding lead before you go.')
    expect(text).not.toMatch(/quarry|ZZ9|Nemes|900456/i)
    expect(text).toContain('4 Elm Road')
  })

  test('who lives at the same address as somebody else takes it off the sheet', async () => {
    const { house, get } = await enquiryHouse()
    await house.database.commit([
      sql`UPDATE contacts SET address = '{"lines":["4 ELM ROAD,"],"postcode":"zz12ab"}' WHERE id = 'dad'`,
    ])
    const text = await textOf(await get(sheet, 'cleo'))
    expect(text).not.toMatch(/elm road/i)
    expect(text).toContain('No address that may be visited is on record.')
  })

  test('who lives in the same street leaves the other house on it', async () => {
    const { house, get } = await enquiryHouse()
    await house.database.commit([
      sql`UPDATE contacts SET address = '{"lines":["14 Elm Road"],"postcode":"ZZ1 2AB"}' WHERE id = 'dad'`,
    ])
    const text = await textOf(await get(sheet, 'bela'))
    expect(text).toContain('4 Elm Road, ZZ1 2AB')
    expect(text).not.toContain('14 Elm Road')
  })

  test('becomes restricted, and the address is gone from the next sheet', async () => {
    const { house, get } = await enquiryHouse()
    await house.database.commit([sql`UPDATE contacts SET restricted = 1 WHERE id IN ('mum', 'nan')`])
    for (const who of ['bela', 'cleo', 'evan']) expect(await textOf(await get(sheet, who))).not.toMatch(/elm|ZZ1/i)
  })
})

test('what the police, a refuge or the risk questions brought is not on paper that a family may see', async () => {
  const { add, get } = await enquiryHouse()
  const details = {
    on: '2026-10-19',
    answers: { A3: 'yes' },
    level: 'high',
    decision: 'refer',
    reason: 'Forced marriage',
  } as const
  await add('cleo', [{ what: 'risk-answered', details: { ...details, known: [], shown: [] } }])
  await add('evan', [
    checkMade({ side: 'authority', check: 'A5', who: 'Women’s refuge', result: 'found-something', words: 'There.' }),
  ])
  for (const who of ['bela', 'cleo', 'evan'])
    expect(await textOf(await get(sheet, who))).not.toMatch(/refuge|police|forced|risk questions|appraisal/i)
})

describe('a known danger', () => {
  const sentence = 'Speak to the safeguarding lead before you go.'
  const risk = { on: '2026-10-19', level: 'high', decision: 'refer', reason: 'x', known: [], shown: [] } as const
  const referral = {
    side: 'school',
    at: '2026-10-19T10:00:00.000Z',
    reference: '',
    takenBy: '',
    dueOn: '2026-10-22',
    said: [],
    words: 'The father keeps a gun.',
  } as const
  const withoutRestricted = async () => {
    const made = await enquiryHouse()
    await made.house.database.commit([sql`DELETE FROM contacts WHERE restricted = 1`])
    return made
  }

  test('is not made up: without one the sentence is not there', async () => {
    const { add, get } = await withoutRestricted()
    await add('cleo', [
      { what: 'risk-answered', details: { ...risk, answers: { A1: 'no', A5: 'unknown' } } },
      {
        what: 'referral-made',
        details: {
          ...referral,
          to: 'social-care',
          said: ['Safety of those who visit: Not known: ask staff who have been there'],
        },
      },
    ])
    expect(await textOf(await get(sheet, 'bela'))).not.toContain(sentence)
  })

  test.each<[string, CaseHappening]>([
    [
      'an answer of yes to a must-refer question',
      { what: 'risk-answered', details: { ...risk, answers: { A5: 'yes' } } },
    ],
    ['a referral to the police', { what: 'referral-made', details: { ...referral, to: 'police' } }],
    [
      'what a referral said of the safety of those who visit',
      {
        what: 'referral-made',
        details: { ...referral, to: 'social-care', said: ['Safety of those who visit: a dog that bites'] },
      },
    ],
  ])('%s puts it at the top, without a word of what it is', async (_, happening) => {
    const { add, get } = await withoutRestricted()
    await add('cleo', [happening])
    for (const who of ['bela', 'cleo', 'evan']) {
      const html = await (await get(sheet, who)).text()
      expect(html).toContain(`<strong>${sentence}</strong>`)
      expect(html.indexOf(sentence)).toBeLessThan(html.indexOf('Before you go</h2>'))
      expect(html).not.toMatch(/gun|bites|police|social care|pose a risk/i)
    }
  })

  test('answered yes once stays known when a later answer is that nobody knows', async () => {
    const { add, get } = await withoutRestricted()
    await add('cleo', [{ what: 'risk-answered', details: { ...risk, answers: { A5: 'yes' } } }])
    await add('cleo', [{ what: 'risk-answered', details: { ...risk, answers: { A5: 'unknown' } } }])
    expect(await textOf(await get(sheet, 'bela'))).toContain(sentence)
  })

  test('somebody restricted always puts it there', async () => {
    const { get } = await enquiryHouse()
    expect(await textOf(await get(sheet, 'bela'))).toContain(sentence)
  })
})

test('without a birthday, an address or a contact it says what to ask', async () => {
  const { house, get } = await enquiryHouse()
  await house.database.commit([
    sql`DELETE FROM contacts`,
    sql`UPDATE pupils SET date_of_birth = NULL WHERE id = 'pip'`,
    sql`DELETE FROM calendars`,
  ])
  const text = await textOf(await get(sheet, 'bela'))
  expect(text).toContain('Date of birth Not known: ask')
  expect(text).toContain('No address that may be visited is on record. Ask the school office.')
  expect(text).toContain('First day away: 12 October 2026.')
})

test('hostile names and addresses are text', async () => {
  const { house, get } = await enquiryHouse()
  await house.database.commit([
    sql`UPDATE contacts SET name = '<img src=x>', address = '{"lines":["<b>1 Road</b>"],"postcode":null}' WHERE id = 'mum'`,
  ])
  const html = await (await get(sheet, 'bela')).text()
  expect(html).toContain('&lt;img src=x&gt;')
  expect(html).toContain('&lt;b&gt;1 Road&lt;/b&gt;')
})

test('the look is on record and the sheet asks no more for a long case', async () => {
  const { house, add, get } = await enquiryHouse()
  const ask = async () => {
    house.statements.count = 0
    await (await get(sheet, 'bela')).text()
    return house.statements.count
  }
  await get('/today', 'bela')
  const few = await ask()
  for (let more = 0; more < 20; more += 1) await add('bela', [checkMade({ words: `Entry ${more}` })])
  expect(await ask()).toBe(few)
  expect(few).toBeLessThanOrEqual(9)
  const reads = await house.database.read(
    sql<{ page: string; pupil_ids: string }>`SELECT page, pupil_ids FROM reads WHERE page = 'home visit sheet'`,
  )
  expect(reads[0]).toEqual({ page: 'home visit sheet', pupil_ids: '["pip"]' })
})
