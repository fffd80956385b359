// Enquiries of both sides: who may write down which, what the form says, and what is refused.
import { describe, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { checkMade, enquiryHouse, today } from './enquiryHouse.ts'
import { textOf } from './peopleHouse.ts'

const friends = {
  check: 'S5',
  ...today,
  how: 'By phone',
  who: 'Parent of a friend, 07700 900321',
  result: 'nothing-found',
  words: 'Has not seen the family since Friday.',
}
const housing = { ...friends, check: 'A3', how: 'By e-mail or message', who: 'Housing', result: 'asked', words: '' }
const visit = {
  check: 'S8',
  ...today,
  who: '4 Elm Road',
  whoSeen: 'A neighbour',
  childSeen: 'no',
  card: 'yes',
  cardAt: '10:40',
  result: 'nothing-found',
  words: 'Curtains drawn.',
}

describe('who may write down what', () => {
  test('an attendance officer logs the school’s lines and not the authority’s', async () => {
    const { get, post, written } = await enquiryHouse()
    expect((await get('/cases/c1/checks/new?check=S5', 'bela')).status).toBe(200)
    expect((await get('/cases/c1/checks/new?check=A3', 'bela')).status).toBe(404)
    expect((await post('/cases/c1/checks', housing, 'bela')).status).toBe(404)
    expect(await written()).toEqual([])
    const saved = await post('/cases/c1/checks', friends, 'bela')
    expect(saved.status).toBe(303)
    expect(saved.headers.get('location')).toBe('/cases/c1?saved=check#enquiries')
    expect(await written()).toEqual([
      {
        version: 3,
        by: 'bela',
        what: 'check-made',
        details: {
          side: 'school',
          check: 'S5',
          on: '2026-10-21',
          how: 'By phone',
          who: 'Parent of a friend, 07700 900321',
          result: 'nothing-found',
          words: 'Has not seen the family since Friday.',
          nextStep: '',
          nextOn: null,
          childSeen: false,
        },
      },
    ])
  })

  test('the CME officer logs the authority’s lines and not the school’s', async () => {
    const { get, post, written } = await enquiryHouse()
    expect((await get('/cases/c1/checks/new?check=A3', 'evan')).status).toBe(200)
    expect((await get('/cases/c1/checks/new?check=S5', 'evan')).status).toBe(404)
    expect((await post('/cases/c1/checks', friends, 'evan')).status).toBe(404)
    expect((await post('/cases/c1/checks', housing, 'evan')).status).toBe(303)
    expect((await written()).map(({ by, details }) => [by, (details as { check: string }).check])).toEqual([
      ['evan', 'A3'],
    ])
  })

  test.each(['dora', 'gwen', 'fern', 'ada', 'hugo'])(
    '%s finds neither the form nor the place to send it',
    async (who) => {
      const { get, post, written } = await enquiryHouse()
      expect((await get('/cases/c1/checks/new?check=S5', who)).status).toBe(404)
      expect((await get('/cases/c1/checks/new?check=A3', who)).status).toBe(404)
      expect((await post('/cases/c1/checks', friends, who)).status).toBe(404)
      expect(await written()).toEqual([])
    },
  )

  test('a case that is not opened is the school’s alone', async () => {
    const { get, post } = await enquiryHouse({ isOpened: false })
    expect((await get('/cases/c1/checks/new?check=A3', 'evan')).status).toBe(404)
    expect((await post('/cases/c1/checks', housing, 'evan')).status).toBe(404)
    expect((await post('/cases/c1/checks', friends, 'bela')).status).toBe(303)
  })

  test.each(['S12', 'S13', 'S14', 'S16', 'A12', 'A13', 'A14', 'S99', ''])(
    'there is no form for %s: it is written down elsewhere, or is no line',
    async (check) => {
      const { get, post } = await enquiryHouse()
      for (const who of ['cleo', 'evan']) {
        expect((await get(`/cases/c1/checks/new?check=${check}`, who)).status).toBe(404)
        expect((await post('/cases/c1/checks', { ...friends, check }, who)).status).toBe(404)
      }
    },
  )

  test('who lost the role between the page and the press writes nothing', async () => {
    const { house, post, written, signIn } = await enquiryHouse()
    await signIn('bela')
    await house.database.commit([
      sql`UPDATE roles_held SET withdrawn_at = '2026-10-21T08:59:00Z', withdrawn_by = 'ada' WHERE person_id = 'bela'`,
    ])
    expect((await post('/cases/c1/checks', friends, 'bela')).status).toBe(404)
    expect(await written()).toEqual([])
  })
})

describe('what is written at the same time', () => {
  test('both sides at once are both kept', async () => {
    const { post, written } = await enquiryHouse()
    const [one, other] = await Promise.all([
      post('/cases/c1/checks', friends, 'bela'),
      post('/cases/c1/checks', housing, 'evan'),
    ])
    expect([one.status, other.status]).toEqual([303, 303])
    expect((await written()).map(({ by }) => by).sort()).toEqual(['bela', 'evan'])
  })

  test('a second press of the same button is one entry, and the same a minute later is another', async () => {
    const { house, post, written } = await enquiryHouse()
    expect((await post('/cases/c1/checks', friends, 'bela')).status).toBe(303)
    expect((await post('/cases/c1/checks', friends, 'bela')).status).toBe(303)
    expect(await written()).toHaveLength(1)
    await post('/cases/c1/checks', friends, 'cleo')
    expect(await written()).toHaveLength(2)
    house.clock.put('2026-10-21T09:01:01.000Z')
    await post('/cases/c1/checks', friends, 'bela')
    expect(await written()).toHaveLength(3)
  })
})

describe('what the form asks again', () => {
  test.each([
    [
      'a day before the absence',
      { 'on-day': '11' },
      'The date is before the first day of this absence. Check the date.',
    ],
    ['a day to come', { 'on-day': '22' }, 'The date must be today or in the past'],
    ['no such day', { 'on-day': '31', 'on-month': '9' }, 'The date must be a real date'],
    ['nobody asked', { who: '' }, 'Enter whom you asked, or where you looked'],
    ['no way of asking', { how: '' }, 'Choose how it was asked'],
    ['a way that is not offered', { how: 'By pigeon' }, 'Choose how it was asked'],
    ['no result', { result: '' }, 'Choose what came of it'],
    ['something found, not said what', { result: 'found-something', words: ' ' }, 'Enter what was found'],
    ['does not apply, not said why', { result: 'not-applicable', words: '' }, 'Enter why it does not apply'],
    ['too many words', { words: 'x'.repeat(1501) }, 'This must be 1500 characters or fewer'],
    [
      'a next step in the past',
      { nextStep: 'Ring again', 'nextOn-day': '20', 'nextOn-month': '10', 'nextOn-year': '2026' },
      'The day of the next step must be today or later.',
    ],
    ['half a day for the next step', { 'nextOn-day': '28' }, 'The day of the next step must include a month and year'],
  ])('%s', async (_, change, sentence) => {
    const { post, written } = await enquiryHouse()
    const answer = await post('/cases/c1/checks', { ...friends, ...change }, 'bela')
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('<title>Error: ')
    expect(html).toContain(sentence)
    expect(await written()).toEqual([])
  })

  test('what was typed is there again, letter by letter', async () => {
    const { post } = await enquiryHouse()
    const answer = await post('/cases/c1/checks', { ...friends, result: '', nextStep: '<b>Ring</b> & "ask"' }, 'bela')
    const html = await answer.text()
    expect(html).toContain('value="Parent of a friend, 07700 900321"')
    expect(html).toContain('&lt;b&gt;Ring&lt;/b&gt; &amp; &quot;ask&quot;')
    expect(html).toContain('Has not seen the family since Friday.</textarea>')
  })

  test('a closed case takes no enquiry and says so, with what was typed', async () => {
    const { add, post } = await enquiryHouse()
    await add('cleo', [{ what: 'case-closed', details: { because: 'attending', on: '2026-10-21' } }])
    const answer = await post('/cases/c1/checks', friends, 'bela')
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('This case is closed.')
    expect(html).toContain('value="Parent of a friend, 07700 900321"')
  })
})

describe('a visit to the home', () => {
  test('keeps who was seen, that the child was not, and the time on the card', async () => {
    const { post, written } = await enquiryHouse()
    expect((await post('/cases/c1/checks', visit, 'bela')).status).toBe(303)
    expect((await written())[0]?.details).toMatchObject({
      how: 'Home visit',
      who: '4 Elm Road',
      childSeen: false,
      words: 'Who was seen: A neighbour.\nThe child was not seen.\nA card was left at 10:40.\nCurtains drawn.',
    })
  })

  test('with the child seen is on record as a sighting', async () => {
    const { post, written } = await enquiryHouse()
    const seen = { ...visit, childSeen: 'yes', result: 'found-something', words: 'At home, ill.' }
    expect((await post('/cases/c1/checks', seen, 'bela')).status).toBe(303)
    expect((await written())[0]?.details).toMatchObject({ childSeen: true, result: 'found-something' })
  })

  test.each([
    [{ childSeen: '' }, 'Choose whether you saw the child'],
    [{ card: '' }, 'Choose whether a card was left'],
    [{ cardAt: 'morning' }, 'Enter the time on the card, like 10:40'],
    [{ who: '' }, 'Enter the address visited'],
    [{ childSeen: 'yes' }, 'The child was seen: choose “Something found”'],
  ])('with %o is asked again', async (change, sentence) => {
    const { post, written } = await enquiryHouse()
    const answer = await post('/cases/c1/checks', { ...visit, ...change }, 'bela')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(sentence)
    expect(await written()).toEqual([])
  })

  test('no other line says that the child was seen, whatever is sent', async () => {
    const { post, written } = await enquiryHouse()
    await post('/cases/c1/checks', { ...friends, childSeen: 'yes' }, 'bela')
    expect((await written())[0]?.details).toMatchObject({ childSeen: false })
  })
})

describe('what the form says', () => {
  test('the other side’s entries on the same question, and one’s own, are above the fields', async () => {
    const { add, get } = await enquiryHouse()
    await add('evan', [
      checkMade({ side: 'authority', check: 'A6', how: 'Home visit', who: '4 Elm Road', words: 'Nobody answered.' }),
    ])
    await add('bela', [checkMade({ check: 'S8', how: 'Home visit', who: '4 Elm Road', words: 'Dog barking.' })])
    const text = await textOf(await get('/cases/c1/checks/new?check=S8', 'bela'))
    expect(text).toContain(
      'Already written down for this enquiry 20 October 2026, Bela Novak. Home visit, 4 Elm Road. Done, nothing found. Dog barking.',
    )
    expect(text).toContain(
      'What Northmoor Council did on the same question Home visit, neighbours, community: 20 October 2026, Evan Pryce. Home visit, 4 Elm Road. Done, nothing found. Nobody answered.',
    )
  })

  test('the link to answer what was asked brings the name along', async () => {
    const { add, get } = await enquiryHouse()
    await add('evan', [checkMade({ side: 'authority', check: 'A3', who: 'Housing', result: 'asked', words: '' })])
    expect(await (await get('/cases/c1/checks/new?check=A3&of=3', 'evan')).text()).toContain('value="Housing"')
    expect(await (await get('/cases/c1/checks/new?check=A3&of=99', 'evan')).text()).not.toContain('value="Housing"')
  })

  test('no word, number or address of somebody restricted reaches those who may not see it', async () => {
    const { add, get } = await enquiryHouse()
    await add('cleo', [
      checkMade({ words: 'Gabor Nemes was there.' }),
      checkMade({ words: 'Rang +44 7700 900456.' }),
      checkMade({ words: 'Seen at 19 quarry lane' }),
      checkMade({ nextStep: 'Write to ZZ98YX' }),
      checkMade({ words: 'Gone from 4 Elm Road.' }),
    ])
    const officer = await textOf(await get('/cases/c1/checks/new?check=S5', 'bela'))
    expect(officer).not.toMatch(/Nemes|900456|quarry|ZZ98YX/i)
    expect(officer.match(/Names somebody restricted/g)).toHaveLength(4)
    expect(officer).toContain('Gone from 4 Elm Road.')
    const lead = await textOf(await get('/cases/c1/checks/new?check=S5', 'cleo'))
    expect(lead).toContain('Gabor Nemes was there.')
  })

  test('hostile text is text', async () => {
    const { post, get, written } = await enquiryHouse()
    await post('/cases/c1/checks', { ...friends, words: '<script>alert(1)</script>\u202E\u0000gnp.exe' }, 'bela')
    expect((await written())[0]?.details).toMatchObject({ words: '<script>alert(1)</script>gnp.exe' })
    const html = await (await get('/cases/c1/checks/new?check=S5', 'bela')).text()
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  test('the look is on record, no name is in the title, and the page asks the same however long the case is', async () => {
    const { house, add, get } = await enquiryHouse()
    const ask = async () => {
      house.statements.count = 0
      const answer = await get('/cases/c1/checks/new?check=S5', 'bela')
      return { html: await answer.text(), statements: house.statements.count }
    }
    await get('/today', 'bela')
    const few = await ask()
    expect(/<title>([^<]*)<\/title>/.exec(few.html)?.[1]).toBe('Friends, their parents, relatives here - Whereabouts')
    const reads = await house.database.read(
      sql<{ page: string; pupil_ids: string }>`SELECT page, pupil_ids FROM reads WHERE page = 'enquiry'`,
    )
    expect(reads).toEqual([{ page: 'enquiry', pupil_ids: '["pip"]' }])
    for (let more = 0; more < 20; more += 1) await add('bela', [checkMade({ words: `Entry ${more}` })])
    const many = await ask()
    expect(many.statements).toBe(few.statements)
    expect(many.statements).toBeLessThanOrEqual(9)
  })
})
