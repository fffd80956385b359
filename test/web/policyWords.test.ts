// Does every sentence and example of the authority’s own numbers have the number that holds, or that the absence keeps?
import { beforeAll, describe, expect, test } from 'vitest'
import { connectedSchool, mark } from '../intake/sender.ts'
import { filledIn } from './calculatorForm.ts'
import { heronLane, makePeopleHouse, type PeopleHouse, textOf } from './peopleHouse.ts'

/** Two children: away since Monday 12 October 2026, and since the 13th, from which the authority has its own numbers. */
let made: PeopleHouse
let cases: Readonly<Record<string, string>>
let pupils: Readonly<Record<string, string>>

beforeAll(async () => {
  made = await makePeopleHouse({ at: '2026-10-12T06:00:00.000Z' })
  const { house } = made
  const sender = await connectedSchool('2026-10-12T06:00:00.000Z', house, heronLane)
  const term = { from: '2026-09-02', to: '2026-10-23' }
  const calendar = { academic_year: '2026/27', terms: [term], non_school_days: [], replaces: null }
  await sender.send('calendar.published', calendar)
  const day = async (on: string, codes: Readonly<Record<string, string>>) => {
    for (const [session, time] of [
      ['AM', '08:31'],
      ['PM', '12:31'],
    ] as const) {
      house.clock.put(`${on}T${time}:00.000Z`)
      const marks = Object.entries(codes).map(([pupil, code]) => mark(pupil, on, session, code, house.clock.now()))
      await sender.send('attendance.marks.upserted', { marks })
    }
  }
  await day('2026-10-12', { earlier: 'N', later: '/' })
  house.clock.put('2026-10-13T07:00:00.000Z')
  const numbers = { escalateOnSchoolDay: '2', visitBySchoolDay: '4', referOnSchoolDay: '5', reviewEveryDays: '14' }
  const from = { 'from-day': '13', 'from-month': '10', 'from-year': '2026' }
  const source = {
    instrument: 'Northmoor missing pupils procedure',
    provision: 'page 4',
    url: 'https://northmoor.example',
  }
  const sent = { ...numbers, ...from, ...source, referralAnswerWithinDays: '1', seen: '2024-10-01_3_5_10_7_1' }
  const recorded = await made.post('/rulebook/local-policy', { ...sent, wish: 'record' }, 'fern')
  expect(recorded.status).toBe(303)
  await day('2026-10-13', { earlier: 'N', later: 'N' })
  await day('2026-10-14', { earlier: 'N', later: 'N' })
  const children = await sender.rows<{ id: string; mis_id: string }>('pupils')
  pupils = Object.fromEntries(children.map(({ id, mis_id }) => [mis_id, id]))
  const kept = await sender.rows<{ id: string; pupil_id: string }>('cases')
  cases = Object.fromEntries(children.map(({ id, mis_id }) => [mis_id, kept.find((each) => each.pupil_id === id)!.id]))
})

describe('the rulebook', () => {
  test('tells the rule and its example with the number in force', async () => {
    const visit = await textOf(await made.get('/rulebook/home-visit'))
    expect(visit).toContain('By school day 4 of an unexplained absence (the authority chooses the day)')
    expect(visit).toContain('Thursday 15 October is school day 4: by then somebody has visited the home.')
    expect(visit).not.toMatch(/school day 5/)
    const referral = await textOf(await made.get('/rulebook/authority-referral'))
    expect(referral).toContain('On school day 5 of an unexplained absence')
    expect(referral).toContain('Friday 16 October is school day 5, and the case is referred.')
    const before = await textOf(await made.get('/rulebook/home-visit?on=2026-10-12'))
    expect(before).toContain('By school day 5 of an unexplained absence')
    expect(before).toContain('Friday 16 October is school day 5')
  })

  test('names in the list the document that the number is from, beside the procedure', async () => {
    const entryOn = async (day: string, id: string) => {
      const html = await (await made.get(`/rulebook${day}`)).text()
      const entry = html.slice(html.indexOf(`<article class="wb-rule" id="${id}"`))
      return textOf(new Response(entry.slice(0, entry.indexOf('</article>'))))
    }
    const visit = await entryOn('', 'home-visit')
    expect(visit).toContain(
      'by school day 4 : the first day of the absence is day 1 (local choice, since 13 October 2026)',
    )
    expect(visit).toMatch(
      /Source Children Missing from Care[\s\S]*reasonable enquiries The number is from Northmoor missing pupils procedure , page 4/,
    )
    expect(visit).toContain('By school day 4 of an unexplained absence')
    expect(visit).toContain('Thursday 15 October is school day 4')
    expect(await entryOn('?on=2026-10-12', 'home-visit')).not.toContain('The number is from')
    expect(await entryOn('', 'ground-i')).not.toContain('The number is from')
  })
})

describe('beside a duty stands the number that the absence keeps', () => {
  const sentences = (text: string) =>
    [...text.matchAll(/(?:[OB][ny] school day \d+ of an unexplained|together every \d+ days)/g)]
      .map(([found]) => found)
      .sort()

  test.each([
    ['earlier', ['By school day 5', 'On school day 10', 'On school day 3'], 7],
    ['later', ['By school day 4', 'On school day 2', 'On school day 5'], 14],
  ] as const)('of the child away %s: on the case and on the pupil’s page', async (child, days, every) => {
    const expected = [...days.map((each) => `${each} of an unexplained`), `together every ${every} days`]
    expect(sentences(await textOf(await made.get(`/cases/${cases[child]}`, 'evan')))).toEqual(expected)
    expect(sentences(await textOf(await made.get(`/pupils/${pupils[child]}`, 'bela')))).toEqual(expected)
  })

  test('under Today, which says each sentence once for the page, with the days it is for', async () => {
    const text = await textOf(await made.get('/today', 'bela'))
    expect(text).toContain(
      'Absences that began before 13 October 2026: By school day 5 of an unexplained absence (the authority chooses the day), somebody has visited the home. Absences that began on 13 October 2026 or later: By school day 4 of',
    )
  })

  test.each([
    ['12 10 2026', 'On school day 3 of an unexplained absence'],
    ['13 10 2026', 'On school day 2 of an unexplained absence'],
  ])('of the calculator for a first day of %s', async (first, says) => {
    const headers = { origin: 'http://localhost:3000' }
    const answer = await made.app.request('/deadline-calculator', {
      method: 'POST',
      body: filledIn({ first }),
      headers,
    })
    expect(await textOf(answer)).toContain(says)
  })
})
