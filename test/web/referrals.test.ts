// Referrals on screen: what must be said with its gaps, what is kept, what comes back, and who may see it.
import { describe, expect, test } from 'vitest'
import { makeReferral } from '../../src/actions/makeReferral.ts'
import type { CaseHappening } from '../../src/cases/events.ts'
import { sql } from '../../src/storage/database.ts'
import { happened, oakfield } from './pupilHouse.ts'
import { plain, type RiskHouse, riskHouse, textOf } from './riskHouse.ts'
import { verifyRecord } from './todayRecord.ts'

const form = '/cases/away/referrals/new'

const typed = {
  version: '1',
  to: 'police',
  'madeOn-day': '14',
  'madeOn-month': '10',
  'madeOn-year': '2026',
  madeAt: '09:50',
  'takenBy-police': 'PC Lowe, 4411',
  'reference-police': 'CAD 114',
  'dueOn-day': '15',
  'dueOn-month': '10',
  'dueOn-year': '2026',
  words: 'Not seen since Friday.',
  'pack-description': 'Tall, brown hair',
}

const send = (house: RiskHouse, who: string, change: Record<string, string | string[]> = {}) =>
  house.ask(who, '/cases/away/referrals', { ...typed, ...change })

const reply = { 'on-day': '14', 'on-month': '10', 'on-year': '2026', who: 'DS Park' }

describe('the form', () => {
  test('says what is known with its source, and names every gap with whom to ask', async () => {
    const house = await riskHouse()
    const text = await house.read('ruth', form)
    expect(text).toContain('Name Zsófi Nagy')
    expect(text).toContain('Date of birth 11 April 2015 (11 years old)')
    expect(text).toContain('School Oakfield Primary (URN 100001), year 6, class 6A')
    expect(text).toContain('looked after: yes; protection plan: yes; child in need: not known')
    expect(text).toContain('Something of this has changed since: check before you say it')
    expect(text).toContain(
      'Ilona Nagy, mother (parental responsibility); 07700 900123; 01632 960044; ilona@nagy.example; 4 Long Row, ZZ99 4AB',
    )
    expect(text).toContain('Sex Not known: ask the parent')
    expect(text).toContain('What was tried Not known: ring the contacts')
    expect(text).toContain('Risk, by the safeguarding lead Not known: answer the risk questions')
    expect(text).toContain('Nothing is sent from here.')
    expect(text).not.toMatch(/\bsafe\b/i)
  })

  test('never holds a restricted contact: not for the lead, not for the authority', async () => {
    const house = await riskHouse()
    await house.open([
      {
        what: 'contact-attempted',
        details: {
          contactId: 'gabor',
          who: 'Gábor Nagy, father',
          number: '07700 900456',
          method: 'phone',
          outcome: 'reached',
          words: 'Gábor was angry',
        },
      },
    ])
    for (const who of ['ruth', 'dan']) {
      const text = await house.read(who, form)
      expect(text).toContain('1 more, restricted: the safeguarding lead says it by telephone')
      expect(text).toMatch(/13 October 2026, 10:00, reached[^:]*: a restricted contact/)
      expect(text).not.toMatch(/Gábor|900456|Hidden Mews/)
    }
  })

  test('is made out for now, with the day on which the policy expects an answer, and for the agency of the address', async () => {
    const house = await riskHouse()
    const html = await (await house.ask('ruth', `${form}?to=social-care`)).text()
    expect(html).toContain('id="madeAt" name="madeAt" type="text" value="10:00"')
    expect(html).toMatch(/name="dueOn-day"[^>]*value="15"/)
    expect(html).toMatch(/name="to" value="social-care" checked/)
    expect(html).not.toMatch(/name="to" value="police" checked/)
    expect(plain(html)).toContain('By the authority’s policy, one day after the referral.')
  })

  test('has what an earlier referral filled in, so that nobody types it twice', async () => {
    const house = await riskHouse()
    await send(house, 'ruth')
    expect(await (await house.ask('rosa', form)).text()).toContain('Tall, brown hair</textarea>')
  })
})

describe('what is sent', () => {
  test('is kept as it was said, gaps and all', async () => {
    const house = await riskHouse()
    const answer = await send(house, 'ruth')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/cases/away?saved=referral#answers'])
    const { what, by, details } = (await house.events())[1]!
    expect([what, by]).toEqual(['referral-made', 'ruth'])
    expect(details).toMatchObject({
      side: 'school',
      to: 'police',
      at: '2026-10-14T08:50:00.000Z',
      reference: 'CAD 114',
      takenBy: 'PC Lowe, 4411',
      dueOn: '2026-10-15',
      words: 'Not seen since Friday.',
    })
    expect(details.said).toContain('Name: Zsófi Nagy')
    expect(details.said).toContain('Description and recent photo: Tall, brown hair')
    expect(details.said).toContain('Medical needs and medicine: Not known: ask the parent and the school nurse')
    await verifyRecord(house)
  })

  test('to both agencies is two entries in one commit, by the authority when its officer sends it', async () => {
    const house = await riskHouse()
    await house.open()
    const change = { to: ['police', 'social-care'], 'takenBy-social-care': 'Duty desk' }
    expect((await send(house, 'dan', change)).status).toBe(303)
    const made = (await house.events()).slice(2)
    expect(made.map(({ details }) => [details.side, details.to, details.takenBy])).toEqual([
      ['authority', 'police', 'PC Lowe, 4411'],
      ['authority', 'social-care', 'Duty desk'],
    ])
  })

  test('by a second press is written once', async () => {
    const house = await riskHouse()
    expect([(await send(house, 'ruth')).status, (await send(house, 'ruth')).status]).toEqual([303, 303])
    expect(await house.version()).toBe(2)
  })

  test('by both sides at the same time is kept from both', async () => {
    const house = await riskHouse()
    await house.open()
    const answers = await Promise.all([send(house, 'ruth'), send(house, 'dan')])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(
      (await house.events())
        .slice(2)
        .map(({ details }) => details.side)
        .sort(),
    ).toEqual(['authority', 'school'])
  })

  test.each([
    ['no agency', { to: '' }, '#to', 'Choose whom the referral was made to'],
    ['nobody who took it', { 'takenBy-police': ' ' }, '#takenBy-police', 'Enter who took the referral at the police'],
    [
      'somebody of an agency that is not ticked',
      { 'takenBy-social-care': 'X' },
      '#to',
      'Tick children’s social care too',
    ],
    ['no time', { madeAt: 'noon' }, '#madeAt', 'Enter the time it was made, like 14:05'],
    ['a time to come', { madeAt: '10:01' }, '#madeOn-day', 'The date must be today or in the past.'],
    [
      'a day before the absence',
      { 'madeOn-day': '11' },
      '#madeOn-day',
      'The date is before the first day of this absence',
    ],
    [
      'no real day',
      { 'madeOn-day': '31', 'madeOn-month': '9' },
      '#madeOn-day',
      'The date it was made must be a real date',
    ],
    ['an answer due before it', { 'dueOn-day': '13' }, '#dueOn-day', 'The date is before the day of the referral.'],
    ['words of 2,001 letters', { words: 'x'.repeat(2001) }, '#words', 'This must be 2000 characters or fewer'],
    [
      '501 letters in a gap',
      { 'pack-medical': 'x'.repeat(501) },
      '#pack-medical',
      'This must be 500 characters or fewer',
    ],
  ])('with %s is asked for again with what was typed', async (_, change, href, sentence) => {
    const house = await riskHouse()
    const answer = await send(house, 'ruth', change)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(`<a href="${href}">${sentence}`)
    expect(html).toContain('Tall, brown hair')
    expect(await house.version()).toBe(1)
  })

  test('about a closed case is refused', async () => {
    const house = await riskHouse()
    await house.open([{ what: 'case-closed', details: { because: 'attending', on: '2026-10-13' } }])
    const answer = await send(house, 'ruth')
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Tall, brown hair')
  })
})

describe('the referral as it was made', () => {
  test('does not change when the record of the child does', async () => {
    const house = await riskHouse()
    await send(house, 'ruth')
    const before = await house.read('ruth', '/cases/away/referrals/2')
    expect(before).toContain('Referral to the police')
    expect(before).toContain('Asked, not acknowledged yet')
    expect(before).toContain('looked after: yes')
    expect(before).toContain('By Ruth Adeyemi, Oakfield Primary')
    await house.database.commit([
      sql`UPDATE pupils SET looked_after = 0, legal_forename = 'Z', date_of_birth = NULL, sex = 'F' WHERE id = 'zsofia'`,
      sql`UPDATE contacts SET phones = '[]' WHERE id = 'ilona'`,
    ])
    expect(await house.read('ruth', '/cases/away/referrals/2')).toBe(before)
  })

  test('hides from the authority what names a contact who is restricted by now', async () => {
    const house = await riskHouse()
    await house.open()
    await send(house, 'ruth', { words: 'Ilona Nagy has the child.' })
    expect(await house.read('dan', '/cases/away/referrals/3')).toContain('Ilona Nagy, mother')
    await house.database.commit([sql`UPDATE contacts SET restricted = 1 WHERE id = 'ilona'`])
    const hidden = await house.read('dan', '/cases/away/referrals/3')
    expect(hidden).not.toMatch(/Ilona|900123|Long Row/)
    expect(hidden).toContain('Hidden here: it names a contact who is restricted now.')
    expect(hidden).toContain('Tall, brown hair')
    expect(await house.read('ruth', '/cases/away/referrals/3')).toContain('Ilona Nagy has the child.')
  })

  test('shows what was typed as text and never as markup', async () => {
    const house = await riskHouse()
    await send(house, 'ruth', { words: '<img src=x onerror=alert(1)>', 'pack-people': '<script>y</script>' })
    const html = await (await house.ask('ruth', '/cases/away/referrals/2')).text()
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(html).not.toMatch(/<img|<script>y/)
  })

  test('says that it was withdrawn, by whom and why, and asks for nothing more', async () => {
    const house = await riskHouse()
    await send(house, 'ruth')
    const withdrawn: CaseHappening = { what: 'entry-withdrawn', details: { version: 2, reason: 'Wrong case' } }
    await happened(house, 'away', 'zsofia', [withdrawn], { at: '2026-10-14T09:00:00.000Z', by: 'ruth' })
    const text = await house.read('ruth', '/cases/away/referrals/2')
    expect(text).toContain('Withdrawn by Ruth Adeyemi, 14 October 2026, 10:00: Wrong case.')
    expect(text).not.toContain('Write down')
    const late = await house.ask('ruth', '/cases/away/referrals/2/answer', { ...reply, answer: 'x' })
    expect(late.status).toBe(409)
  })

  test('once erased says so', async () => {
    const house = await riskHouse()
    await send(house, 'ruth')
    await house.sqlite.commit([sql`DELETE FROM case_event_details WHERE version = 2`])
    expect(await house.read('ruth', '/cases/away/referrals/2')).toContain('What this referral said has been erased.')
    expect((await house.ask('ruth', '/cases/away/referrals/2/answer')).status).toBe(200)
    expect((await house.ask('ruth', form)).status).toBe(200)
  })
})

describe('what comes back', () => {
  test('is written down by either side, and the referral says how it stands', async () => {
    const house = await riskHouse()
    await house.open()
    await send(house, 'ruth', { 'reference-police': '' })
    const acknowledged = await house.ask('dan', '/cases/away/referrals/3/acknowledgement', {
      ...reply,
      reference: 'CAD 7',
    })
    expect(acknowledged.headers.get('location')).toBe('/cases/away?saved=acknowledged#answers')
    expect(await house.read('ruth', '/cases/away/referrals/3')).toMatch(
      /Acknowledged, answer awaited .*Reference CAD 7/,
    )
    house.clock.put('2026-10-16T09:00:00.000Z')
    expect(await house.read('ruth', '/cases/away/referrals/3')).toContain('Answer overdue')
    const answered = await house.ask('ruth', '/cases/away/referrals/3/answer', { ...reply, answer: 'A visit tonight.' })
    expect(answered.headers.get('location')).toBe('/cases/away?saved=answered#answers')
    const text = await house.read('dan', '/cases/away/referrals/3')
    expect(text).toContain('Answered 14 October 2026 DS Park. Written down by Ruth Adeyemi A visit tonight.')
    expect(text).not.toContain('overdue')
    await verifyRecord(house)
  })

  test('twice is refused, with what was typed', async () => {
    const house = await riskHouse()
    await send(house, 'ruth')
    await house.ask('ruth', '/cases/away/referrals/2/answer', { ...reply, answer: 'One.' })
    const again = await house.ask('rosa', '/cases/away/referrals/2/answer', { ...reply, answer: 'Two.' })
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('Two.</textarea>')
    expect(await house.version()).toBe(3)
  })

  test.each([
    ['acknowledgement', { who: '' }, '#who', 'Enter who acknowledged it'],
    ['acknowledgement', { 'on-day': '15' }, '#on-day', 'The date it was acknowledged must be today or in the past'],
    ['acknowledgement', { 'on-day': '13' }, '#on-day', 'The date is before the day of the referral.'],
    ['answer', { answer: '' }, '#answer', 'Enter what they answered'],
    ['answer', { who: '' }, '#who', 'Enter who answered'],
    ['answer', { 'on-day': '13' }, '#on-day', 'The date is before the day of the referral.'],
  ])('an %s with %j is asked for again', async (kind, change, href, sentence) => {
    const house = await riskHouse()
    await send(house, 'ruth')
    const path = `/cases/away/referrals/2/${kind}`
    const answer = await house.ask('ruth', path, { ...reply, reference: '', answer: 'Yes.', ...change })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(`<a href="${href}">${sentence}`)
    expect(await house.version()).toBe(2)
  })
})

describe('who may', () => {
  const paths = [
    form,
    '/cases/away/referrals/3',
    '/cases/away/referrals/3/acknowledgement',
    '/cases/away/referrals/3/answer',
  ]
  test.each([
    ['grace', '404 404 404 404'],
    ['helen', '404 404 404 404'],
    ['lena', '404 404 404 404'],
    ['dan', '200 200 200 200'],
    ['rosa', '200 200 200 200'],
  ])('%s gets: %s', async (who, expected) => {
    const house = await riskHouse()
    await house.open()
    await send(house, 'ruth')
    const statuses = []
    for (const path of paths) statuses.push((await house.ask(who, path)).status)
    expect(statuses.join(' ')).toBe(expected)
    if (expected.startsWith('404')) {
      expect((await send(house, who)).status).toBe(404)
      for (const kind of ['acknowledgement', 'answer']) {
        expect((await house.ask(who, `/cases/away/referrals/3/${kind}`, { ...reply, answer: 'x' })).status).toBe(404)
      }
      expect(await house.version()).toBe(3)
    }
  })

  test('an absence that is the school’s alone is not there for the authority', async () => {
    const house = await riskHouse()
    await send(house, 'ruth')
    expect([(await house.ask('dan', form)).status, (await house.ask('dan', '/cases/away/referrals/2')).status]).toEqual(
      [404, 404],
    )
    expect((await send(house, 'dan')).status).toBe(404)
  })

  test('a version that is no referral is not there', async () => {
    const house = await riskHouse()
    for (const end of ['1', '9', '1/answer', '9/acknowledgement']) {
      expect((await house.ask('ruth', `/cases/away/referrals/${end}`)).status).toBe(404)
    }
  })

  test('who lost the role between two clicks writes nothing', async () => {
    const house = await riskHouse()
    await house.ask('ruth', form)
    await house.database.commit([
      sql`UPDATE roles_held SET withdrawn_at = '2026-10-14T08:59:30.000Z', withdrawn_by = 'ada' WHERE person_id = 'ruth'`,
    ])
    expect((await send(house, 'ruth')).status).toBe(404)
    const ruth = {
      id: 'ruth',
      name: 'Ruth Adeyemi',
      rolesHeld: [{ role: 'safeguarding-lead', schoolUrn: oakfield }],
    } as const
    const to = [{ agency: 'police', reference: '', takenBy: 'PC Lowe' }] as const
    const referral = { to, at: '2026-10-14T08:50:00.000Z', dueOn: '2026-10-15', said: [], words: '' }
    expect(await makeReferral(house, ruth, 'away', referral)).toEqual({ refused: 'role-lost' })
    expect(await house.version()).toBe(1)
  })
})

test('each page asks little of the database, and puts the look on record', async () => {
  const house = await riskHouse()
  await send(house, 'ruth')
  const reads = async () => (await house.sqlite.read(sql<{ n: number }>`SELECT count(*) AS n FROM reads`))[0]!.n
  for (const path of [form, '/cases/away/referrals/2', '/cases/away/referrals/2/answer']) {
    house.statements.count = 0
    const before = await reads()
    const html = await textOf(await house.ask('ruth', path))
    expect(html).toContain('Zsófi Nagy')
    expect(house.statements.count).toBeLessThanOrEqual(9)
    expect(await reads()).toBe(before + 1)
  }
})
