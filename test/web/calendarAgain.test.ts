// An earlier version of a school year is used again; today is marked; and the MIS is said to have the last word.
import { beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { type CalendarHouse, calendarHouse, publishedAt } from './calendarHouse.ts'
import { heronLane, millfield, textOf } from './peopleHouse.ts'

const page = `/calendars/${heronLane}?year=2026-27`
const form = `/calendars/${heronLane}/years/2026-27`
const again = `${form}?version=${encodeURIComponent(publishedAt)}`
const closedOf = (html: string) => /<textarea[^>]*name="closed"[^>]*>\n?([\s\S]*?)<\/textarea>/.exec(html)![1]!
const byMis = 'What you type here is used until the MIS sends a changed calendar for this school year.'

let house: CalendarHouse

/** Bela closes 20 November over what the MIS said. */
async function closeOneDay(): Promise<void> {
  const start = await house.get(form, 'bela')
  const closed = `${closedOf(await start.clone().text())}\n20/11/2026 closure`
  const check = await house.press(start, 'Check this calendar', { closed, reason: 'Heating' }, 'bela')
  expect((await house.press(check, 'Use this calendar', {}, 'bela')).status).toBe(303)
}

describe('an earlier version', () => {
  beforeEach(async () => {
    house = await calendarHouse()
    await closeOneDay()
  })

  test('can be used again by those who may set it: it fills the form, and is checked with a reason', async () => {
    const html = await (await house.get(page, 'bela')).text()
    expect(html.match(/Use this version again/g)).toHaveLength(1)
    expect(html).toContain(`href="${again}"`)
    const start = await house.get(again, 'bela')
    const text = await textOf(start.clone())
    expect(text).toContain('An earlier version, not in use now. From the school’s MIS , 20 August 2026, 10:00.')
    expect(closedOf(await start.clone().text())).not.toContain('20 November 2026')
    const without = await house.press(start, 'Check this calendar', {}, 'bela')
    expect([without.status, (await textOf(without)).includes('Say why this year is changed')]).toEqual([422, true])
    const check = await house.press(start, 'Check this calendar', { reason: 'It is warm again' }, 'bela')
    expect(await textOf(check.clone())).toContain('Now school days 20 November 2026')
    expect((await house.press(check, 'Use this calendar', {}, 'bela')).status).toBe(303)
    const after = await textOf(await house.get(page, 'bela'))
    expect(after).toContain('Typed by Bela Novak , 14 October 2026, 10:00: It is warm again')
    expect(after).toContain('2026 to 2027: 191 school days')
  })

  test('that says the same as the one in use is offered no more', async () => {
    const start = await house.get(again, 'bela')
    const check = await house.press(start, 'Check this calendar', { reason: 'It is warm again' }, 'bela')
    await house.press(check, 'Use this calendar', {}, 'bela')
    const html = await (await house.get(page, 'bela')).text()
    expect(html.match(/Use this version again/g)).toHaveLength(1)
    expect(html).not.toContain(`href="${again}"`)
  })

  test('is not offered to those who only look, and is not found when there is none', async () => {
    expect(await (await house.get(page, 'cleo')).text()).not.toContain('Use this version again')
    expect((await house.get(again, 'cleo')).status).toBe(404)
    for (const version of ['', 'x', '2026-08-20T09:00:00.001Z', '%3Cscript%3E'])
      expect((await house.get(`${form}?version=${version}`, 'bela')).status).toBe(404)
    expect((await house.get(`/calendars/${millfield}/years/2026-27?version=${publishedAt}`, 'gwen')).status).toBe(404)
  })

  test('typed over the MIS is said to hold until the MIS sends another', async () => {
    expect(await textOf(await house.get(page, 'bela'))).toContain(byMis)
    expect(await textOf(await house.get(page, 'cleo'))).not.toContain(byMis)
  })
})

test('where no MIS ever published a calendar nothing is said of it', async () => {
  house = await calendarHouse()
  const start = await house.get(`/calendars/${millfield}/years/2026-27`, 'gwen')
  const terms = { 'term-from': ['1/9/2026'], 'term-to': ['18/12/2026'] }
  const check = await house.press(start, 'Check this calendar', terms, 'gwen')
  expect((await house.press(check, 'Use this calendar', {}, 'gwen')).status).toBe(303)
  expect(await textOf(await house.get(`/calendars/${millfield}`, 'gwen'))).not.toContain(byMis)
})

test('today is marked on the drawn year, in words and for screen readers, and only in its own year', async () => {
  house = await calendarHouse()
  const html = await (await house.get(page, 'bela')).text()
  expect(html.match(/aria-current="date"/g)).toHaveLength(1)
  expect(html).toMatch(
    /<td class="wb-school-year__day wb-school-year__day--school wb-school-year__day--today" aria-current="date">14<span class="govuk-visually-hidden"> Today<\/span>/,
  )
  expect(await textOf(await house.get(page, 'bela'))).toContain('14 Today, 14 October 2026')
  const later = await calendarHouse('2027-09-14T09:00:00.000Z')
  expect(await (await later.get(page, 'bela')).text()).not.toContain('aria-current="date"')
})

test('a school without a calendar leads from the list of schools to its calendar', async () => {
  house = await calendarHouse()
  await house.house.database.commit([
    sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) VALUES ('gil', ${millfield}, 'p3', '2026-09-02')`,
  ])
  const html = await (await house.get('/schools', 'evan')).text()
  expect(html).toContain(
    `<a class="govuk-link" href="/calendars/${millfield}">Ask the school to publish its calendar from its MIS.</a>`,
  )
  expect(html).not.toContain(`href="/calendars/${heronLane}"`)
})
