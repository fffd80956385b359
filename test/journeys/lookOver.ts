// Is there anything wrong with a page as a browser shows it? Sideways scroll, what axe finds, what the page's own policy refuses.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** A page of a new browser window of that width, with somebody signed in (nobody: null). */
export async function lookFrom(browser: Browser, width: number, url: string, who: string | null) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: false })
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 4')) said.push(message.text())
  })
  page.on('pageerror', (cause) => said.push(cause.message))
  if (who) {
    await page.goto(`${url}/sign-in`)
    await page.getByRole('button', { name: new RegExp(who) }).click()
    await page.waitForURL((at) => !at.pathname.endsWith('/sign-in'))
  }
  return {
    page,
    /** Opens a path, does something there, and says everything that is wrong, one line each. */
    async complaintsOn(path: string, done?: (page: Page) => Promise<unknown>): Promise<string[]> {
      said.length = 0
      await page.goto(url + path)
      await done?.(page)
      await page.waitForLoadState()
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
      // The demonstration's bar sticks to the foot of the window: a window as tall as the page has nothing under it.
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      await page.setViewportSize({ width, height: Math.min(Math.max(height, 800), 16_000) })
      const violations = await violationsOn(page)
      await page.setViewportSize({ width, height: 800 })
      return [...said, ...(fits ? [] : ['The page scrolls sideways']), ...violations]
    },
  }
}

/** What axe finds against WCAG 2.2 AA, as lines. It runs in a world of its own, which the page's policy does not reach. */
async function violationsOn(page: Page): Promise<string[]> {
  const client = await page.context().newCDPSession(page)
  const { frameTree } = await client.send('Page.getFrameTree')
  const { executionContextId } = await client.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id })
  const run = `${axe}; axe.run({ runOnly: ${JSON.stringify(tags)} }).then((found) => JSON.stringify(found.violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | '))))`
  const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
    expression: run,
    contextId: executionContextId,
    awaitPromise: true,
    returnByValue: true,
  })
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return JSON.parse(result.value)
}
