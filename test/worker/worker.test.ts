// The door beyond one machine, as it would be deployed: built by wrangler, run in workerd on a real D1.
import type { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { keysFrom } from '../../src/outside/keys.ts'
import { type Database, sql } from '../../src/storage/database.ts'
import { keysConfirmed } from '../../src/storage/keysConfirmed.ts'
import { verifyRecord } from '../../src/storage/verify.ts'
import { headersFor, secretCurrent } from '../intake/sender.ts'
import {
  auditKey,
  lastWeekday,
  openWorker,
  school,
  secretsKey,
  statesOfDeliveries,
  type WorkerUnderTest,
} from './workerUnderTest.ts'

describe('the Worker', () => {
  let worker: WorkerUnderTest
  let database: Database
  let miniflare: Miniflare
  let ask: WorkerUnderTest['ask']

  beforeAll(async () => {
    worker = await openWorker()
    ;({ database, miniflare, ask } = worker)
  }, 120_000)

  afterAll(() => miniflare?.dispose())

  test('shows the home page, with the headers that every answer carries', async () => {
    const answer = await ask('/')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('The right person acts on the right day')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('keeps a delivery, applies it after the answer, and Today shows the child', async () => {
    const day = lastWeekday()
    const year = Number(day.slice(0, 4)) - (day.slice(5) < '08-01' ? 1 : 0)
    const messages = [
      [
        'calendar.published',
        {
          academic_year: `${year}/${String(year + 1).slice(2)}`,
          terms: [{ from: `${year}-08-01`, to: `${year + 1}-07-31` }],
          non_school_days: [],
          replaces: null,
        },
      ],
      [
        'pupil.upserted',
        {
          pupil: {
            mis_id: 'p3',
            upn: null,
            legal_forename: 'Zsófia',
            legal_surname: 'Nagy',
            date_of_birth: '2015-04-11',
          },
          source_updated_at: new Date().toISOString(),
        },
      ],
      [
        'attendance.marks.upserted',
        {
          session_status: 'closed',
          marks: [
            {
              pupil: { mis_id: 'p3' },
              date: day,
              session: 'AM',
              code: 'N',
              source_updated_at: new Date().toISOString(),
            },
          ],
        },
      ],
    ] as const
    for (const [at, [type, data]] of messages.entries()) {
      const now = new Date().toISOString()
      const body = JSON.stringify({
        type,
        timestamp: now,
        schema: '2026-09-01',
        source: { vendor: 'generic', school_urn: school },
        data,
      })
      const answer = await ask('/hooks/v1/doorOfSchool', {
        method: 'POST',
        body,
        headers: headersFor(`msg_${at}`, now, body, secretCurrent),
      })
      expect(answer.status).toBe(202)
    }
    await vi.waitFor(
      async () => expect(await statesOfDeliveries(database)).toEqual(['processed', 'processed', 'processed']),
      20_000,
    )

    const today = await ask('/today', { headers: { cookie: '__Host-whereabouts=the-secret-of-grace' } })
    expect(today.status).toBe(200)
    const page = await today.text()
    expect(page).toContain('Zsófia Nagy')
    expect(await database.read(sql`SELECT page FROM reads`)).toHaveLength(1)
  })

  test('has noted by which keys to know its own', async () => {
    const noted = await database.read(sql`SELECT name FROM settings WHERE name LIKE 'key-check:%' ORDER BY name`)
    expect(noted).toEqual([{ name: 'key-check:audit' }, { name: 'key-check:secrets' }])
    const keys = await keysFrom(auditKey, secretsKey)
    expect(await keysConfirmed(database, keys)).toBeNull()
  })

  test('does the night when it is woken, once, and every seal fits', async () => {
    const worker = (await miniflare.getWorker()) as unknown as { scheduled(woken: { cron: string }): Promise<unknown> }
    for (let times = 0; times < 2; times += 1) await worker.scheduled({ cron: '* * * * *' })
    const seals = await database.read(sql<{ name: string }>`SELECT table_name AS name FROM seals ORDER BY 1`)
    expect(seals.map(({ name }) => name)).toEqual([
      'cases',
      'connection_changes',
      'mark_versions',
      'reads',
      'role_changes',
      'security_events',
    ])
    const [list, ...more] = await database.read(sql<{ days: string }>`SELECT days FROM bank_holiday_lists`)
    expect(more).toEqual([])
    expect(JSON.parse(list!.days).at(-4)).toEqual({ on: '2028-06-30', name: 'Bank holiday for the jubilee' })
    const { audit } = await keysFrom(auditKey, secretsKey)
    expect((await verifyRecord(database, audit, () => {})).breaks).toBe(0)
  })

  test('sends nobody without a sign-in to Today', async () => {
    const answer = await ask('/today')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/sign-in')
  })

  test('has no demonstration', async () => {
    expect((await ask('/demo/clock')).status).toBe(404)
  })
})
