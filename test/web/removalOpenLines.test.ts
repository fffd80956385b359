// Nobody signs or decides unknowing: the forms of the removal gate name every enquiry that is open or not complete.
import { expect, test } from 'vitest'
import { check } from '../cases/removalCase.ts'
import { happened } from './pupilHouse.ts'
import { caseId, gate, removalHouse, signedByAuthority, signedBySchool, textOf } from './removalHouse.ts'

const heading = 'Open or not complete'

async function houseWithOneCall() {
  const house = await removalHouse()
  await happened(
    house,
    caseId,
    'zsofia',
    [
      {
        what: 'contact-attempted',
        details: { contactId: 'ilona', who: 'Ilona', number: null, method: 'phone', outcome: 'no-answer', words: '' },
      },
    ],
    { at: '2026-10-13T09:00:00.000Z', by: 'ruth' },
  )
  return house
}

test.each(['enquiries', 'outcome'])(
  'the school signs its %s below its own open lines and none of the authority’s',
  async (step) => {
    const house = await houseWithOneCall()
    const text = await textOf(house.ask('ruth', `${gate}/${step}?ground=I`))
    expect(text).toContain(heading)
    expect(text).toContain('S1 A call by a person on the first day: The first call came after the first day.')
    expect(text).toMatch(
      /S2 Every contact, at different times of day: [01] of \d contacts? tried, only in the morning\./,
    )
    expect(text).toContain('S5 Friends, their parents, relatives here')
    expect(text).toContain('S9 Letters to the addresses on record: Open.')
    expect(text).not.toContain('S8 Home visit, with a card left: Open.')
    expect(text).not.toContain('A2 The authority’s own records: Open.')
  },
)

test('the authority signs below its own open lines, and not below the signature it is giving', async () => {
  const house = await houseWithOneCall()
  const text = await textOf(house.ask('dan', `${gate}/outcome?ground=I`))
  expect(text).toContain('A2 The authority’s own records: Open.')
  expect(text).not.toContain('A13 ')
  expect(text).not.toContain('S9 ')
})

test('the head decides below the open lines of both sides', async () => {
  const house = await houseWithOneCall()
  await signedBySchool(house)
  await signedByAuthority(house)
  const text = await textOf(house.ask('helen', `${gate}/decision?ground=I`))
  expect(text).toContain(heading)
  expect(text).toContain('S9 Letters to the addresses on record: Open.')
  expect(text).toContain('A2 The authority’s own records: Open.')
  expect(text).toContain('S5 Friends, their parents, relatives here: Asked, no answer yet.')
})

test('a line that is done is not among them', async () => {
  const house = await houseWithOneCall()
  await house.happens('ruth', [check('school', 'S9', '2026-10-20')])
  const text = await textOf(house.ask('ruth', `${gate}/enquiries?ground=I`))
  expect(text).not.toContain('S9 Letters to the addresses on record: Open.')
})
