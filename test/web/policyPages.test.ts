// May the authority set its own numbers, see each before it is recorded, and is it told why when a rule forbids one?
import { describe, expect, test } from 'vitest'
import { makePeopleHouse, type PeopleHouse, textOf } from './peopleHouse.ts'

const path = '/rulebook/local-policy'

/** What holds, with another escalation day, from Monday 2 November 2026. */
const filled: Readonly<Record<string, string>> = {
  escalateOnSchoolDay: '2',
  visitBySchoolDay: '5',
  referOnSchoolDay: '10',
  reviewEveryDays: '7',
  referralAnswerWithinDays: '1',
  'from-day': '2',
  'from-month': '11',
  'from-year': '2026',
  instrument: 'Northmoor missing pupils procedure, October 2026',
  provision: 'page 4',
  url: 'https://northmoor.example/missing.pdf',
}
const shippedMark = '2024-10-01_3_5_10_7_1'

async function record(made: PeopleHouse, change: Record<string, string> = {}, who = 'fern') {
  return made.post(path, { ...filled, seen: shippedMark, wish: 'record', ...change }, who)
}

describe('the form', () => {
  test('holds the numbers of today, and for a day nobody has chosen it is empty', async () => {
    const made = await makePeopleHouse()
    const html = await (await made.get(`${path}/new`, 'fern')).text()
    for (const [id, value] of [
      ['escalateOnSchoolDay', '3'],
      ['visitBySchoolDay', '5'],
      ['referOnSchoolDay', '10'],
      ['reviewEveryDays', '7'],
      ['referralAnswerWithinDays', '1'],
      ['from-day', ''],
      ['instrument', ''],
    ])
      expect(html).toMatch(new RegExp(`id="${id}"[^>]* value="${value}"`))
    expect(html).toContain('1 to 10. Now on school day 3.')
  })

  test('shows each number before and after, and records nothing yet', async () => {
    const made = await makePeopleHouse()
    const answer = await made.post(path, { ...filled, wish: 'check' }, 'fern')
    expect(answer.status).toBe(200)
    const text = await textOf(answer)
    expect(text).toContain('They hold from Monday 2 November 2026 .')
    expect(text).toContain('Absences that began before 2 November 2026 keep the earlier numbers.')
    expect(text).not.toContain('Absences that began today')
    expect(text).toContain('Before (since 1 October 2024)')
    expect(text).toContain('Tell the Education Welfare Service on school day 3 on school day 2 (changed)')
    expect(text).toContain('Visit the home by school day 5 by school day 5 Refer the case')
    expect(text).toContain('Source: Northmoor missing pupils procedure, October 2026 , page 4')
    expect(await textOf(await made.get(path))).not.toContain('2 November 2026')
  })

  test('says what happens to today’s absences when the numbers hold from today, and until when they hold', async () => {
    const made = await makePeopleHouse()
    await record(made)
    const today = { 'from-day': '14', 'from-month': '10' }
    const text = await textOf(await made.post(path, { ...filled, ...today, wish: 'check' }, 'fern'))
    expect(text).toContain('Absences that began today are counted by the new numbers at once.')
    expect(text).toContain(
      'They hold from Wednesday 14 October 2026 to Sunday 1 November 2026: other numbers are recorded from 2 November 2026.',
    )
  })

  test('goes back to what was typed', async () => {
    const made = await makePeopleHouse()
    const answer = await made.post(path, { ...filled, wish: 'change' }, 'fern')
    expect(answer.status).toBe(200)
    const html = await answer.text()
    for (const [name, value] of Object.entries(filled))
      expect(html).toMatch(new RegExp(`id="${name}"[^>]* value="${value}"`))
  })
})

describe('a number that a rule forbids', () => {
  test.each([
    [
      'escalateOnSchoolDay',
      '11',
      'attendance-return',
      'Attendance return',
      'by law the school’s return to the authority is triggered by 10',
    ],
    ['visitBySchoolDay', '20', 'ground-i', 'Ground I: away for twenty school days', 'by law school and authority'],
    [
      'referOnSchoolDay',
      '15',
      'attendance-return',
      'Attendance return',
      'by law the school’s return to the authority is triggered by 10',
    ],
    ['reviewEveryDays', '29', 'authority-enquiries', 'The authority’s enquiries', 'This is local procedure, not law.'],
    ['referralAnswerWithinDays', '11', 'refer-same-day', 'Referral the same day', 'This limit is ours, not law.'],
  ])('%s %s is refused by %s, and everything typed stays', async (number, typed, rule, name, because) => {
    for (const wish of ['check', 'record']) {
      const made = await makePeopleHouse()
      const sent = { ...filled, seen: shippedMark, [number]: typed, wish }
      const answer = await made.post(path, sent, 'fern')
      expect(answer.status).toBe(422)
      const html = await answer.text()
      expect(html).toContain('<title>Error: Set the local policy - Whereabouts</title>')
      expect(html).toContain(`<a href="#${number}">`)
      expect(html).toContain(`<a class="govuk-link" href="/rulebook/${rule}">Read the rule: ${name}</a>`)
      expect(html).toContain(because)
      for (const [id, value] of Object.entries({ ...filled, [number]: typed }))
        expect(html).toMatch(new RegExp(`id="${id}"[^>]* value="${value}"`))
      expect(await textOf(await made.get(path))).toContain('There are no earlier versions.')
    }
  })

  test('the service told after the referral is refused', async () => {
    const made = await makePeopleHouse()
    const answer = await made.post(path, { ...filled, escalateOnSchoolDay: '6', referOnSchoolDay: '5' }, 'ada')
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Here the referral is on school day 5.')
  })
})

describe('what else is refused', () => {
  test.each([
    [{ 'from-day': '13', 'from-month': '10' }, '#from-day', 'The numbers cannot hold from a day before today'],
    [{ 'from-day': '31', 'from-month': '11' }, '#from-day', 'The day from which they hold must be a real date'],
    [{ 'from-year': '' }, '#from-year', 'The day from which they hold must include a year'],
    [{ instrument: ' \u200b ' }, '#instrument', 'Enter the document that sets these numbers'],
    [{ instrument: 'x'.repeat(201) }, '#instrument', 'This must be 200 characters or fewer'],
    [{ url: 'javascript:alert(1)' }, '#url', 'Enter a web address that begins with https://'],
    [{ url: 'http://northmoor.example' }, '#url', 'Enter a web address that begins with https://'],
    [{ url: '"><script>alert(1)</script>' }, '#url', 'Enter a web address that begins with https://'],
    [{ reviewEveryDays: 'seven' }, '#reviewEveryDays', 'Enter a whole number of days, 1 to 28'],
    [{ reviewEveryDays: '0' }, '#reviewEveryDays', 'Enter a whole number of days, 1 to 28.'],
    [{ reviewEveryDays: '7.5' }, '#reviewEveryDays', 'Enter a whole number of days, 1 to 28'],
    [{ escalateOnSchoolDay: '' }, '#escalateOnSchoolDay', 'Enter a whole number of days, 1 to 10'],
  ])('%j', async (change, href, sentence) => {
    const made = await makePeopleHouse()
    const answer = await made.post(path, { ...filled, ...change }, 'fern')
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(`<a href="${href}">${sentence.replace('&', '&amp;')}`)
    expect(html).not.toContain('<script>alert')
  })

  test('everything that is wrong is said at once, in the order of the form', async () => {
    const made = await makePeopleHouse()
    const errorsOf = async (change: Record<string, string>) => {
      const html = await (await made.post(path, { ...filled, seen: shippedMark, ...change }, 'fern')).text()
      return [...html.matchAll(/<li><a href="#([^"]+)">/g)].map(([, id]) => id)
    }
    const wrong = { escalateOnSchoolDay: 'three', visitBySchoolDay: '20', referOnSchoolDay: '15' }
    const all = { ...wrong, 'from-month': '9', instrument: '', url: 'http://northmoor.example' }
    for (const wish of ['check', 'record', 'change'])
      expect((await errorsOf({ ...all, wish })).join()).toBe(
        'escalateOnSchoolDay,visitBySchoolDay,referOnSchoolDay,from-day,instrument,url',
      )
    for (const wish of ['check', 'record'])
      expect(await errorsOf({ visitBySchoolDay: '20', 'from-month': '9', wish })).toEqual([
        'visitBySchoolDay',
        'from-day',
      ])
    await record(made)
    expect(await errorsOf({ visitBySchoolDay: '20', wish: 'record' })).toEqual(['visitBySchoolDay', 'from-day'])
  })

  test('a second version from the same day, and one that says what holds already', async () => {
    const made = await makePeopleHouse()
    expect((await record(made)).headers.get('location')).toBe(`${path}?saved=policy`)
    const again = await made.post(path, { ...filled, visitBySchoolDay: '4' }, 'ada')
    expect([again.status, (await textOf(again)).includes('Other numbers already hold from that day.')]).toEqual([
      422,
      true,
    ])
    const later = await made.post(path, { ...filled, 'from-month': '12' }, 'ada')
    expect([later.status, (await textOf(later)).includes('There is nothing to record.')]).toEqual([422, true])
  })

  test('numbers that were compared with what holds no more', async () => {
    const made = await makePeopleHouse()
    await record(made, { 'from-day': '1', 'from-month': '11' })
    const answer = await record(made, { visitBySchoolDay: '4' }, 'ada')
    expect(answer.status).toBe(409)
    expect(await textOf(answer)).toContain('This has changed since you opened the page.')
  })
})

describe('the page of every version', () => {
  test('is read by everybody in one statement, and says who recorded a version only to those signed in', async () => {
    const made = await makePeopleHouse()
    await record(made)
    made.house.statements.count = 0
    const open = await textOf(await made.get(path))
    expect(made.house.statements.count).toBe(1)
    expect(open).toContain('In force on 14 October 2026 From 1 October 2024 to 1 November 2026')
    expect(open).toContain(
      'Coming From 2 November 2026 Tell the Education Welfare Service on school day 2 (before: on school day 3)',
    )
    expect(open).toContain('Source Northmoor missing pupils procedure, October 2026 , page 4')
    expect(open).not.toMatch(/Fern Holt|Recorded by|Nobody here recorded|Withdraw|Set new numbers/)
    const seen = await textOf(await made.get(path, 'bela'))
    expect(seen).toContain('Recorded by Fern Holt, 14 October 2026, 10:00.')
    expect(seen).toContain('These numbers come with Whereabouts. Nobody here recorded them.')
    expect(seen).not.toMatch(/Withdraw this version|Set new numbers/)
    expect(await textOf(await made.get(path, 'fern'))).toMatch(/Set new numbers[\s\S]*Withdraw this version/)
  })

  test('says how late each number may be, and links to the rule', async () => {
    const html = await (await (await makePeopleHouse()).get(path)).text()
    expect(html).toContain('<strong>by school day 19</strong> at the latest.')
    expect(html).toContain('href="/rulebook/ground-i"')
    expect(html).toContain('is told on school day 2, whatever is chosen here')
  })

  test('keeps what is past and what was withdrawn under History, and a begun version cannot be withdrawn', async () => {
    const made = await makePeopleHouse()
    await record(made)
    await record(made, { 'from-day': '1', 'from-month': '12', seen: '2026-11-02_2_5_10_7_1', visitBySchoolDay: '3' })
    const links = async () =>
      [...(await (await made.get(path, 'ada')).text()).matchAll(/href="([^"]+\/withdrawal)"/g)].map(([, href]) => href!)
    const [november, december] = await links()
    const asked = await textOf(await made.get(december!, 'ada'))
    expect(asked).toContain(
      'Withdraw the numbers from 1 December 2026? They were recorded by Fern Holt on 14 October 2026',
    )
    const gone = await made.post(december!, {}, 'ada')
    expect(gone.headers.get('location')).toBe(`${path}?saved=withdrawn`)
    const text = await textOf(await made.get(path, 'ada'))
    expect(text).toMatch(
      /History Withdrawn: it was to hold from 1 December 2026[\s\S]*Withdrawn by Ada Frost, 14 October 2026, 10:00\./,
    )
    expect(await textOf(await made.get(path))).not.toContain('Ada Frost')
    made.house.clock.put('2026-11-02T07:00:00.000Z')
    expect(await links()).toEqual([])
    const begun = await made.post(november!, {}, 'fern')
    expect([
      begun.status,
      (await textOf(begun)).includes(
        'These numbers have begun to hold, and the day on which they were recorded is over',
      ),
    ]).toEqual([422, true])
    expect(await textOf(await made.get(november!, 'fern'))).toContain('This version cannot be withdrawn')
    const now = await textOf(await made.get(path, 'fern'))
    expect(now).toContain('In force on 2 November 2026 From 2 November 2026')
    expect(now).toContain('From 1 October 2024 to 1 November 2026')
    expect((await made.get(`${path}/none/withdrawal`, 'fern')).status).toBe(404)
    expect((await made.post(`${path}/none/withdrawal`, {}, 'fern')).status).toBe(404)
  })
})
