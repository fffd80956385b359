// A code sent from Today in a browser, at a phone's width and a desk's: the press, each thing that the row then says, sending again, and undoing the reason.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { openBrowser } from '../support/browser.ts'
import { lookFrom } from './lookOver.ts'
import { openSchool } from './school.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const list = '/today?list=reason-given'

async function morning() {
  const school = await openSchool('2026-10-13T08:36:00.000Z')
  const { house } = school
  Object.assign(house, { askVendor: async () => ({ failed: 'unreachable' }) })
  await school.enrol()
  await school.register({ p1: 'N', p2: '/', p3: '/', p4: '/' })
  await school.closeRegister(4)
  await house.database.commit([
    sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, token, settings, created_at)
      VALUES ('w', 'w', '999001', 'wonde', 'locked', 'locked', '{"domain":"api.wonde.com","write_back":"M,I"}', '2026-10-12T09:00:00.000Z')`,
  ])
  return school
}

test.each([320, 1280])('pressed once at %i px, and read as it goes on', async (width) => {
  const school = await morning()
  const { house, url } = school
  const { page, complaintsOn } = await lookFrom(browser, width, url, 'Grace Osei')
  const [absence] = await house.database.read(sql<{ id: string; version: number }>`SELECT id, version FROM cases`)
  await page.goto(`${url}/absences/${absence!.id}/reasons/new?list=to-ring`)
  await page.getByLabel('Who said it').or(page.locator('input[name=whoSaid]')).first().fill('Mother')
  await page.locator('textarea[name=reason-1], input[name=reason-1]').fill('Sick in the night')
  await page.locator('input[name=until-1][value=today]').check()
  await page.locator('main form button:not([hidden])').last().click()
  await page.waitForURL(/today/)
  expect(await complaintsOn(list)).toEqual([])
  await page.getByRole('button', { name: /Send I to your MIS/ }).click()
  await page.getByText('Being sent to your MIS: I for Tue 13 Oct (morning).').waitFor()
  const saved = await house.database.read(sql`SELECT state, to_code FROM write_backs`)
  expect(saved).toEqual([{ state: 'pending', to_code: 'I' }])
  expect(await complaintsOn(list)).toEqual([])
  await house.database.commit([
    sql`UPDATE write_backs SET state = 'failed', because = 'The register of this session is locked.', ended_at = 'x'`,
  ])
  expect(await complaintsOn(list)).toEqual([])
  await page.getByText('Your MIS did not take it').waitFor()
  await page.getByRole('button', { name: /Send I again/ }).click()
  await page.getByText('Being sent to your MIS: I for Tue 13 Oct (morning).').waitFor()
  await house.database.commit([sql`UPDATE write_backs SET state = 'accepted' WHERE state = 'pending'`])
  await page.goto(url + list)
  await page.getByRole('button', { name: /Undo the reason/ }).click()
  await page.getByText('The reason for it was undone after it was sent').waitFor()
  expect(await complaintsOn(list)).toEqual([])
  const sam = await lookFrom(browser, width, url, 'Sam Whitlock')
  for (const path of ['/connections/w', '/connections/w/write-back']) expect(await sam.complaintsOn(path)).toEqual([])
})
