import { describe, expect, it } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { writeOfPupils } from '../../src/storage/pupilStore.ts'
import { maeve, type PupilHouse, pupilHouse, pupilWith } from './pupilHouse.ts'

/** Searches as a person and answers the page that comes after. */
async function searched(house: PupilHouse, who: string, search: string): Promise<{ address: string; html: string }> {
  const answer = await house.ask(who, '/pupils/search', { search })
  expect(answer.status).toBe(303)
  const address = answer.headers.get('location')!
  return { address, html: await (await house.ask(who, address)).text() }
}

describe('searching for a pupil', () => {
  it.each([
    ['the beginning of the forename, without its accent', 'zso'],
    ['the beginning of the surname, in capitals', 'NAG'],
    ['two words in any order', 'nagy zs'],
    ['the UPN, in small letters and with spaces', 'e999 100126003'],
    ['the UPN, in groups with dashes', 'E999-1001-26-003'],
    ['the MIS number', 'P3'],
  ])('finds one by %s', async (_, search) => {
    const { html } = await searched(await pupilHouse(), 'grace', search)
    expect(html).toContain('1 pupil found')
    expect(html).toContain('href="/pupils/zsofia"')
  })

  it.each([
    ['tom', 'obrien'],
    ['tom', 'O’Br'],
    ['tom', "o'b"],
    ['tom', 'brien'],
  ])('finds %s’s pupil O’Brien by %s', async (who, search) => {
    const { html } = await searched(await pupilHouse(), who, search)
    expect(html).toContain('href="/pupils/maeve"')
  })

  it.each(['hughes', 'bevan-h', 'bevan hughes'])('finds Bevan-Hughes by %s', async (search) => {
    expect((await searched(await pupilHouse(), 'grace', search)).html).toContain('href="/pupils/tomos"')
  })

  it('finds a pupil who is known by a number alone', async () => {
    expect((await searched(await pupilHouse(), 'grace', 'p77')).html).toContain('Name not yet sent (MIS number p77)')
  })

  it('does not find the middle of a word', async () => {
    expect((await searched(await pupilHouse(), 'grace', 'agy')).html).toContain('0 pupils found')
  })

  it('keeps what was typed out of the address, with the sign-in', async () => {
    const house = await pupilHouse()
    const { address, html } = await searched(house, 'grace', 'zsófi')
    expect(address).toMatch(/^\/pupils\?search=i*\d+$/)
    expect(html).toContain('value="zsófi"')
    expect(await (await house.ask('helen', address)).text()).not.toContain('zsófi')
  })

  it('remembers the ten newest searches', async () => {
    const house = await pupilHouse()
    const first = (await searched(house, 'grace', 'zsofi')).address
    for (let each = 1; each <= 10; each += 1) await house.ask('grace', '/pupils/search', { search: `na${each}` })
    expect(await (await house.ask('grace', first)).text()).not.toContain('found</h2>')
  })

  it('says whether the child is away today, and what is not known', async () => {
    const { html } = await searched(await pupilHouse(), 'grace', 'nagy')
    expect(html).toContain('<strong class="wb-away">Away</strong> AM N, PM not known')
  })

  it('shows at most 50 and says that there are more', async () => {
    const house = await pupilHouse()
    const many = Array.from({ length: 51 }, (_, index) =>
      pupilWith({ id: `many${index}`, legalForename: 'Kim', legalSurname: `Sample${index}` }),
    )
    await house.database.commit([writeOfPupils(many)])
    const { html } = await searched(house, 'grace', 'kim')
    expect(html).toContain('More than 50 pupils found')
    expect(html.match(/<th scope="row">/g)).toHaveLength(50)
  })

  it('puts those who left last, and says so', async () => {
    const house = await pupilHouse()
    await house.database.commit([sql`UPDATE pupils SET left_on = '2026-10-02' WHERE id = 'zsofia'`])
    const { html } = await searched(house, 'grace', 'nagy')
    expect(html).toContain('Left on 2 October 2026')
  })

  it('reads a search as text, whatever it is', async () => {
    const { html } = await searched(await pupilHouse(), 'grace', '<script>alert(1)</script>{{7*7}}%_')
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}%_')
    expect(html).toContain('0 pupils found')
  })

  it.each([
    ['', 'Enter a name, a UPN or a MIS number'],
    ['z', 'Enter at least 2 letters'],
    ['x'.repeat(201), 'Search for 200 characters or fewer'],
  ])('asks again for %s and keeps it', async (search, sentence) => {
    const answer = await (await pupilHouse()).ask('grace', '/pupils/search', { search })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('<title>Error: Pupils - Whereabouts</title>')
    expect(html).toContain(`<a href="#search">${sentence}</a>`)
    expect(html).toContain(`value="${search}"`)
  })

  it('finds nobody of another school, by name, UPN or number', async () => {
    const house = await pupilHouse()
    for (const search of ['maeve', 'brien', maeve.misId]) {
      const { html } = await searched(house, 'grace', search)
      expect(html).toContain('0 pupils found')
      expect(html).not.toContain('Brook Lane')
    }
  })

  it.each(['dan', 'ada'])('is not there for %s, who sees no pupils', async (who) => {
    const house = await pupilHouse()
    expect((await house.ask(who, '/pupils')).status).toBe(404)
    expect((await house.ask(who, '/pupils/search', { search: 'zso' })).status).toBe(404)
  })

  it('sends who is signed out to sign in', async () => {
    expect((await (await pupilHouse()).ask('nobody', '/pupils')).headers.get('location')).toBe('/sign-in')
  })

  it('says the next step where no pupil is known', async () => {
    const house = await pupilHouse({ marked: false })
    await house.database.commit([sql`DELETE FROM pupils`])
    expect(await (await house.ask('grace', '/pupils')).text()).toContain('No pupils are known here yet.')
  })

  it('logs whom it shows before the page is sent, and shows no page when that fails', async () => {
    const house = await pupilHouse()
    const { address } = await searched(house, 'grace', 'nagy')
    expect(await house.database.read(sql`SELECT person_id, page, pupil_ids FROM reads`)).toEqual([
      { person_id: 'grace', page: 'Pupils: search', pupil_ids: '["zsofia"]' },
    ])
    house.sqlite.runScript(`CREATE TRIGGER full BEFORE INSERT ON reads BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
    const answer = await house.ask('grace', address)
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('Nagy')
  })

  it('asks two things of the database, beside the sign-in and the log', async () => {
    const house = await pupilHouse()
    const { address } = await searched(house, 'grace', 'nagy')
    house.statements.count = 0
    await house.ask('grace', address)
    expect(house.statements.count).toBe(2 + 2 + 1)
  })
})
