// Every page of every kind of case in Northmoor, at a phone's width and a desk's, as those who may open it: nothing scrolls sideways, axe finds nothing.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDemonstration } from '../../src/demo/demonstration.ts'
import { seedNorthmoor } from '../../src/demo/seedNorthmoor.ts'
import { builtAsset } from '../../src/openNodeHouse.ts'
import { sql } from '../../src/storage/database.ts'
import { createApp } from '../../src/web/app.ts'
import { openBrowser } from '../support/browser.ts'
import { makeHouse } from '../support/testHouse.ts'
import { lookAtMany, lookFrom } from './lookOver.ts'

let browser: Browser
let url: string
let look: ReturnType<typeof lookAtMany>
let close: () => Promise<void>
/** One open or closed case of each kind, by what stands on it. */
const cases = new Map<string, { id: string; pupil: string; version: number }>()

beforeAll(async () => {
  browser = await openBrowser()
  look = lookAtMany(browser, () => url)
  const house = await makeHouse({ at: '2026-11-17T09:47:00Z', change: { asset: async (file) => builtAsset(file) } })
  let app = new Hono() as ReturnType<typeof createApp>
  app = createApp(
    house,
    openDemonstration(house, (request) => app.fetch(request)),
  )
  await seedNorthmoor(house, (request) => app.fetch(request), null)
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((listening) => server.once('listening', listening))
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  for (const [kind, where] of Object.entries(kinds)) {
    const [row] = await house.database.read(
      sql<{
        id: string
        pupil: string
        version: number
      }>`SELECT c.id, c.pupil_id AS pupil, (SELECT max(e.version) FROM case_events e
          WHERE e.case_id = c.id AND e.what IN ('risk-answered', 'referral-made', 'check-made', 'outcome-signed')) AS version
        FROM cases c WHERE c.opened_at IS NOT NULL AND c.school_urn = coalesce(${where.school}, c.school_urn)
          AND EXISTS (SELECT 1 FROM case_events e WHERE e.case_id = c.id AND e.what = ${where.what})
          AND (${where.closed} IS NULL OR (c.closed_at IS NOT NULL) = ${where.closed}) ORDER BY c.began_on, c.id LIMIT 1`,
    )
    if (row) cases.set(kind, row)
  }
  close = async () => {
    server.close()
    await house.settled()
    house.sqlite.close()
  }
}, 120_000)
afterAll(async () => {
  await browser.close()
  await close()
})

const kinds = {
  oakfield: { what: 'review-held', school: '999101', closed: null },
  signed: { what: 'outcome-signed', school: null, closed: null },
  referred: { what: 'referral-made', school: null, closed: null },
  removed: { what: 'name-removed', school: null, closed: null },
  found: { what: 'child-found', school: null, closed: 0 },
  closed: { what: 'case-closed', school: null, closed: 1 },
  held: { what: 'telling-held', school: null, closed: null },
} as const

type Kind = keyof typeof kinds

/** Who opens what of which case; `:v` is the version of an entry. */
const pages: readonly (readonly [who: string, kind: Kind, paths: readonly string[]])[] = [
  [
    'Dan Hale',
    'oakfield',
    [
      '',
      '?entries=all',
      '/removal',
      '/removal/enquiries',
      '/removal/outcome',
      '/removal/return',
      '/checks/new?check=A6',
      '/home-visit',
    ],
  ],
  [
    'Dan Hale',
    'oakfield',
    ['/reviews', '/reviews/new', '/risk-answers', '/findings/new', '/allocation', '/referrals/new'],
  ],
  [
    'Ruth Adeyemi',
    'oakfield',
    ['', '/risk-answers/new', '/removal', '/removal/sickness', '/home-visit', '/checks/new?check=S8'],
  ],
  ['Martin Pryce', 'oakfield', ['', '/removal', '/removal/decision', '/removal/return']],
  ['Grace Osei', 'oakfield', ['', '/removal', '/checks/new?check=S5', '/tellings/new?whom=social-worker']],
  ['Dan Hale', 'signed', ['', '/removal', '/entries/:v/withdrawal']],
  ['Dan Hale', 'referred', ['', '/referrals/new', '/entries/:v/withdrawal']],
  ['Dan Hale', 'removed', ['', '/removal', '/removal/return', '/findings/new']],
  ['Dan Hale', 'found', ['', '/findings/new', '/tellings/new?whom=old-school']],
  ['Dan Hale', 'closed', ['', '/removal']],
  ['Dan Hale', 'held', ['', '/removal']],
]

test('Northmoor has a case of every kind', () => {
  expect([...cases.keys()]).toEqual(Object.keys(kinds))
})

test('on paper: who printed it, every entry and every mark, no button, no address after a link of ours', async () => {
  const { id } = cases.get('oakfield')!
  const { page } = await lookFrom(browser, 1280, url, 'Dan Hale')
  await page.goto(`${url}/cases/${id}`)
  // The fifty-first and older are there and not shown: here one stands for them.
  await page.evaluate(() => document.querySelector('.wb-lines__line')!.classList.add('wb-lines__line--printed'))
  const entries = await page.locator('.wb-lines__line').count()
  expect(await page.locator('.wb-lines__line:visible').count()).toBe(entries - 1)
  const parts = page.locator('.wb-lines__parts li').first()
  expect(await parts.isVisible()).toBe(false)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByText('Confidential. Printed from Whereabouts by Dan Hale').isVisible()).toBe(true)
  expect(await page.locator('.wb-lines__line:visible').count()).toBe(entries)
  expect(await parts.isVisible()).toBe(true)
  expect(await page.locator('button:visible, .govuk-button:visible').count()).toBe(0)
  const addresses = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')]
      .map((link) => getComputedStyle(link, '::after').content)
      .filter((content) => content !== 'none' && content !== 'normal'),
  )
  expect(addresses).toEqual([])
  await page.context().close()
})

describe.each(pages)('%s, a case of the kind %s', (who, kind, paths) => {
  describe.each(paths)('%s/', (path) => {
    test.each([320, 1280])('at %i px', async (width) => {
      const { id, version } = cases.get(kind)!
      const { title, complaints } = await look(who, width, `/cases/${id}${path.replace(':v', String(version))}`, {})
      expect(complaints).toEqual([])
      expect(title).not.toBe('Page not found - Whereabouts')
    })
  })
})

describe.each(['Dan Hale', 'Ruth Adeyemi', 'Grace Osei'])('the caseload and the messages of %s', (who) => {
  describe.each(['/cases', '/cases?days=20', ...(who === 'Grace Osei' ? [] : ['/messages'])])('%s', (path) => {
    test.each([320, 1280])('at %i px', async (width) => {
      expect((await look(who, width, path, {})).complaints).toEqual([])
    })
  })
})
