// A school without a connection brings its register: from the file on the officer's desk to the children on Today, with JavaScript and without.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { send } from './fillIn.ts'
import { openSchool, type School } from './school.ts'
import { ways } from './ways.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const register = [
  'Oakfield Primary,,,',
  'Adno;Date;Session;Mark'.replaceAll(';', ','),
  'p1,13/10/2026,AM,N',
  'p2,13/10/2026,AM,N',
  'p3,13/10/2026,AM,ZZ',
  'p4,13/10/2026,AM,/',
].join('\r\n')

describe.each(ways)('a register file $way', ({ way, open }) => {
  let school: School
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    school = await openSchool('2026-10-13T08:40:00.000Z')
    await school.enrol()
    context = await open(browser)
    page = await context.newPage()
    await page.goto(`${school.url}/sign-in`)
    await page.getByRole('button', { name: /Grace Osei/ }).click()
    await page.waitForURL(/today/)
  })
  afterAll(async () => {
    await context.close()
    await school.close()
  })

  const chosen = (content: string) =>
    page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'zsofia nagy.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })

  /** The first words of the page once the work is done. Without htmx but with JavaScript, only the link looks again. */
  const headingInTheEnd = async () => {
    const again = page.getByRole('link', { name: 'Look again now' })
    if (way === 'with htmx blocked' && (await again.isVisible())) await again.click()
    return page.textContent('h1')
  }

  test('given no file yet, the page says so', async () => {
    await page.getByRole('link', { name: 'Register files' }).click()
    await page.waitForURL(/register-files$/)
    expect(await page.textContent('main')).toContain('No register file has been uploaded yet.')
  })

  test('when a file is read, its columns are shown with what they are, and the child’s name is in no address', async () => {
    await chosen(register)
    await send(page, 'Read this file')
    expect(await page.textContent('h1')).toBe('What is in each column?')
    expect(await page.getByLabel('Adno').inputValue()).toBe('mis-id')
    expect(await page.getByLabel('The day: 14/09').isChecked()).toBe(true)
    expect(page.url()).not.toMatch(/zsofia|nagy/i)
  })

  test('then the page says by itself what would change, and nothing has', async () => {
    await send(page, 'Show what would change')
    await expect.poll(headingInTheEnd, { timeout: 20_000 }).toBe('What this file would change')
    expect(await page.textContent('main')).toContain('1 code that no register of 2024 has: ZZ (1)')
    expect(await page.textContent('main')).toContain('Tue 13 Oct AM (3 of 4)')
    expect(await school.house.database.read({ sql: 'SELECT 1 FROM marks', parameters: [] })).toEqual([])
  })

  test('when it is used, the children away are on Today and the register is not taken for whole', async () => {
    await page.getByLabel('Yes, the registers of these sessions are closed').check()
    await send(page, 'Use this file')
    await expect.poll(headingInTheEnd, { timeout: 20_000 }).toBe('Register file of Tue 13 Oct, 09:40')
    await school.house.settled()
    await page.reload()
    expect(await page.textContent('main')).toContain('Zsófia Nagy')
    expect(await page.textContent('main')).toContain('0 registers made complete')
    await page.goto(`${school.url}/today`)
    expect(await page.textContent('main')).toContain('Lucía Ferreira')
  })

  test('when it was a mistake, it is taken back and the list of files says who did', async () => {
    await page.goto(`${school.url}/register-files`)
    await page.locator('tbody th a').first().click()
    await page.waitForURL(/register-files\/\w/)
    school.house.clock.put('2026-10-13T08:50:00.000Z')
    await send(page, 'Take this file back')
    await expect.poll(headingInTheEnd, { timeout: 20_000 }).toMatch(/^Register file of/)
    await expect.poll(() => page.textContent('main')).toContain('taken back by Grace Osei')
    await school.house.settled()
    const codes = await school.house.database.read<{ code: string }>({
      sql: 'SELECT DISTINCT code FROM marks',
      parameters: [],
    })
    expect(codes).toEqual([{ code: '-' }])
  })

  test('given a file with a child nobody knew, when it is used the child is on Today', async () => {
    await page.goto(`${school.url}/register-files`)
    await chosen('Adno,Surname,Forename,Date,Session,Mark\r\np4,,,13/10/2026,AM,/\r\nq9,Thorne,Ivo,13/10/2026,AM,N\r\n')
    await send(page, 'Read this file')
    await send(page, 'Show what would change')
    await expect.poll(headingInTheEnd, { timeout: 20_000 }).toBe('What this file would change')
    await page.getByLabel('No, only some of the marks').check()
    await send(page, 'Use this file')
    await expect.poll(headingInTheEnd, { timeout: 20_000 }).toBe('Register file of Tue 13 Oct, 09:50')
    await school.house.settled()
    await page.goto(`${school.url}/today`)
    expect(await page.textContent('main')).toContain('Ivo Thorne')
  })

  test('when it is taken back, the child is on no list, and the file says so', async () => {
    await page.goto(`${school.url}/register-files`)
    await page.locator('tbody th a').first().click()
    await page.waitForURL(/register-files\/\w/)
    school.house.clock.put('2026-10-13T09:00:00.000Z')
    await send(page, 'Take this file back')
    await expect.poll(headingInTheEnd, { timeout: 20_000 }).toMatch(/^Register file of/)
    await school.house.settled()
    await page.reload()
    expect(await page.textContent('main')).toContain('1 pupil named by this file alone is on no list')
    await page.goto(`${school.url}/today`)
    expect(await page.textContent('main')).not.toContain('Ivo Thorne')
  })
})
