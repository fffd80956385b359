// Does the rulebook show the rules and the numbers of another day, and say so when a day cannot be read?
import { describe, expect, test } from 'vitest'
import { createApp } from '../../src/web/app.ts'
import { makeHouse } from '../support/testHouse.ts'
import { makePeopleHouse, textOf } from './peopleHouse.ts'

async function open(path: string) {
  const house = await makeHouse({ at: '2026-10-12T09:47:00Z' })
  const answer = await createApp(house).request(path)
  const html = await answer.clone().text()
  return { status: answer.status, location: answer.headers.get('location'), html, text: await textOf(answer) }
}

describe('the rulebook of another day', () => {
  test('Monday 3 June 2024: the regulations of 2006, those of 2024 not yet, and no local numbers', async () => {
    const { status, html, text } = await open('/rulebook?on=2024-06-03')
    expect(status).toBe(200)
    expect(text).toContain('as it stood on 3 June 2024')
    expect(text).toContain('These are the rules and numbers of 3 June 2024. Show today’s')
    expect(text).toMatch(
      /who says so\. Before 19 August 2024 this program holds only the older rules that old cases need\. Schools and authorities owed more than is shown here\. England only/,
    )
    expect(html).toMatch(
      /id="not-yet-in-force"[\s\S]{0,300}<details class="govuk-details">\s*<summary[^>]*>.{0,80}Show the 42 rules/,
    )
    expect(html.match(/<details/g)).toHaveLength(1)
    const notYet = html.indexOf('id="not-yet-in-force"')
    const entry = (id: string) => html.indexOf(`<article class="wb-rule" id="${id}"`)
    expect(entry('ground-i-2006')).toBeGreaterThan(0)
    expect(entry('ground-i-2006')).toBeLessThan(notYet)
    expect(entry('ground-i')).toBeGreaterThan(notYet)
    expect(html).not.toContain('id="no-longer-in-force"')
    expect(text).toContain('No numbers are on file for 3 June 2024: the first hold from 1 October 2024.')
    expect(html).toContain('href="/rulebook/ground-i-2006?on=2024-06-03"')
  })

  test('lists every rule once, whatever the day', async () => {
    const counts = []
    for (const day of ['', '?on=2016-08-31', '?on=2024-08-18', '?on=2024-08-19', '?on=2030-01-01'])
      counts.push((await open(`/rulebook${day}`)).html.match(/<article class="wb-rule"/g)!.length)
    expect(new Set(counts).size).toBe(1)
  })

  test('today’s says nothing of another day', async () => {
    const { text, html } = await open('/rulebook')
    expect(text).toContain('as it stands on 12 October 2026')
    expect((await open('/rulebook?on=2027-01-04')).text).toContain('as it will stand on 4 January 2027')
    expect(text).not.toMatch(/Show today’s|Before 19 August 2024 this program/)
    expect(html).not.toContain('<details')
    expect(html).toContain('href="/rulebook/ground-i"')
  })

  test('the page of a rule says what held then, and goes back to the same day', async () => {
    const { html, text } = await open('/rulebook/ground-i?on=2024-06-03')
    expect(text).toContain(
      'This rule is not in force on 3 June 2024. What held then: Ground I, as it was until 18 August 2024 .',
    )
    expect(html).toContain('href="/rulebook?on=2024-06-03#ground-i"')
    expect(html).toContain('href="/rulebook/ground-i-2006?on=2024-06-03"')
    expect((await open('/rulebook/ground-i?on=2024-08-19')).text).not.toContain('not in force')
  })

  test('the numbers of the local policy are those of the day', async () => {
    const made = await makePeopleHouse()
    const numbers = { escalateOnSchoolDay: '2', visitBySchoolDay: '5', referOnSchoolDay: '10', reviewEveryDays: '7' }
    const from = { 'from-day': '2', 'from-month': '11', 'from-year': '2026' }
    const sent = { ...numbers, ...from, referralAnswerWithinDays: '1', instrument: 'Northmoor procedure' }
    await made.post('/rulebook/local-policy', { ...sent, seen: '2024-10-01_3_5_10_7_1', wish: 'record' }, 'fern')
    const on = async (day: string) => textOf(await made.get(`/rulebook?on=${day}`))
    expect(await on('2026-11-01')).toContain(
      'Tell the Education Welfare Service on school day 3 1 October 2024 (to 1 November 2026)',
    )
    expect(await on('2026-11-02')).toContain(
      'Tell the Education Welfare Service on school day 2 2 November 2026 Northmoor procedure',
    )
  })
})

describe('the day asked for', () => {
  test.each([
    ['3 June 2024', '2024-06-03'],
    ['3/6/2024', '2024-06-03'],
    ['Monday 3 June 2024', '2024-06-03'],
    [' 2024-06-03 ', null],
  ])('“%s” is read as people write it', async (typed, on) => {
    const { status, location } = await open(`/rulebook?on=${encodeURIComponent(typed)}`)
    expect([status, location]).toEqual(on === null ? [200, null] : [303, `/rulebook?on=${on}`])
  })

  test('on the page of a rule too', async () => {
    expect((await open('/rulebook/ground-h?on=3+June+2024')).location).toBe('/rulebook/ground-h?on=2024-06-03')
  })

  test.each(['31 June 2024', 'Tuesday 3 June 2024', '<script>alert(1)</script>', 'x'.repeat(5000)])(
    '“%s” is none: today’s rules, and what was typed stays',
    async (typed) => {
      const { status, html, text } = await open(`/rulebook?on=${encodeURIComponent(typed)}`)
      expect(status).toBe(422)
      expect(html).toContain('<title>Error: Rulebook - Whereabouts</title>')
      expect(html).toContain('<a href="#on">Enter a real date, like 3 June 2024</a>')
      expect(text).toContain('as it stands on 12 October 2026')
      expect(html).not.toContain('<script>alert')
    },
  )
})

describe('what the rulebook leads to', () => {
  test('local policy, codes and numbers, from the contents and from the rules they belong to', async () => {
    const { html } = await open('/rulebook')
    for (const href of ['/rulebook/local-policy', '/rulebook/attendance-codes', '/rulebook/identifiers'])
      expect(html).toContain(`href="${href}"`)
    const visit = await open('/rulebook/home-visit')
    expect(visit.text).toContain('The home is visited by school day 19 at the latest')
    expect(visit.html).toContain('<a class="govuk-link" href="/rulebook/local-policy">')
    expect(visit.html).not.toContain('href="/rulebook/attendance-codes"')
    for (const id of ['ground-i', 'ground-h', 'attendance-return', 'persistent-absence', 'penalty-notice-threshold'])
      expect((await open(`/rulebook/${id}`)).html).toContain('href="/rulebook/attendance-codes"')
  })
})
