// What happens when Wonde is slow, refuses, breaks off, lies about the next page, or answers with nothing at all?
import { describe, expect, test } from 'vitest'
import { pollDue } from '../../../src/intake/poll.ts'
import type { TestHouse } from '../../support/testHouse.ts'
import { houseWithWonde, messagesKept, openWonde, rowsOf } from './wondeDouble.ts'

interface Poll {
  feed: string
  cursor: string | null
  next_at: string
  failures: number
  problem: string | null
  most_seen: number
  last_complete_at: string | null
}

const at = '2026-09-14T08:20:00.000Z'
const pollOf = async (house: TestHouse, feed: string) =>
  (await rowsOf<Poll>(house, 'polls')).find((row) => row.feed === feed)!
const answer = (status: number, headers = {}) => new Response('{}', { status, headers })

async function opened() {
  const wonde = openWonde()
  return { wonde, ...(await houseWithWonde(at)) }
}

async function goOn(house: TestHouse, now: string) {
  house.clock.put(now)
  await pollDue(house)
  await house.settled()
}

describe('not now', () => {
  test('429 with Retry-After: that feed waits as long as it was asked to, and says that nothing was heard', async () => {
    const { wonde, house } = await opened()
    wonde.first.push(answer(429, { 'retry-after': '90' }))
    await pollDue(house)
    expect(await pollOf(house, 'pupils')).toMatchObject({
      ...{ cursor: null, failures: 1, problem: 'Wonde answered 429.', next_at: '2026-09-14T08:21:30.000Z' },
      last_complete_at: null,
    })
    const [failed] = (await messagesKept(house, { ofReadings: true })).filter(({ type }) => type === 'sync.failed')
    expect(failed!.data).toEqual({ feed: 'pupils', from: null, reason: 'Wonde answered 429.' })
  })

  test('503 twice: both count, and the second wait is longer', async () => {
    const { wonde, house } = await opened()
    wonde.first.push(answer(503))
    await pollDue(house)
    const { next_at } = await pollOf(house, 'pupils')
    await house.database.commit([{ sql: "UPDATE polls SET next_at = '9999' WHERE feed <> 'pupils'", parameters: [] }])
    wonde.first.push(answer(503))
    await goOn(house, next_at)
    const again = await pollOf(house, 'pupils')
    expect(again.failures).toBe(2)
    expect(Date.parse(again.next_at) - Date.parse(next_at)).toBeGreaterThan(Date.parse(next_at) - Date.parse(at))
  })

  test('503 in the middle: what was read is kept, the reading goes on there, and nothing is told twice', async () => {
    const { wonde, house } = await opened()
    wonde.pageSize = 1
    wonde.first.push(null, answer(503))
    await pollDue(house)
    const upserted = async () =>
      (await messagesKept(house))
        .filter(({ type }) => type === 'enrolment.started')
        .map(({ data }) => (data.pupil as { mis_id: string }).mis_id)
    expect(await upserted()).toEqual(['A1000000001'])
    const { cursor, problem, next_at } = await pollOf(house, 'pupils')
    expect(problem).toBe('Wonde answered 503.')
    expect(JSON.parse(cursor!)).toMatchObject({ after: null, going: { seen: 1, since: null } })
    wonde.asked.length = 0
    await goOn(house, next_at)
    expect(wonde.asked.filter((each) => each.includes('/students?')).map((each) => each.split('page=').at(-1))).toEqual(
      ['2', '3'],
    )
    expect(await upserted()).toEqual(['A1000000001', 'A1000000002', 'A1000000003'])
    expect(await pollOf(house, 'pupils')).toMatchObject({ failures: 0, problem: null, most_seen: 3 })
  })

  test('a long list is read five pages a go', async () => {
    const { wonde, house } = await opened()
    wonde.pageSize = 1
    const [one] = wonde.lists.get('students')!
    wonde.lists.set(
      'students',
      Array.from({ length: 12 }, (_, index) => ({ ...one, id: `A${1000000100 + index}` })),
    )
    const asked = () => wonde.asked.filter((each) => each.includes('/students?')).length
    await pollDue(house)
    expect(asked()).toBe(5)
    await goOn(house, '2026-09-14T08:20:10.000Z')
    expect(asked()).toBe(10)
    await goOn(house, '2026-09-14T08:20:20.000Z')
    expect(asked()).toBe(12)
    expect(await pollOf(house, 'pupils')).toMatchObject({ most_seen: 12, problem: null })
  })
})

test('an answer that lies a hundred thousand deep is none', async () => {
  const { wonde, house } = await opened()
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  wonde.first.push(new Response(`{"data":[{"id":"A1","education_details":{"data":${deep}}}]}`))
  await pollDue(house)
  expect(await pollOf(house, 'pupils')).toMatchObject({
    ...{ cursor: null, failures: 1, problem: 'Wonde gave no answer (not-json).' },
  })
  expect(await rowsOf(house, 'pupils')).toEqual([])
})

describe('refused', () => {
  test.each([401, 403])('%d: somebody must look, and it is tried again in a day', async (status) => {
    const { wonde, house } = await opened()
    wonde.first.push(answer(status))
    await pollDue(house)
    expect(await pollOf(house, 'pupils')).toMatchObject({
      problem: `Wonde answered ${status}: it does not accept the school’s token. Somebody must put this connection right; it is tried again in a day.`,
      next_at: '2026-09-15T08:20:00.000Z',
    })
  })

  test('a connection without a token is not read', async () => {
    const wonde = openWonde()
    const { house } = await houseWithWonde(at, { token: null })
    await pollDue(house)
    expect(wonde.asked).toEqual([])
  })

  test('a house that asks nobody reads nothing', async () => {
    const wonde = openWonde()
    const { house } = await houseWithWonde(at)
    await pollDue({ ...house, askVendor: null })
    expect(wonde.asked).toEqual([])
  })
})

describe('addresses', () => {
  test.each([
    ['another host', 'https://wonde.example/v1.0/schools/A1234567890/students?page=2'],
    ['a machine within', 'http://169.254.169.254/latest/meta-data/'],
    ['the same host without encryption', 'http://api.wonde.com/v1.0/schools/A1234567890/students?page=2'],
    ['another port', 'https://api.wonde.com:8443/v1.0/schools/A1234567890/students?page=2'],
    ['another path', 'https://api.wonde.com/oauth/token?page=2'],
    ['another school', 'https://api.wonde.com/v1.0/schools/A1999999999/students?page=2'],
    ['a path that climbs', 'https://api.wonde.com/v1.0/../oauth/token'],
    ['a user in the address', 'https://someone:else@api.wonde.com/v1.0/schools/A1234567890/students?page=2'],
    ['no address', 'students?page=2'],
  ])('a next page at %s is not asked, and the feed says so', async (_, next) => {
    const { wonde, house } = await opened()
    wonde.next = next
    await pollDue(house)
    expect(wonde.asked.filter((each) => each.includes('/students?'))).toHaveLength(1)
    expect(wonde.asked.filter((each) => !each.startsWith('/v1.0/schools/A1234567890/'))).toEqual([])
    expect(await pollOf(house, 'pupils')).toMatchObject({
      ...{ cursor: null, failures: 1 },
      problem: 'Wonde named a next page that is not one of its own addresses. It was not asked.',
    })
  })

  test('a page that names itself as the next is not read for ever', async () => {
    const { wonde, house } = await opened()
    wonde.next = 'https://api.wonde.com/v1.0/schools/A1234567890/students?page=1'
    await pollDue(house)
    expect(wonde.asked.filter((each) => each.endsWith('/students?page=1')).length).toBe(7)
    expect((await pollOf(house, 'pupils')).problem).toContain('It was not asked.')
  })

  test('empty pages that never end are given up after five', async () => {
    const { wonde, house } = await opened()
    wonde.first.push(
      ...[2, 3, 4, 5, 6].map((page) =>
        Response.json({
          data: [],
          meta: {
            pagination: { next: `https://api.wonde.com/v1.0/schools/A1234567890/students?page=${page}`, more: true },
          },
        }),
      ),
    )
    await pollDue(house)
    expect(wonde.asked.filter((each) => each.endsWith('/students?page=6'))).toEqual([])
    expect(await pollOf(house, 'pupils')).toMatchObject({
      ...{ cursor: null, failures: 1, problem: 'Wonde named one more page after five empty ones. It was not asked.' },
    })
  })

  test('pages that never end are read five a go, within what may be asked, and the feed is never said to be whole', async () => {
    const { wonde, house } = await opened()
    await house.database.commit([
      {
        sql: "INSERT INTO polls (connection_id, feed, next_at) SELECT id, 'attendance.session', '9999' FROM connections",
        parameters: [],
      },
    ])
    const student = wonde.lists.get('students')![0]!
    let page = 1
    const endless = () => {
      page += 1
      const next = `https://api.wonde.com/v1.0/schools/A1234567890/students?page=${page}`
      return Response.json({ data: [student], meta: { pagination: { next, more: true } } })
    }
    wonde.first.push(...Array.from({ length: 200 }, endless))
    await pollDue(house)
    expect(wonde.asked.length).toBeLessThanOrEqual(120)
    expect((await rowsOf<Poll>(house, 'polls')).map(({ last_complete_at }) => last_complete_at)).not.toContain(at)
  })

  test.each([
    ['a page for people', '<!doctype html><title>Sign in</title>'],
    ['nothing', ''],
    ['an empty object', '{}'],
    ['one record in place of a list', '{"data":{"id":"A1"}}'],
    ['a list without its wrapping', '[{"id":"A1"}]'],
    ['null', 'null'],
  ])('200 with %s is no answer: nobody is taken for gone, and the feed says so', async (_, text) => {
    const { wonde, house } = await opened()
    wonde.first.push(new Response(text, { status: 200, headers: { 'content-type': 'text/html' } }))
    await pollDue(house)
    expect(await pollOf(house, 'pupils')).toMatchObject({ cursor: null, failures: 1, last_complete_at: null })
    expect((await pollOf(house, 'pupils')).problem).toMatch(
      /^Wonde (gave no answer|answered with something that is no page)/,
    )
  })

  test('records that are none are set aside, and the others are taken in', async () => {
    const { wonde, house } = await opened()
    const records = wonde.lists.get('students')!
    records.unshift(null as never, 'A1' as never, [] as never, { id: { id: 7 } }, { id: '__proto__', surname: ['x'] })
    await pollDue(house)
    await house.settled()
    expect((await pollOf(house, 'pupils')).problem).toBeNull()
    expect(await rowsOf(house, "(SELECT * FROM pupils WHERE mis_id = 'A1000000001')")).toHaveLength(1)
    expect(house.logged.filter((each) => each.includes('"fault"'))).toEqual([])
  })

  test('a domain that is not Wonde’s is not asked', async () => {
    const { wonde, house } = await opened()
    const settings = JSON.stringify({ domain: 'wonde.example', school_ref: 'A1234567890' })
    await house.database.commit([{ sql: 'UPDATE connections SET settings = ?', parameters: [settings] }])
    await pollDue(house)
    expect(wonde.asked).toEqual([])
    expect((await pollOf(house, 'pupils')).problem).toContain('It is not known which school')
  })
})

describe('nothing at all', () => {
  test('an empty list where there were pupils is a fault: nobody left, and the cursor stays', async () => {
    const { wonde, house } = await opened()
    await pollDue(house)
    await house.settled()
    const before = await pollOf(house, 'pupils')
    for (const path of wonde.lists.keys()) wonde.lists.set(path, [])
    const told = (await messagesKept(house)).length
    await goOn(house, '2026-09-15T03:30:00.000Z')
    const after = await pollOf(house, 'pupils')
    expect(after.problem).toBe(
      'The answer was empty where it never was before, which is taken for a fault and not for everybody having left. Nothing was changed.',
    )
    expect([after.cursor, after.most_seen, after.failures]).toEqual([before.cursor, 3, 1])
    expect((await messagesKept(house)).length).toBe(told)
    const pupils = await rowsOf<{ mis_id: string; left_on: string | null }>(house, 'pupils', 'mis_id')
    expect(pupils.filter(({ mis_id }) => mis_id <= 'A1000000003').map(({ left_on }) => left_on)).toEqual([
      null,
      null,
      null,
    ])
    const failed = (await messagesKept(house, { ofReadings: true })).filter(({ type }) => type === 'sync.failed')
    expect(failed.map(({ data }) => data.feed)).toEqual(['pupils'])
  })
})

describe('two at once', () => {
  test('two processes read each feed once', async () => {
    const { wonde, house } = await opened()
    // The same file behind another door: what one process remembers, the other does not.
    const { database } = house
    const other = { ...house, database: { read: database.read, commit: database.commit } }
    await Promise.all([pollDue(house), pollDue(other)])
    const lists = wonde.asked.map((each) => each.replace(/\?.*/, ''))
    expect(lists.filter((each) => each.endsWith('/students'))).toHaveLength(1)
    expect(lists.filter((each) => each.endsWith('/deletions'))).toHaveLength(1)
    expect((await messagesKept(house)).filter(({ type }) => type === 'pupil.deleted')).toHaveLength(1)
  })

  test('a lease that nobody gave back runs out', async () => {
    const { wonde, house } = await opened()
    await pollDue(house)
    const held =
      "UPDATE polls SET leased_by = 'gone', leased_until = '2026-09-14T08:25:00.000Z', next_at = '2026-09-14T08:20:00.000Z'"
    await house.database.commit([{ sql: held, parameters: [] }])
    wonde.asked.length = 0
    await goOn(house, '2026-09-14T08:24:00.000Z')
    expect(wonde.asked).toEqual([])
    await goOn(house, '2026-09-14T08:26:00.000Z')
    expect(wonde.asked.length).toBeGreaterThan(0)
  })
})

test('a vendor is asked so often and no more: the rest waits a moment, without anybody being told of a failure', async () => {
  const { wonde, house } = await opened()
  wonde.pageSize = 1
  const [one] = wonde.lists.get('students')!
  wonde.lists.set(
    'students',
    Array.from({ length: 300 }, (_, index) => ({ ...one, id: `A${1000000100 + index}` })),
  )
  for (let go = 0; go < 30; go += 1) await pollDue(house)
  expect(wonde.asked).toHaveLength(120)
  const { problem, failures, next_at } = await pollOf(house, 'pupils')
  expect([problem, failures, next_at]).toEqual([null, 0, '2026-09-14T08:20:01.000Z'])
  house.clock.put('2026-09-14T08:20:05.000Z')
  for (let go = 0; go < 30; go += 1) await pollDue(house)
  expect(wonde.asked).toHaveLength(130)
})
