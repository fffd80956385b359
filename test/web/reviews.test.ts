// Joint reviews: who holds them, what the page shows of what happened since, and what two at once do.
import { describe, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { checkMade, type EnquiryHouse, enquiryHouse, today } from './enquiryHouse.ts'
import { textOf } from './peopleHouse.ts'

const review = {
  ...today,
  present: 'Cleo Marsh (lead), Evan Pryce (authority)',
  missing: 'yes',
  plan: 'no',
  level: 'medium',
  lowerWhy: '',
  changed: 'Housing says that the flat was given up.',
  next: 'Evan asks the new landlord by Friday.',
}

const held = (level: 'low' | 'medium' | 'high', on = '2026-10-14') =>
  ({
    what: 'review-held',
    details: { on, present: 'Both', level, was: null, changed: 'Nothing.', next: 'Go on.' },
  }) as const

async function versionOf({ get }: EnquiryHouse, who = 'cleo'): Promise<string> {
  const html = await (await get('/cases/c1/reviews/new', who)).text()
  return /name="version" value="(\d+)"/.exec(html)![1]!
}

describe('holding a review', () => {
  test.each(['cleo', 'evan'])('%s may, and it is kept with the level before and after', async (who) => {
    const house = await enquiryHouse()
    const saved = await house.post('/cases/c1/reviews', { ...review, version: await versionOf(house, who) }, who)
    expect(saved.status).toBe(303)
    expect(saved.headers.get('location')).toBe('/cases/c1?saved=review')
    expect(await house.written()).toEqual([
      {
        version: 3,
        by: who,
        what: 'review-held',
        details: {
          on: '2026-10-21',
          present: 'Cleo Marsh (lead), Evan Pryce (authority)',
          level: 'medium',
          was: null,
          changed: 'The child is still missing.\nThe plan is to be changed.\nHousing says that the flat was given up.',
          next: 'Evan asks the new landlord by Friday.',
        },
      },
    ])
  })

  test.each(['bela', 'dora', 'gwen', 'fern', 'ada', 'hugo'])('%s may not, nor read them', async (who) => {
    const { get, post, written } = await enquiryHouse()
    expect((await get('/cases/c1/reviews', who)).status).toBe(404)
    expect((await get('/cases/c1/reviews/new', who)).status).toBe(404)
    expect((await post('/cases/c1/reviews', { ...review, version: '2' }, who)).status).toBe(404)
    expect(await written()).toEqual([])
  })

  test('before the case is open for the authority there is nobody to hold it with', async () => {
    const { post, get } = await enquiryHouse({ isOpened: false })
    expect((await get('/cases/c1/reviews/new', 'evan')).status).toBe(404)
    const answer = await post('/cases/c1/reviews', { ...review, version: '1' }, 'cleo')
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('This case is not open for the authority.')
  })
})

describe('what is asked again', () => {
  test.each([
    ['before the absence', { 'on-day': '9' }, 'The date is before the first day of this absence. Check the date.'],
    ['a day to come', { 'on-day': '22' }, 'The date must be today or in the past'],
    ['nobody took part', { present: '' }, 'Enter who took part'],
    ['still missing not answered', { missing: '' }, 'Choose whether the child is still missing'],
    ['the plan not answered', { plan: '' }, 'Choose whether the plan is right'],
    ['no level', { level: '' }, 'Choose the level'],
    ['no such level', { level: 'none' }, 'Choose the level'],
    [
      'nothing changed, and not said so',
      { changed: '' },
      'Enter what has changed since the last review, or that nothing has',
    ],
    ['nothing next', { next: ' ' }, 'Enter what happens next, and who does it'],
  ])('%s', async (_, change, sentence) => {
    const { post, written } = await enquiryHouse()
    const answer = await post('/cases/c1/reviews', { ...review, ...change, version: '2' }, 'cleo')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(sentence)
    expect(await written()).toEqual([])
  })

  test('lowering the level needs a reason, which is kept; raising and leaving it need none', async () => {
    const house = await enquiryHouse()
    const { add, post, written } = house
    await add('cleo', [held('medium')])
    const version = await versionOf(house)
    const lower = { ...review, level: 'low', version }
    const answer = await post('/cases/c1/reviews', lower, 'cleo')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Say why the level is lower than before. Raising it needs no reason.')
    expect((await post('/cases/c1/reviews', { ...lower, lowerWhy: 'Seen by an aunt.' }, 'cleo')).status).toBe(303)
    expect((await written()).at(-1)?.details).toMatchObject({
      level: 'low',
      was: 'medium',
      changed: expect.stringMatching(/Why the level is lower: Seen by an aunt\.$/),
    })
    for (const level of ['low', 'high']) {
      const next = { ...review, level, version: await versionOf(house) }
      expect((await post('/cases/c1/reviews', next, 'cleo')).status).toBe(303)
    }
  })
})

describe('two at once', () => {
  test('the second sees what the first wrote, with everything typed kept', async () => {
    const house = await enquiryHouse()
    const { post, written } = house
    const version = await versionOf(house)
    expect((await post('/cases/c1/reviews', { ...review, version }, 'evan')).status).toBe(303)
    const second = await post('/cases/c1/reviews', { ...review, next: 'Ring the <aunt>', version }, 'cleo')
    expect(second.status).toBe(409)
    const html = await second.text()
    expect(html).toContain('This has changed since you opened the page.')
    expect(html).toContain('Wed 21 Oct, 10:00, Evan Pryce: a review was held')
    expect(html).toContain('Ring the &lt;aunt&gt;</textarea>')
    expect(html).toContain('Cleo Marsh (lead), Evan Pryce (authority)')
    expect(html).toMatch(/value="medium" checked/)
    expect(html).toContain('name="version" value="3"')
    expect(await written()).toHaveLength(1)
  })

  test('mending a mistake does not pass over what happened meanwhile', async () => {
    const house = await enquiryHouse()
    const version = await versionOf(house)
    await house.add('evan', [held('high', '2026-10-20')])
    const answer = await house.post('/cases/c1/reviews', { ...review, next: '', version }, 'cleo')
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('Evan Pryce: a review was held')
    expect(html).toContain('Enter what happens next, and who does it')
  })

  test('a form without a version is one that was never opened', async () => {
    const { post, written } = await enquiryHouse()
    expect((await post('/cases/c1/reviews', review, 'cleo')).status).toBe(409)
    expect(await written()).toEqual([])
  })
})

describe('what the form shows', () => {
  test('what happened since the last review, and nothing before it', async () => {
    const { add, get } = await enquiryHouse()
    await add('evan', [checkMade({ side: 'authority', check: 'A3' })], '2026-10-14T09:00:00.000Z')
    await add('cleo', [held('high')], '2026-10-14T10:00:00.000Z')
    await add('evan', [checkMade({ side: 'authority', check: 'A4', result: 'asked' })], '2026-10-20T10:00:00.000Z')
    const text = await textOf(await get('/cases/c1/reviews/new', 'cleo'))
    expect(text).toContain(
      'Since the last review on 14 October 2026 Tue 20 Oct, 11:00, Evan Pryce: Health: asked, waiting for an answer',
    )
    expect(text).not.toContain('Evan Pryce: Housing')
    expect(text).toContain('It is high now.')
    expect(text).toContain('Medium (down)')
  })

  test('how often, whose default it is and from when it holds, and the day it is due', async () => {
    const { get } = await enquiryHouse()
    const text = await textOf(await get('/cases/c1/reviews/new', 'evan'))
    expect(text).toContain(
      'School and authority look at the case together every 7 days: the default until Northmoor Council chooses its own number, in force from 1 October 2024. This one is due by 19 October 2026.',
    )
    expect(text).toContain('There was no review yet. Since the absence began')
  })

  test('the newest forty entries of a long case, and how many more there are', async () => {
    const { add, get } = await enquiryHouse()
    for (let part = 0; part < 3; part += 1)
      await add(
        'bela',
        Array.from({ length: 100 }, () => checkMade({ words: 'Long.' })),
      )
    const text = await textOf(await get('/cases/c1/reviews/new', 'cleo'))
    expect(text).toContain('262 earlier entries are on the case.')
    expect(text.match(/Bela Novak: Friends/g)).toHaveLength(40)
  })
})

describe('the list', () => {
  test('says what each review decided, newest first, the withdrawn one struck through and the erased one without words', async () => {
    const { house, add, get } = await enquiryHouse()
    await add('cleo', [held('high', '2026-10-13')])
    await add('evan', [held('medium', '2026-10-20')])
    await add('evan', [{ what: 'entry-withdrawn', details: { version: 4, reason: 'Wrong case' } }])
    const html = await (await get('/cases/c1/reviews', 'evan')).text()
    expect(html.indexOf('Tuesday 20 October 2026')).toBeLessThan(html.indexOf('Tuesday 13 October 2026'))
    expect(html).toContain('Withdrawn')
    await house.database.commit([sql`DELETE FROM case_event_details WHERE case_id = 'c1' AND version = 3`])
    expect(await textOf(await get('/cases/c1/reviews', 'evan'))).toContain('A review whose details were erased')
  })

  test('of a case without one says so', async () => {
    const { get } = await enquiryHouse()
    expect(await textOf(await get('/cases/c1/reviews', 'cleo'))).toContain('No review is written down yet.')
  })
})
