// What Today hides, list by list: words and numbers from the head teacher, everything of a restricted contact from all.
import { expect, test } from 'vitest'
import type { CaseHappening } from '../../src/cases/events.ts'
import { sql } from '../../src/storage/database.ts'
import { addPupils, awayThisMorning, happens, openSchool, type PersonId, textOf } from './todaySchool.ts'

const mother = { name: 'Sana Khan', relationship: 'mother', phones: ['07700 900871'] }
const father = { name: 'Omar Khan', relationship: 'father', phones: ['07700 900342'] }
const idris = { id: 'idris', forename: 'Idris', surname: 'Khan', ...awayThisMorning, contacts: [mother, father] }

const rang = (
  contact: 1 | 2,
  outcome: 'reached' | 'no-answer' | 'parent-did-not-know' | 'number-dead',
  words: string,
) =>
  ({
    what: 'contact-attempted',
    details: {
      contactId: `idris-c${contact}`,
      who: contact === 1 ? 'Sana Khan, mother' : 'Omar Khan, father',
      number: contact === 1 ? '07700 900871' : '07700 900342',
      method: 'phone',
      outcome,
      words,
    },
  }) as const
const gaveReason = (reason: string, whoSaid: string) =>
  ({
    what: 'reason-given',
    details: { explainedOn: '2026-10-13', explainedUntil: '2026-10-13', reason, whoSaid },
  }) as const

async function morning(happenings: readonly CaseHappening[]) {
  const made = await openSchool()
  await addPupils(made.house, [idris])
  await happens(made.house, 'case-idris', happenings, 'grace')
  const textFor = async (person: PersonId, list: string) => textOf((await made.get(person, `/today?list=${list}`)).html)
  return { ...made, textFor }
}

async function restrictFather(house: Awaited<ReturnType<typeof morning>>['house']): Promise<void> {
  await house.database.commit([sql`UPDATE contacts SET restricted = 1 WHERE id = 'idris-c2'`])
}

test('the head reads that somebody was tried and with what outcome, and never the words', async () => {
  const { textFor } = await morning([
    rang(1, 'parent-did-not-know', 'She said to ring 07700 900999'),
    rang(1, 'no-answer', 'a'),
    rang(1, 'no-answer', 'b'),
    rang(1, 'no-answer', 'c'),
    rang(2, 'no-answer', 'Asked the neighbour'),
  ])
  const head = await textFor('head', 'to-ring')
  expect(head).toContain('09:47 parent did not know, by Grace Osei')
  expect(head).toContain('09:47 no answer, by Grace Osei')
  expect(head).not.toMatch(/900999|Sana|Omar Khan|neighbour|07700/)
  expect(await textFor('grace', 'to-ring')).toContain('Asked the neighbour')
})

test('the head reads that a reason was recorded, and not what it said or who', async () => {
  const { textFor } = await morning([gaveReason('Sick in the night', 'Sana Khan, mother')])
  const head = await textFor('head', 'reason-given')
  expect(head).toContain(
    'Reason: A reason was recorded Tue 13 Oct, 09:47, written down by Grace Osei. Holds until Tue 13 Oct.',
  )
  expect(head).not.toMatch(/Sick|Sana/)
  expect(await textFor('grace', 'reason-given')).toContain('Reason: Sick in the night Sana Khan, mother, Tue 13 Oct')
})

test('a contact who is restricted now takes the words of earlier calls along, on the page and on the forms', async () => {
  const { house, get, post, textFor } = await morning([rang(2, 'reached', 'Ring me on 07700 900342, says Omar')])
  expect(await textFor('grace', 'to-ring')).toContain('Ring me on')
  await restrictFather(house)
  const secret = /900342|Omar|Ring me on/
  const officer = await textFor('grace', 'to-ring')
  expect(officer).toContain('09:47 reached, no reason given: a restricted contact, by Grace Osei')
  expect(officer).not.toMatch(secret)
  const attempts = '/absences/case-idris/contact-attempts'
  const late = await post('grace', attempts, [
    ['case', 'case-idris'],
    ['version', 'case-idris.1'],
    ['whom', 'idris-c1/07700 900871'],
    ['method', 'phone'],
    ['outcome', 'no-answer'],
  ])
  expect(late.status).toBe(409)
  for (const html of [
    late.html,
    (await get('grace', `${attempts}/new`)).html,
    (await get('grace', '/absences/case-idris/reasons/new')).html,
  ]) {
    expect(textOf(html)).toContain('09:47 reached, no reason given: a restricted contact')
    expect(html).not.toMatch(secret)
  }
})

test('a restricted contact’s number in the words of another call hides them', async () => {
  const { house, textFor } = await morning([rang(1, 'reached', 'His father has him: +44 7700 900 342')])
  await restrictFather(house)
  expect(await textFor('grace', 'to-ring')).not.toContain('900 342')
})

test('whoever gave the reason is not offered on the form, nor shown, once restricted', async () => {
  const answered = {
    ...rang(2, 'reached', ''),
    details: { ...rang(2, 'reached', '').details, outcome: 'reason-given' },
  }
  const { house, get, textFor } = await morning([answered as CaseHappening])
  expect((await get('grace', '/absences/case-idris/reasons/new')).html).toContain('value="Omar Khan, father"')
  await restrictFather(house)
  expect((await get('grace', '/absences/case-idris/reasons/new')).html).not.toContain('Omar')
  await happens(house, 'case-idris', [gaveReason('With me today', 'Omar Khan, father')], 'lead')
  const officer = await textFor('grace', 'reason-given')
  expect(officer).toContain('Reason: Ask the safeguarding lead Tue 13 Oct, 09:47, written down by Dilys Penry.')
  expect(officer).not.toMatch(/With me today|Omar/)
  expect((await get('grace', '/absences/case-idris/reasons/new')).html).not.toMatch(/With me today|Omar/)
  expect(await textFor('lead', 'reason-given')).toContain('Reason: With me today Omar Khan, father')
})

test('a wrong number that a restricted contact of the pupil has too is on no list', async () => {
  const { house, textFor } = await morning([rang(1, 'number-dead', '')])
  expect(await textFor('grace', 'numbers')).toContain('07700 900871 , Sana Khan, mother . Rang dead')
  await house.database.commit([
    sql`UPDATE contacts SET restricted = 1, phones = '[{"number":"+44 (0)7700 900871","kind":null}]' WHERE id = 'idris-c2'`,
  ])
  for (const list of ['numbers', 'to-ring', 'tried']) {
    const text = await textFor('grace', list)
    expect(text).toContain('Numbers to correct in your MIS 0 children')
    expect(text).not.toMatch(/900871/)
  }
})
