// The deadline calculator in a real browser: with and without JavaScript, a link opened, copied and broken, the calendar file, one sheet of paper.
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { lookFrom } from './lookOver.ts'
import { openSchool, type School } from './school.ts'

let browser: Browser
let school: School
const contexts: BrowserContext[] = []

beforeAll(async () => {
  browser = await openBrowser()
  school = await openSchool('2026-10-13T08:36:00.000Z')
})
afterAll(async () => {
  for (const context of contexts) await context.close()
  await browser.close()
  await school.close()
})

async function openPage(how: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, ...how })
  contexts.push(context)
  return context.newPage()
}

const calculator = () => `${school.url}/deadline-calculator`
const question =
  'first=2026-10-12&terms=2026-09-01_2026-10-23,2026-11-02_2026-12-18&closed=2026-09-01_inset,2026-11-02_inset&holidays=yes&marks=2026-10-20_I'

async function workOut(page: Page, marks = '') {
  await page.goto(calculator())
  for (const [name, value] of [
    ['first-day', '12'],
    ['first-month', '10'],
    ['first-year', '2026'],
    ['marks', marks],
  ] as const)
    await page.fill(`[name=${name}]`, value)
  await page.getByRole('button', { name: 'Work out the dates' }).last().click()
  await page.waitForSelector('h1:has-text("If a child is first absent on Monday 12 October 2026")')
}

const groundI = (page: Page) => page.locator('#ground-i').innerText()

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('%s', (_, javaScriptEnabled) => {
  test('somebody finds out when day 20 is, and why, and takes the dates home', async () => {
    const page = await openPage({ javaScriptEnabled })
    await workOut(page, '20 October 2026 I')

    expect(await groundI(page)).toContain('Not before Wednesday 25 November 2026')
    expect(await groundI(page)).toContain(
      'The mark I on Tuesday 20 October ended the count; it begins again on Wednesday 21 October.',
    )
    await page.locator('#ground-i summary').click()
    expect(await page.locator('#ground-i .wb-strip__ended').innerText()).toBe('Ended: Tue 20 Oct, code I')
    expect(await page.locator('#ground-i .wb-strip__skipped').allInnerTexts()).toEqual([
      'Skipped: Mon 26 Oct to Fri 30 Oct, school holiday',
      'Skipped: Mon 2 Nov, INSET day',
    ])

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download for your calendar (.ics)' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('deadlines.ics')
    const file = readFileSync(await download.path(), 'utf8')
    expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(12)
    expect(file).toContain('DTSTART;VALUE=DATE:20261125\r\n')

    await page.getByRole('button', { name: 'Change the dates' }).click()
    await page.waitForSelector('#marks')
    expect(await page.inputValue('#marks')).toBe('20 October 2026 I')
  })

  test('the list of dates leads to the working of each', async () => {
    const page = await openPage({ javaScriptEnabled })
    await workOut(page)

    expect(await page.locator('.wb-day-twenty').innerText()).toBe(
      'School day 20: Monday 16 November 2026. Not counted on the way: half-term 26 to 30 October (5 days), Monday 2 November (INSET day).',
    )
    expect((await page.locator('.wb-dates').boundingBox())!.y).toBeLessThan(900)
    await page.locator('.wb-dates a', { hasText: 'Ground I' }).click()
    await expect.poll(() => page.url()).toMatch(/#ground-i$/)
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector('#ground-i h3')!.getBoundingClientRect()
      return top >= 0 && bottom <= innerHeight
    })
  })

  test('the example prints on one sheet of A4, every date and every count of a law on it', async () => {
    const page = await openPage({ javaScriptEnabled })
    await workOut(page)
    const margin = { top: '10mm', right: '10mm', bottom: '10mm', left: '10mm' }
    const sheets = (await page.pdf({ format: 'A4', margin })).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)
    expect(sheets).toHaveLength(1)

    await page.emulateMedia({ media: 'print' })
    for (const rule of ['unexplained-code', 'attendance-return', 'ground-i'])
      expect(await page.locator(`#${rule} .wb-strip li`).first().isVisible()).toBe(true)
    expect(await page.locator('.wb-dates tbody tr:visible').count()).toBe(12)
    expect(await page.locator('.wb-deadline:visible .wb-standing:visible').count()).toBe(12)
    expect(await page.locator('.wb-link-to-question').isVisible()).toBe(false)
  })
})

describe('A link to a question', () => {
  test('opens the dates; the server is never told what stands after the #, and going back leads out', async () => {
    const page = await openPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`))
    await page.goto(`${school.url}/rulebook`)
    await page.goto(`${calculator()}#${question}`)
    await page.waitForSelector('#ground-i')

    expect(await groundI(page)).toContain('Not before Wednesday 25 November 2026')
    await expect.poll(() => page.url()).toBe(calculator())
    expect(asked.filter((line) => line.startsWith('POST'))).toEqual([`POST ${calculator()}`])
    await expect.poll(() => page.locator('[data-link]').innerText()).toBe(`${calculator()}#${question}`)
    expect(await page.locator('.wb-example').count()).toBe(0)

    await page.goBack()
    await expect.poll(() => page.url()).toBe(`${school.url}/rulebook`)
  })

  test('with more terms than rows, half-days, codes that are signs, and a date of birth', async () => {
    const page = await openPage()
    const terms = [9, 10, 11, 12].map(
      (month) => `2026-${`${month}`.padStart(2, '0')}-01_2026-${`${month}`.padStart(2, '0')}-20`,
    )
    const later = [1, 2, 3, 4, 5].map((month) => `2027-0${month}-01_2027-0${month}-20`)
    const marks = '2026-11-03_2026-11-06_PM_%2F,2026-11-09_%23,2026-11-10_AM_%5C'
    const whole = `first=2026-10-12&birth=2014-05-06&terms=${[...terms, ...later].join(',')}&marks=${marks}`
    await page.goto(`${calculator()}#${whole}`)
    await page.waitForSelector('#ground-i')

    await expect
      .poll(() => page.locator('[data-link]').innerText())
      .toBe(
        `${calculator()}#first=2026-10-12&birth=2014-05-06&terms=${[...terms, ...later].join(',')}&marks=2026-11-09_%23,2026-11-10_AM_%5C,2026-11-03_2026-11-06_PM_%2F`,
      )
    expect(await page.locator('.wb-worked-from').innerText()).toContain(
      'Marks that are not N: 3 November 2026 / in the afternoon',
    )
  })

  test('followed from the dates themselves asks its own question', async () => {
    const page = await openPage()
    await workOut(page)
    expect(await groundI(page)).toContain('Monday 16 November 2026')
    await page.evaluate((hash) => location.assign(`#${hash}`), question)
    await page.waitForSelector('#ground-i:has-text("Wednesday 25 November 2026")')
    await expect.poll(() => page.url()).toBe(calculator())
  })

  test('is copied by a button', async () => {
    const page = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] })
    await workOut(page)
    await page.getByRole('button', { name: 'Copy the link' }).click()
    await page.waitForSelector('[data-copied]:has-text("Copied.")')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      await page.locator('[data-link]').getAttribute('href'),
    )
  })

  test('is selected for the keyboard where the browser does not let a page copy, as on plain http', async () => {
    const page = await openPage()
    await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
    await workOut(page)
    await page.getByRole('button', { name: 'Copy the link' }).click()
    await page.waitForSelector('[data-copied]:has-text("The link is selected. Press Ctrl+C to copy it.")')
    expect(await page.evaluate(() => getSelection()!.toString())).toBe(
      await page.locator('[data-link]').getAttribute('href'),
    )
  })

  test.each([
    ['a day that is none', 'first=2026-02-31&terms=2026-09-01_2026-10-23'],
    ['no terms', 'first=2026-10-12'],
    ['a code that is none', 'first=2026-10-12&terms=2026-09-01_2026-10-23&marks=2026-10-20_Q9'],
    ['a code with more in it', 'first=2026-10-12&terms=2026-09-01_2026-10-23&marks=2026-10-20_I%0A2026'],
    ['a reason in free words', 'first=2026-10-12&terms=2026-09-01_2026-10-23&closed=2026-10-20_Mill Lane'],
    ['a date of birth in words', 'first=2026-10-12&birth=young&terms=2026-09-01_2026-10-23'],
    ['HTML', 'first=2026-10-12&terms=<img src=x onerror=alert(1)>'],
    ['an escape that is none', 'first=2026-10-12&terms=2026-09-01_2026-10-23&marks=2026-10-20_%E0%A4%A'],
    ['too many terms', `first=2026-10-12&terms=${Array(25).fill('2026-09-01_2026-10-23').join(',')}`],
    ['a book', `first=2026-10-12&terms=2026-09-01_2026-10-23&x=${'x'.repeat(20_000)}`],
  ])('with %s fills in nothing, and says so', async (_, broken) => {
    const page = await openPage()
    let isAlerted = false
    page.on('dialog', (dialog) => {
      isAlerted = true
      return dialog.dismiss()
    })
    await page.goto(`${calculator()}#${broken}`)
    await page.waitForSelector('[data-broken-link]:visible')

    expect(await page.locator('[data-broken-link]').innerText()).toBe(
      'The link you opened could not be read, so nothing was filled in from it.',
    )
    expect(await page.inputValue('#first-day')).toBe('')
    expect(await page.inputValue('#term-0-from')).toBe('1 September 2026')
    await expect.poll(() => page.url()).toBe(calculator())
    expect(isAlerted).toBe(false)
  })

  test('other things after the # are left alone', async () => {
    const page = await openPage()
    await page.goto(`${calculator()}#first-day`)
    expect(page.url()).toBe(`${calculator()}#first-day`)
    expect(await page.locator('[data-broken-link]').isVisible()).toBe(false)
    await page.goto('about:blank')
    await page.goto(`${calculator()}#utm=x&first=2026-10-12&first=2020-01-01&terms=2026-09-01_2026-10-23&__proto__=x`)
    await page.waitForSelector('h1:has-text("Monday 12 October 2026")')
  })

  test('without JavaScript shows the form, and what the link needs', async () => {
    const page = await openPage({ javaScriptEnabled: false })
    await page.goto(`${calculator()}#${question}`)

    expect(await page.locator('main').innerText()).toContain('Only JavaScript, which is off here, can fill them in.')
    expect(await page.inputValue('#term-0-from')).toBe('1 September 2026')
    await workOut(page)
    expect(await page.locator('[data-copy]').isVisible()).toBe(false)
    await expect.poll(() => page.locator('[data-link]').innerText()).toContain('#first=2026-10-12&terms=')
  })
})

describe.each([320, 1280])('at %i px', (width) => {
  test('the dates with marks, and marks that cannot be read, have nothing wrong with them', async () => {
    const look = await lookFrom(browser, width, school.url, null)
    contexts.push(look.page.context())
    const complaints = await look.complaintsOn(`/deadline-calculator#${question},2026-11-10_PM_Y4`, async (page) => {
      await page.waitForSelector('#ground-i')
      await page.evaluate(() => {
        for (const each of document.querySelectorAll('details')) each.open = true
      })
    })
    expect(complaints).toEqual([])
    expect(
      await look.complaintsOn('/deadline-calculator', async (page) => {
        await page.fill('#marks', '20 October 2026 H')
        await page.getByRole('button', { name: 'Work out the dates' }).last().click()
        await page.waitForSelector('.govuk-error-summary')
      }),
    ).toEqual([])
  })
})
