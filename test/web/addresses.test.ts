// May an address be given, changed and taken away by an administrator, and by nobody else; and what is no address?
import { describe, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { makePeopleHouse, type PeopleHouse, textOf } from './peopleHouse.ts'

const welfare = 'address-education-welfare'
const heron = 'address-school-999001'

const kept = ({ house }: PeopleHouse) =>
  house.sqlite.read(sql`SELECT team, email, set_by AS by FROM team_addresses ORDER BY team`)
const changes = ({ house }: PeopleHouse) =>
  house.sqlite.read(sql`SELECT team, email, set_by AS by FROM team_address_changes ORDER BY id`)

describe('the page of addresses', () => {
  test('asks for the authority’s two teams and for each school’s lead, and says who gave each', async () => {
    const made = await makePeopleHouse()
    const answer = await made.post('/addresses', { [heron]: 'lead@heron-lane.example' }, 'ada')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/addresses?saved=yes'])
    await made.signIn('ada')
    made.house.statements.count = 0
    const text = await textOf(await made.get('/addresses?saved=yes', 'ada'))
    expect(made.house.statements.count).toBe(3)
    expect(text).toContain('The addresses are saved. Addresses Messages to each team go to this e-mail address.')
    expect(text).toContain(
      'The Education Welfare Service No address yet: messages to this team wait ' +
        'The authority’s CME team No address yet: messages to this team wait ' +
        'The safeguarding lead of Heron Lane Primary School Set 14 October 2026 by Ada Frost ' +
        'The safeguarding lead of Millfield Academy No address yet: messages to this team wait ' +
        'The safeguarding lead of St Oswald’s School No address yet: messages to this team wait Save addresses',
    )
  })

  test('keeps what was given, changes what was changed, takes away what was emptied, and writes each down', async () => {
    const made = await makePeopleHouse()
    await made.post(
      '/addresses',
      { [welfare]: '  welfare@northmoor.example ', [heron]: 'lead@heron-lane.example' },
      'ada',
    )
    await made.post(
      '/addresses',
      {
        [welfare]: 'welfare@northmoor.example',
        [`was-${welfare}`]: 'welfare@northmoor.example',
        [heron]: '',
        [`was-${heron}`]: 'lead@heron-lane.example',
      },
      'ada',
    )
    expect(await kept(made)).toEqual([{ team: 'education-welfare', email: 'welfare@northmoor.example', by: 'ada' }])
    expect(await changes(made)).toEqual([
      { team: 'education-welfare', email: 'welfare@northmoor.example', by: 'ada' },
      { team: 'school:999001', email: 'lead@heron-lane.example', by: 'ada' },
      { team: 'school:999001', email: null, by: 'ada' },
    ])
  })

  test.each([
    'welfare',
    'welfare@',
    '@northmoor.example',
    'welfare@northmoor',
    'wel fare@northmoor.example',
    'one@northmoor.example, two@northmoor.example',
    'one@northmoor.example\r\nBcc: two@northmoor.example',
    '<script>alert(1)</script>@northmoor.example',
    '"><img src=x>@northmoor.example',
    '{{ 7*7 }}@northmoor.example',
    'welfare\u0000@northmoor.example',
    'welfare\u202E@northmoor.example',
    'mailto:welfare@northmoor.example',
  ])('“%s” is no address: nothing is saved, and what was typed stays', async (typed) => {
    const made = await makePeopleHouse()
    const answer = await made.post('/addresses', { [welfare]: typed, [heron]: 'lead@heron-lane.example' }, 'ada')
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('<title>Error: Addresses - Whereabouts</title>')
    expect(html).toContain(`href="#${welfare}"`)
    expect(html).toContain(`id="${welfare}-error"`)
    expect(html).toContain('Enter an email address in the correct format, such as name@example.com')
    expect(html).toContain('value="lead@heron-lane.example"')
    expect(html).not.toMatch(/<script>alert|<img src=x/)
    expect(await kept(made)).toEqual([])
    expect(await changes(made)).toEqual([])
  })

  test('an address may have 254 characters', async () => {
    const made = await makePeopleHouse()
    const answer = await made.post('/addresses', { [welfare]: `${'a'.repeat(300)}@northmoor.example` }, 'ada')
    expect(answer.status).toBe(422)
    expect(await textOf(answer)).toContain('Email address must be 254 characters or fewer')
  })

  test('what somebody else changed meanwhile is asked about, then saved', async () => {
    const made = await makePeopleHouse()
    await made.post('/addresses', { [welfare]: 'first@northmoor.example' }, 'ada')
    const mine = { [welfare]: 'mine@northmoor.example', [`was-${welfare}`]: '' }
    const answer = await made.post('/addresses', mine, 'ada')
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Somebody else changed this address to first@northmoor.example since you opened the page.')
    expect(html).toContain('value="mine@northmoor.example"')
    expect(html).toContain(`name="was-${welfare}" value="first@northmoor.example"`)
    const again = { ...mine, [`was-${welfare}`]: 'first@northmoor.example' }
    expect((await made.post('/addresses', again, 'ada')).status).toBe(303)
    expect(await kept(made)).toMatchObject([{ email: 'mine@northmoor.example' }])
  })

  test('a form made before another address was changed does not change that one back', async () => {
    const made = await makePeopleHouse()
    await made.post('/addresses', { [welfare]: 'first@northmoor.example' }, 'ada')
    const old = { [welfare]: '', [`was-${welfare}`]: '', [heron]: 'lead@heron-lane.example', [`was-${heron}`]: '' }
    expect((await made.post('/addresses', old, 'ada')).status).toBe(303)
    expect(await kept(made)).toMatchObject([
      { team: 'education-welfare', email: 'first@northmoor.example' },
      { team: 'school:999001', email: 'lead@heron-lane.example' },
    ])
  })

  test('teams that are not there, fields sent twice and names of machinery change nothing', async () => {
    const made = await makePeopleHouse()
    const form = {
      'address-school-999999': 'x@nowhere.example',
      'address-parents': 'x@nowhere.example',
      ['__proto__']: 'x@nowhere.example',
      constructor: 'x@nowhere.example',
    }
    expect((await made.post('/addresses', form, 'ada')).status).toBe(303)
    expect(await kept(made)).toEqual([])
    await made.post('/addresses', { [heron]: ['one@heron-lane.example', 'two@heron-lane.example'] }, 'ada')
    expect(await kept(made)).toMatchObject([{ email: 'two@heron-lane.example' }])
  })

  test('schools are fifty a page, and each page saves its own', async () => {
    const made = await makePeopleHouse()
    await made.house.database.commit([
      sql`INSERT INTO schools (urn, name, created_at) SELECT 100000 + value, 'School ' || (100 + value), '2026-09-01T07:00:00.000Z'
        FROM json_each(${JSON.stringify(Array.from({ length: 60 }, (_, index) => index))})`,
    ])
    const second = await (await made.get('/addresses?page=2', 'ada')).text()
    expect(second).toContain('51 to 65 of 65 teams')
    expect(second).toContain('action="/addresses?page=2"')
    const answer = await made.post('/addresses?page=2', { 'address-school-100059': 'lead@last.example' }, 'ada')
    expect(answer.headers.get('location')).toBe('/addresses?page=2&saved=yes')
    expect(await kept(made)).toMatchObject([{ team: 'school:100059' }])
    const beyond = await made.get('/addresses?page=9', 'ada')
    expect([beyond.status, beyond.headers.get('location')]).toEqual([303, '/addresses'])
  })
})
