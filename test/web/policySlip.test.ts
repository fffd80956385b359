// Can numbers that were typed wrong be taken back on the day they were recorded, and does every absence then follow the earlier ones?
import { describe, expect, test } from 'vitest'
import { connectedSchool, mark } from '../intake/sender.ts'
import { heronLane, makePeopleHouse, type PeopleHouse, textOf } from './peopleHouse.ts'

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
}

async function record(made: PeopleHouse, change: Record<string, string> = {}) {
  return made.post(path, { ...filled, seen: '2024-10-01_3_5_10_7_1', wish: 'record', ...change }, 'fern')
}

describe('a slip', () => {
  const today = { 'from-day': '14', 'from-month': '10' }
  const withdrawalOf = async (made: PeopleHouse) =>
    /href="([^"]+\/withdrawal)"/.exec(await (await made.get(path, 'fern')).text())?.[1]

  test('can be withdrawn until the end of the day on which it was recorded, with a warning, and recorded right', async () => {
    const made = await makePeopleHouse()
    const check = await textOf(await made.post(path, { ...filled, ...today, wish: 'check' }, 'fern'))
    expect(check).toContain('It can be withdrawn until the end of today.')
    await record(made, { ...today, escalateOnSchoolDay: '1' })
    // Summer time: half past eleven in the evening of the same day.
    made.house.clock.put('2026-10-14T22:30:00.000Z')
    const href = (await withdrawalOf(made))!
    const asked = await textOf(await made.get(href, 'fern'))
    expect(asked).toContain(
      'absences that began today keep the earlier numbers, and their dates are worked out by those.',
    )
    expect(asked).toContain('a case that opened stays open, and a message that was sent stays sent')
    expect((await made.post(href, {}, 'fern')).headers.get('location')).toBe(`${path}?saved=withdrawn`)
    const text = await textOf(await made.get(path, 'fern'))
    expect(text).toContain('In force on 14 October 2026 From 1 October 2024 Tell')
    expect(text).toContain('History Withdrawn on its first day, 14 October 2026')
    expect((await record(made, { ...today, visitBySchoolDay: '4' })).status).toBe(303)
    expect(await textOf(await made.get(path))).toContain('In force on 14 October 2026 From 14 October 2026')
  })

  test('that was not noticed until the next day stays', async () => {
    const made = await makePeopleHouse()
    await record(made, today)
    const href = (await withdrawalOf(made))!
    made.house.clock.put('2026-10-14T23:00:00.000Z')
    expect(await withdrawalOf(made)).toBeUndefined()
    expect((await made.post(href, {}, 'fern')).status).toBe(422)
    expect(await textOf(await made.get(path))).toContain('From 14 October 2026')
  })

  test('numbers for a day to come are withdrawn without that warning', async () => {
    const made = await makePeopleHouse()
    await record(made)
    const text = await textOf(await made.get((await withdrawalOf(made))!, 'fern'))
    expect(text).toContain('have not begun to hold')
    expect(text).not.toContain('bsences that began today')
  })
})

test('an absence that began on the day follows the earlier numbers again, and what was done stays done', async () => {
  const made = await makePeopleHouse({ at: '2026-10-14T06:00:00.000Z' })
  const { house } = made
  const sender = await connectedSchool('2026-10-14T06:00:00.000Z', house, heronLane)
  const term = { from: '2026-09-02', to: '2026-10-23' }
  const calendar = { academic_year: '2026/27', terms: [term], non_school_days: [], replaces: null }
  await sender.send('calendar.published', calendar)
  await record(made, { 'from-day': '14', 'from-month': '10', escalateOnSchoolDay: '1', visitBySchoolDay: '1' })
  house.clock.put('2026-10-14T08:31:00.000Z')
  await sender.send('attendance.marks.upserted', { marks: [mark('p1', '2026-10-14', 'AM', 'N', house.clock.now())] })
  const [{ id }] = (await sender.rows<{ id: string }>('cases')) as [{ id: string }]
  const page = async () => textOf(await made.get(`/cases/${id}`, 'evan'))
  expect(await page()).toContain('Today Home visit . School day 1 of an absence nobody has explained.')
  const href = /href="([^"]+\/withdrawal)"/.exec(await (await made.get(path, 'fern')).text())![1]!
  expect((await made.post(href, {}, 'fern')).status).toBe(303)
  const after = await page()
  expect(after).toContain('By Tue 20 Oct Home visit . School day 5 of an absence nobody has explained.')
  expect(after).toContain('By school day 5 of an unexplained absence')
  expect(after).toContain('opened for the authority')
  house.clock.put('2026-10-15T09:00:00.000Z')
  expect(await page()).toContain('By Tue 20 Oct Home visit')
})
