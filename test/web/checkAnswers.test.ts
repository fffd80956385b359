// Somebody was asked and has not answered: the answer has a form of its own, and asking again is one press.
import { describe, expect, test } from 'vitest'
import type { CaseHappening } from '../../src/cases/events.ts'
import { checkMade, enquiryHouse, today } from './enquiryHouse.ts'
import { textOf } from './peopleHouse.ts'

const housing = { side: 'authority', check: 'A3', who: 'Housing', result: 'asked', words: '' } as const
/** Asked on 12 October for an answer within seven days: version 3, overdue since the 19th. */
const asked: CaseHappening = checkMade({ ...housing, on: '2026-10-12', nextOn: '2026-10-19' })

const answer = {
  check: 'A3',
  of: '3',
  ...today,
  how: 'By e-mail or message',
  who: 'Pam Ash, Housing desk',
  result: 'nothing-found',
  words: 'No move is known.',
}

async function waiting() {
  const house = await enquiryHouse()
  await house.add('evan', [asked])
  return house
}

describe('the form for an answer', () => {
  test('asks when, who and what they said, and says that today is filled in', async () => {
    const { get } = await waiting()
    const text = await textOf(await get('/cases/c1/checks/new?check=A3&of=3', 'evan'))
    expect(text).toContain('An answer: Housing, council tax, benefits')
    expect(text).toContain(
      'This was asked of Housing on 12 October 2026. An answer was expected by 19 October 2026. When did they answer? Today is filled in: change it if it was earlier.',
    )
    for (const label of ['Who answered?', 'How did they answer?', 'What did they say?']) expect(text).toContain(label)
    expect(text).not.toContain('When was it asked?')
  })

  test('answers what was asked, whoever of the office it was that answered', async () => {
    const { get, post, written } = await waiting()
    const saved = await post('/cases/c1/checks', answer, 'evan')
    expect(saved.headers.get('location')).toBe('/cases/c1?saved=check-answer#answers')
    expect((await written(4)).map(({ details }) => details)).toEqual([
      {
        side: 'authority',
        check: 'A3',
        on: '2026-10-21',
        how: 'By e-mail or message',
        who: 'Housing',
        result: 'nothing-found',
        words: 'Answered by Pam Ash, Housing desk.\nNo move is known.',
        nextStep: '',
        nextOn: null,
        childSeen: false,
      },
    ])
    const page = await textOf(await get('/cases/c1', 'evan'))
    expect(page).toContain('Nobody is being waited for.')
  })

  test.each([
    [{ 'on-day': '11' }, 'The answer cannot be from before 12 October 2026, when it was asked'],
    [{ 'on-day': '22' }, 'The date must be today or in the past'],
    [{ who: ' ' }, 'Enter who answered'],
    [{ how: '' }, 'Choose how they answered'],
    [{ result: 'asked' }, 'Choose what came of it'],
    [{ words: '' }, 'Enter what they said'],
  ])('%j is to be mended, with what was typed', async (change, sentence) => {
    const { post, written } = await waiting()
    const refused = await post('/cases/c1/checks', { ...answer, nextStep: 'Ring the landlord', ...change }, 'evan')
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain(sentence)
    expect(html).toContain('value="Ring the landlord"')
    expect(html).toContain('<input type="hidden" name="of" value="3">')
    expect(await written(4)).toEqual([])
  })
})

describe('asked again', () => {
  const { details } = asked as Extract<CaseHappening, { what: 'check-made' }>
  const press = { check: 'A3', of: '3', again: 'today' }

  test('is one press: as many days for the answer as the first time, and a second press writes nothing', async () => {
    const { get, post, written } = await waiting()
    const before = await (await get('/cases/c1', 'evan')).text()
    expect(before).toContain('Overdue, due Mon 19 Oct')
    expect(before).toContain('name="again" value="today">Asked again today')
    const saved = await post('/cases/c1/checks', press, 'evan')
    expect(saved.headers.get('location')).toBe('/cases/c1?saved=asked-again#answers')
    await post('/cases/c1/checks', press, 'evan')
    expect((await written(4)).map(({ details }) => details)).toEqual([
      { ...details, on: '2026-10-21', words: 'Asked again.', nextOn: '2026-10-28' },
    ])
    const after = await textOf(await get('/cases/c1', 'evan'))
    expect(after).toContain('Expected by Wed 28 Oct')
    expect(after).not.toContain('Overdue, due Mon 19 Oct Housing')
  })

  test('is refused once somebody wrote the answer down', async () => {
    const { add, post, written } = await waiting()
    await add('evan', [checkMade({ ...housing, result: 'nothing-found', words: 'No move is known.' })])
    const refused = await post('/cases/c1/checks', press, 'evan')
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('An answer to this is already written down.')
    expect(await written(5)).toEqual([])
  })

  test('is not for the other side', async () => {
    const { get, post, written } = await waiting()
    expect(await (await get('/cases/c1', 'bela')).text()).not.toContain('Asked again today')
    expect((await post('/cases/c1/checks', press, 'bela')).status).toBe(404)
    expect(await written(4)).toEqual([])
  })
})
