// Is there anything wrong with a page as a browser shows it? Sideways scroll, what axe finds, what the page's own policy refuses.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

type Done = (page: Page) => Promise<unknown>

/** A page of a new browser window of that width, with somebody signed in (nobody: null). */
export async function lookFrom(browser: Browser, width: number, url: string, who: string | null) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: false })
  const page = await context.newPage()
  const client = await context.newCDPSession(page)
  const said: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 4')) said.push(message.text())
  })
  page.on('pageerror', (cause) => said.push(cause.message))
  if (who) await signIn(context, page, url, who)
  const look = {
    page,
    /** Opens a path in a window of that width and does something there. */
    async open(path: string, done?: Done, at = width): Promise<void> {
      said.length = 0
      await page.setViewportSize({ width: at, height: 800 })
      await page.goto(url + path)
      await done?.(page)
      await page.waitForLoadState()
    },
    /** Everything that is wrong with the page that is open, one line each, in a window of that width. */
    async complaintsAt(at: number): Promise<string[]> {
      await page.setViewportSize({ width: at, height: 800 })
      const { fits, height } = await page.evaluate(() => ({
        fits: document.documentElement.scrollWidth <= window.innerWidth,
        height: document.documentElement.scrollHeight,
      }))
      // The demonstration's bar sticks to the foot of the window: a window as tall as the page has nothing under it.
      if (height > 800) await page.setViewportSize({ width: at, height: Math.min(height, 16_000) })
      const violations = await violationsOn(client)
      return [...said, ...(fits ? [] : ['The page scrolls sideways']), ...violations]
    },
    /** Opens a path, does something there, and says everything that is wrong, one line each. */
    async complaintsOn(path: string, done?: Done): Promise<string[]> {
      await look.open(path, done)
      return look.complaintsAt(width)
    },
  }
  return look
}

/** Looks at many pages in one window a person. A page asked for again right after itself is only made wider or narrower. */
export function lookAtMany(browser: Browser, url: () => string) {
  const windows = new Map<string | null, ReturnType<typeof lookFrom>>()
  const shown = new Map<string | null, string>()
  return async (
    who: string | null,
    width: number,
    path: string,
    { what = '', done }: { what?: string; done?: Done },
  ) => {
    const opening = windows.get(who) ?? lookFrom(browser, width, url(), who)
    windows.set(who, opening)
    const look = await opening
    const key = `${path} ${what}`
    if (shown.get(who) !== key) {
      shown.delete(who)
      await look.open(path, done, width)
      shown.set(who, key)
    }
    return { title: await look.page.title(), complaints: await look.complaintsAt(width) }
  }
}

const cookiesOf = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>()

/** Chooses somebody at the sign-in; in another window of the same house they are the same visitor. */
async function signIn(context: BrowserContext, page: Page, url: string, who: string): Promise<void> {
  const known = cookiesOf.get(`${url} ${who}`)
  if (known) return context.addCookies(known)
  await page.goto(`${url}/sign-in`)
  await page.getByRole('button', { name: new RegExp(who) }).click()
  await page.waitForURL((at) => !at.pathname.endsWith('/sign-in'))
  cookiesOf.set(`${url} ${who}`, await context.cookies())
}

/** What axe finds against WCAG 2.2 AA, as lines. It runs in a world of its own, which the page's policy does not reach. */
async function violationsOn(client: CDPSession): Promise<string[]> {
  const { frameTree } = await client.send('Page.getFrameTree')
  const world = { frameId: frameTree.frame.id, worldName: 'axe' }
  const { executionContextId: contextId } = await client.send('Page.createIsolatedWorld', world)
  const { result: loaded } = await client.send('Runtime.evaluate', { expression: 'typeof axe', contextId })
  if (loaded.value === 'undefined') await client.send('Runtime.evaluate', { expression: `${axe}; 0`, contextId })
  const options = { runOnly: tags, resultTypes: ['violations'] }
  const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
    expression: `axe.run(${JSON.stringify(options)}).then((found) => JSON.stringify(found.violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | '))))`,
    contextId,
    awaitPromise: true,
    returnByValue: true,
  })
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return JSON.parse(result.value)
}
