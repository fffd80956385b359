// Does a simulated day arrive whole over real HTTP, and does the count notice when a mark is lost or there twice?
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { codesAfter, dayOf, simulatedSchools } from '../../src/demo/simulation/simulatedSchool.ts'
import { hooks } from '../../src/intake/receive.ts'
import { simulateCommand } from '../../src/simulateCommand.ts'
import { sql } from '../../src/storage/database.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'

let house: TestHouse
let server: ServerType
let url: string

beforeEach(async () => {
  house = await makeHouse({ at: '2026-11-17T09:47:00.000Z' })
  const app = new Hono()
    .get('/demo/clock', (c) => c.json({ at: house.clock.now() }))
    .put('/demo/clock', async (c) => {
      house.clock.put(((await c.req.json()) as { at: string }).at)
      return c.json({ at: house.clock.now() })
    })
    .route('/', hooks(house))
  url = await new Promise((open) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => open(`http://127.0.0.1:${port}`))
  })
})
afterEach(() => void server.close())

async function simulated(...args: string[]) {
  const printed: string[] = []
  const told: string[] = []
  const io = { out: (text: string) => void printed.push(text), err: (text: string) => void told.push(text) }
  const code = await simulateCommand(['--url', url, '--schools', '3', '--pupils', '30', ...args], house, io)
  return { code, said: printed.length > 0 ? JSON.parse(printed.join('')) : null, err: told.join('') }
}

test('a day of three schools is all kept, applied and counted once, though repeated and out of order', async () => {
  const { code, said } = await simulated()
  expect(code).toBe(0)
  expect(said).toMatchObject({ schools: 3, dates: ['2026-11-18'], lostOrTwice: 0 })
  const rows = await house.database.read(
    sql<{ n: number }>`SELECT count(*) AS n FROM register_sessions WHERE complete = 1`,
  )
  expect(rows).toEqual([{ n: 6 }])
  // Said again, it is known already and changes nothing.
  const again = await simulated('--from', '2026-11-18')
  expect(again.code).toBe(0)
  expect(Object.keys(again.said.statuses)).toEqual(['200'])
})

test('a mark that is lost is noticed, and so is one that says something else', async () => {
  await simulated()
  await house.database.commit([
    sql`DELETE FROM presence WHERE pupil_id = (SELECT min(pupil_id) FROM presence) AND session = 'AM'`,
    sql`UPDATE marks SET code = 'V' WHERE (pupil_id, session) IN (SELECT pupil_id, session FROM marks WHERE code = 'I' ORDER BY 1, 2 LIMIT 1)`,
  ])
  const { code, said, err } = await simulated('--from', '2026-11-18')
  expect(code).toBe(1)
  expect(said.lostOrTwice).toBeGreaterThanOrEqual(2)
  expect(err).toMatch(/marks \/ stand, \d+ were the last word/)
})

test('a real database is left alone, and wrong numbers are said', async () => {
  expect(await simulated('--days', 'two')).toMatchObject({ code: 2, said: null })
  expect((await simulated('--from', 'tomorrow')).err).toContain('--from must be a date')
  const io = { out: () => {}, err: () => {} }
  expect(await simulateCommand([], { ...house, mode: 'production' }, io)).toBe(2)
  expect(await house.database.read(sql`SELECT urn FROM schools`)).toEqual([])
})

test('what a school sends on a day is the same every time, and some of it is sent twice', () => {
  const schools = simulatedSchools(40, 333)
  expect(dayOf(schools[0]!, '2026-11-18')).toEqual(dayOf(schools[0]!, '2026-11-18'))
  const sent = schools.flatMap((school) => dayOf(school, '2026-11-18').map(({ id }) => id))
  expect(new Set(sent).size).toBeLessThan(sent.length)
  expect(schools.some((school) => [...codesAfter(school, '2026-11-18').values()].includes('N'))).toBe(true)
})
