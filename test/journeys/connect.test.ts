// An administrator connects a school, tries the command shown, and sees what arrives: with JavaScript, without it, and with htmx blocked.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { pageAfter } from './fillIn.ts'
import { openSchool, type School } from './school.ts'
import { ways } from './ways.ts'

let browser: Browser
let school: School

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  school = await openSchool('2026-10-13T08:36:00.000Z')
})
afterEach(() => school.close())

async function sendAsShown(page: Page): Promise<string> {
  const command = (await page.locator('#first-message').textContent())!.replace('http://localhost:3000', school.url)
  const { stdout } = await promisify(execFile)('bash', ['-c', command])
  await school.house.settled()
  return stdout.trim()
}

describe.each(ways.map(({ way, open }) => ({ way, open, looksByItself: way === 'with JavaScript' })))(
  '$way',
  ({ way, open, looksByItself }) => {
    test('from the list to the first delivery, and the secret is gone when the page is', async () => {
      const context = await open(browser)
      await context.route(/\/assets\/connection-/, (route) =>
        way === 'with htmx blocked' ? route.abort() : route.continue(),
      )
      const page = await context.newPage()
      await page.goto(`${school.url}/sign-in`)
      await pageAfter(page, () => page.getByRole('button', { name: /Sam Whitlock/ }).click())
      await page.goto(`${school.url}/connections`)
      await page.getByRole('button', { name: 'Connect a school' }).click()
      await page.getByRole('radio', { name: 'A new school' }).check()
      expect(await page.getByLabel('Address of the school’s Arbor').isVisible()).toBe(false)
      await page.getByLabel('URN', { exact: true }).fill('100023')
      await page.getByRole('radio', { name: 'Signed webhooks' }).check()
      await page.getByRole('button', { name: 'Connect' }).click()
      // What is missing is said, and nothing typed is lost.
      expect(await page.locator('.govuk-error-summary').textContent()).toContain('Enter the name of the school')
      await page.getByLabel('Name of the school').fill('Alder Grange School')
      await page.getByRole('button', { name: 'Connect' }).click()
      await page.getByRole('heading', { name: 'Alder Grange School is connected' }).waitFor()
      expect(await page.locator('#arrivals').textContent()).toContain('Nothing has arrived yet')
      await expect.poll(() => page.getByRole('button', { name: 'Copy secret' }).count()).toBe(looksByItself ? 1 : 0)

      expect(await sendAsShown(page)).toBe('{"status":"accepted"} 202')
      if (looksByItself) await page.locator('#arrivals tbody tr').waitFor()
      else {
        const [look] = await Promise.all([
          context.waitForEvent('page'),
          page.getByRole('link', { name: 'Look again' }).click(),
        ])
        expect(await look.locator('#arrivals tbody').textContent()).toContain('Reading finished')
        await look.close()
      }
      const secret = (await page.locator('#secret').textContent())!
      if (looksByItself) {
        await expect.poll(() => page.locator('#arrivals tbody').textContent()).toContain('Taken in')
        // The next message arrives in the same place: looking goes on after the first.
        await sendAsShown(page)
        await page.locator('#arrivals tbody tr').nth(1).waitFor()
      }

      await page.getByRole('link', { name: 'I have copied it' }).click()
      await page.getByRole('heading', { name: 'Alder Grange School: Signed webhooks' }).waitFor()
      await page.goBack()
      await page.waitForLoadState()
      await page.goto(`${school.url}/connections`)
      await pageAfter(page, () => page.getByRole('link', { name: 'Signed webhooks of Alder Grange School' }).click())
      expect(await page.content()).not.toContain(secret)
      await expect.poll(() => page.getByRole('cell', { name: 'Reading finished' }).count()).toBe(looksByItself ? 2 : 1)
      await context.close()
    })
  },
)

test('a school that is connected already is connected again by a choice; a button copies what is shown once, and says so', async () => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await page.goto(`${school.url}/sign-in`)
  await pageAfter(page, () => page.getByRole('button', { name: /Sam Whitlock/ }).click())
  await page.goto(`${school.url}/connections/new?school=999001`)
  await page.getByRole('radio', { name: 'Signed webhooks' }).check()
  await pageAfter(page, () => page.getByRole('button', { name: 'Connect' }).click())
  await page.getByRole('checkbox', { name: 'Connect it again anyway' }).check()
  await page.getByRole('button', { name: 'Connect' }).click()
  await page.getByRole('button', { name: 'Copy secret' }).click()
  await page.getByText('Secret copied.').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await page.locator('#secret').textContent())
  await context.close()
})
