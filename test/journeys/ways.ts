// Which browsers must every journey end alike in? With JavaScript, without it, and with htmx blocked.
import type { Browser, BrowserContext } from 'playwright-core'

export interface Way {
  readonly way: string
  readonly staysOnPage: boolean
  readonly open: (browser: Browser) => Promise<BrowserContext>
}

export const ways: readonly Way[] = [
  { way: 'with JavaScript', staysOnPage: true, open: (browser) => browser.newContext() },
  {
    way: 'without JavaScript',
    staysOnPage: false,
    open: (browser) => browser.newContext({ javaScriptEnabled: false }),
  },
  {
    way: 'with htmx blocked',
    staysOnPage: false,
    async open(browser) {
      const context = await browser.newContext()
      await context.route(/\/assets\/today-/, (route) => route.abort())
      return context
    },
  },
]
