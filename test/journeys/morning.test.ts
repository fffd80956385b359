// The morning of an attendance officer, from the first signed delivery to the empty list; the same with JavaScript, without it, and with htmx blocked.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { openBrowser } from '../support/browser.ts'
import { openSchool, type School } from './school.ts'
import { ways } from './ways.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

describe.each(ways)('the morning $way', ({ open, staysOnPage }) => {
  let school: School
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    school = await openSchool('2026-10-13T08:20:00.000Z')
    context = await open(browser)
    page = await context.newPage()
  })
  afterAll(async () => {
    await context.close()
    await school.close()
  })

  const rowOf = (name: string) => page.locator('.wb-call', { hasText: name })

  test('given pupils and a calendar but no register yet, Today says so and does not say that nobody is away', async () => {
    await school.enrol()
    await page.goto(`${school.url}/sign-in`)
    await page.getByRole('button', { name: /Grace Osei/ }).click()
    await expect.poll(() => page.textContent('h1')).toBe('The morning register has not closed yet')
    school.house.clock.put('2026-10-13T08:36:00.000Z')
    await page.goto(`${school.url}/today`)
    expect(await page.textContent('h1')).toBe('No register yet for this morning')
    expect(await page.textContent('main')).not.toContain('Nobody to ring.')
  })

  test('when the register arrives, the children with N are there, the looked-after child first, brother and sister together', async () => {
    await school.register({ p1: 'N', p2: 'N', p3: 'N', p4: '/' })
    await school.closeRegister(4)
    await page.goto(`${school.url}/today`)
    expect(await page.textContent('h1')).toBe('3 children away and nobody has said why')
    expect(await page.locator('.wb-call').count()).toBe(2)
    expect(await page.locator('.wb-call').first().textContent()).toContain('Zsófia Nagy')
    expect(await rowOf('Lucía').textContent()).toContain('Mateo Ferreira')
    expect(await page.textContent('main')).not.toContain('Idris')
    expect(await page.textContent('main')).not.toContain('07700 900202')
  })

  test('when nobody answers, the attempt is there at once for both children, and the next number is chosen', async () => {
    let pagesLoaded = 0
    page.on('load', () => {
      pagesLoaded += 1
    })
    await rowOf('Lucía').getByRole('button', { name: 'No answer' }).click()
    await expect.poll(() => rowOf('Lucía').locator('.wb-number').first().textContent()).toBe('07700 900124')
    await expect.poll(() => rowOf('Lucía').locator('.wb-tried li').count()).toBe(2)
    // The row can be read before its page has told that it is loaded.
    await page.waitForLoadState('load')
    await expect.poll(() => pagesLoaded).toBe(staysOnPage ? 0 : 1)
  })

  test('when a button was pressed by mistake, it is undone and stays on the record as undone', async () => {
    await rowOf('Zsófia').getByRole('button', { name: 'Number dead' }).click()
    await expect.poll(() => rowOf('Zsófia').locator('.wb-tried li').count()).toBe(1)
    await rowOf('Zsófia').getByRole('button', { name: /^Undo/ }).click()
    // The row itself must be there: between two pages there is no attempt either.
    const untried = rowOf('Zsófia').filter({ hasNot: page.locator('.wb-tried li') })
    await expect.poll(() => untried.count()).toBe(1)
  })

  test('when a parent does not know, the child stays at the top and the officer is told whom to tell', async () => {
    await rowOf('Zsófia').getByRole('button', { name: 'Did not know' }).click()
    await expect.poll(() => rowOf('Zsófia').textContent()).toContain('Tell the safeguarding lead now')
    expect(await page.locator('.wb-call').first().textContent()).toContain('Zsófia')
  })

  test('when a reason is given for brother and sister, it is asked child by child, and both leave the list', async () => {
    await rowOf('Lucía').getByRole('button', { name: 'Reason given' }).click()
    await page.waitForURL(/\/reasons/)
    await page.getByLabel('Who said it?').fill('Rui Ferreira, father')
    await page.getByLabel('What was said').first().fill('At the dentist until noon')
    await page.getByLabel('What was said').last().fill('Vomiting since last night')
    await page.getByRole('button', { name: 'Give reason' }).click()
    await page.waitForURL(/\/today/)
    await expect.poll(() => page.textContent('h1')).toBe('1 child away and nobody has said why')
    await page.goto(`${school.url}/today?list=reason-given`)
    expect(await page.textContent('main')).toContain('Vomiting since last night')
  })

  test('when the MIS sends the corrected marks, the list is empty and the record says what was undone', async () => {
    school.house.clock.put('2026-10-13T09:10:00.000Z')
    await school.register({ p1: 'I', p2: 'M', p3: 'I' })
    await page.goto(`${school.url}/today`)
    expect(await page.textContent('h1')).toBe('Every absence of this morning has a reason')
    expect(await page.textContent('main')).toContain('Nobody to ring.')
    await page.goto(`${school.url}/today?list=reason-given`)
    expect(await page.textContent('main')).toContain('No child is on this list.')
  })

  test('then the record holds the same entries whichever way it was done', async () => {
    const rows = await school.house.database.read(
      sql<{ child: string; what: string; said: string | null }>`SELECT p.legal_forename AS child, e.what,
        coalesce(d.details ->> 'outcome', d.details ->> 'reason', d.details ->> 'to', d.details ->> 'because') AS said
        FROM case_events e JOIN cases c ON c.id = e.case_id JOIN pupils p ON p.id = c.pupil_id
        JOIN case_event_details d ON d.case_id = e.case_id AND d.version = e.version ORDER BY p.mis_id, e.version`,
    )
    expect(rows.map(({ child, what, said }) => [child, what, said].filter(Boolean).join(' '))).toEqual([
      'Zsófia absence-began',
      'Zsófia contact-attempted number-dead',
      'Zsófia contact-attempt-withdrawn',
      'Zsófia contact-attempted parent-did-not-know',
      'Zsófia mark-corrected I',
      'Zsófia absence-ended reason-in-register',
      'Lucía absence-began',
      'Lucía contact-attempted no-answer',
      'Lucía contact-attempted reason-given',
      'Lucía reason-given At the dentist until noon',
      'Lucía mark-corrected M',
      'Lucía absence-ended reason-in-register',
      'Mateo absence-began',
      'Mateo contact-attempted no-answer',
      'Mateo contact-attempted reason-given',
      'Mateo reason-given Vomiting since last night',
      'Mateo mark-corrected I',
      'Mateo absence-ended reason-in-register',
    ])
  })
})
