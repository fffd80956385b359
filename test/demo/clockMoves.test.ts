// Does the visitor move the clock, and do the schools send what falls between?
import { beforeAll, describe, expect, test } from 'vitest'
import { openDemonstration } from '../../src/demo/demonstration.ts'
import { sql } from '../../src/storage/database.ts'
import { createApp } from '../../src/web/app.ts'
import { makeHouse } from '../support/testHouse.ts'
import { marksN, type OpenNorthmoor, openNorthmoor } from './openNorthmoor.ts'

let northmoor: OpenNorthmoor
beforeAll(async () => {
  northmoor = await openNorthmoor()
}, 60_000)

const notProcessed = sql<{ n: number }>`SELECT count(*) AS n FROM deliveries WHERE state <> 'processed'`

// The scenarios follow each other: each begins where the one before left the clock.
describe('the clock bar', () => {
  test('“Next session” leads to a quarter past two, when every afternoon register and the late morning one have come', async () => {
    const answer = await northmoor.submit('/demo/clock', { move: 'next-session', from: '/sign-in' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in'])
    expect(northmoor.house.clock.now()).toBe('2026-11-17T14:17:00.000Z')
    expect(await northmoor.count(marksN('999105', '2026-11-17', 'AM'))).toBe(9)
    expect(
      await northmoor.count(
        sql`SELECT count(*) AS n FROM register_sessions WHERE marked_on = '2026-11-17' AND complete = 1`,
      ),
    ).toBe(10)
    expect(await northmoor.count(notProcessed)).toBe(0)
  }, 30_000)

  test('moved back, the clock stands there and nothing is sent; moved forward again, nothing is sent twice', async () => {
    const before = await northmoor.count(sql`SELECT count(*) AS n FROM deliveries`)
    const back = await northmoor.putClock('2026-09-14T08:33:00Z')
    expect([back.status, await back.json()]).toEqual([200, { at: '2026-09-14T08:33:00.000Z' }])
    expect(await (await northmoor.request('/demo/clock')).json()).toEqual({ at: '2026-09-14T08:33:00.000Z' })
    await northmoor.putClock('2026-11-17T14:17:00Z')
    expect(await northmoor.count(sql`SELECT count(*) AS n FROM deliveries`)).toBe(before)
  })

  test('“Next school day” leads to the next morning, with its registers in and some of yesterday’s N explained', async () => {
    const yesterday = await northmoor.count(marksN('999101', '2026-11-17', 'AM'))
    await northmoor.submit('/demo/clock', { move: 'next-school-day', from: '/' })
    expect(northmoor.house.clock.now()).toBe('2026-11-18T09:47:00.000Z')
    expect(await northmoor.count(marksN('999101', '2026-11-17', 'AM'))).toBeLessThan(yesterday)
    expect(await northmoor.count(marksN('999101', '2026-11-18', 'AM'))).toBe(12)
    expect(await northmoor.count(notProcessed)).toBe(0)
  }, 30_000)

  test('“Jump to day 20” leads to the afternoon on which the absence since 19 October is twenty school days long', async () => {
    await northmoor.submit('/demo/clock', { move: 'day-20', from: '/' })
    expect(northmoor.house.clock.now()).toBe('2026-11-23T15:30:00.000Z')
    const runs = sql<{ n: number }>`SELECT count(*) AS n FROM cases WHERE began_on = '2026-10-19' AND ended_on IS NULL`
    expect(await northmoor.count(runs)).toBe(1)
    expect(await northmoor.count(notProcessed)).toBe(0)
    // Whole registers say nothing of the starter who did not come, nor of the one who left and nobody knows where to.
    const unmarked = sql<{
      misId: string
    }>`SELECT DISTINCT p.mis_id AS "misId" FROM marks m JOIN pupils p ON p.id = m.pupil_id WHERE m.code = '-' ORDER BY 1`
    expect(await northmoor.house.database.read(unmarked)).toEqual([{ misId: 'N9001' }, { misId: 'N9003' }])
  }, 60_000)

  test('a move over many weeks takes in what is long ago without a delivery each', async () => {
    const answer = await northmoor.putClock('2026-12-11T16:00:00Z')
    expect(answer.status).toBe(200)
    const whole = sql<{
      n: number
    }>`SELECT count(*) AS n FROM register_sessions WHERE school_urn = '999101' AND complete = 1`
    expect(await northmoor.count(whole)).toBe(134)
    const received = sql<{
      n: number
    }>`SELECT count(DISTINCT substr(received_at, 1, 10)) AS n FROM deliveries WHERE received_at > '2026-11-24'`
    expect(await northmoor.count(received)).toBe(5)
    expect(await northmoor.count(notProcessed)).toBe(0)
  }, 120_000)

  test('a school whose connection was ended falls silent', async () => {
    await northmoor.house.database.commit([
      sql`UPDATE connections SET ended_at = '2026-12-11' WHERE school_urn = '999103'`,
    ])
    await northmoor.submit('/demo/clock', { move: 'next-school-day', from: '/' })
    const heard = sql<{ n: number }>`SELECT count(*) AS n FROM register_sessions WHERE marked_on = '2026-12-14'`
    expect(await northmoor.count(heard)).toBe(4)
  }, 30_000)

  test('another site cannot be the way back', async () => {
    for (const from of ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', '']) {
      const answer = await northmoor.submit('/demo/clock', { move: 'next-session', from })
      expect(answer.headers.get('location')).toBe('/')
    }
  }, 60_000)

  test('what is no instant is refused with a sentence, and the clock stays', async () => {
    const before = northmoor.house.clock.now()
    for (const at of ['tomorrow', '2026-11-17', '2026-13-01T00:00:00Z', 7, null]) {
      const answer = await northmoor.putClock(at)
      expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
        400,
        'Send JSON with one key, at, an instant with its offset: {"at": "2026-11-17T09:47:00Z"}, of the years 2020 to 2034',
      ])
    }
    const noJson = await northmoor.request('/demo/clock', { method: 'PUT', body: 'at=now' })
    expect(noJson.status).toBe(400)
    expect(northmoor.house.clock.now()).toBe(before)
  })

  test('a move that the bar does not offer is refused with a page', async () => {
    const answer = await northmoor.submit('/demo/clock', { move: 'next-year', from: '/' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('The clock was not moved')
  })
})

describe('a real installation', () => {
  test('has no clock to move and nobody to choose', async () => {
    const house = await makeHouse({ at: '2026-11-17T09:47:00Z', change: { mode: 'production' } })
    const app = createApp(house)
    expect((await app.request('/demo/clock')).status).toBe(404)
    const put = await app.request('/demo/clock', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"at":"2026-11-17T09:47:00Z"}',
    })
    expect(put.status).not.toBe(200)
    expect(await (await app.request('/sign-in')).text()).not.toContain('Choose who to act as')
    expect(house.clock.now()).toBe('2026-11-17T09:47:00.000Z')
  })

  test('refuses to be opened as a demonstration', async () => {
    const house = await makeHouse({ at: '2026-11-17T09:47:00Z', change: { mode: 'production' } })
    expect(() => openDemonstration(house, () => new Response())).toThrow(
      'The demonstration opens in a house of its own, never in a real one',
    )
  })
})
