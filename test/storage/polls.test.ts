// Where reading vendors stands, on both engines: who is due, who has the lease, what is kept when it ends.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { clashOf } from '../../src/storage/clashes.ts'
import { writesOfConnection } from '../../src/storage/connectionStore.ts'
import { type Database, sql } from '../../src/storage/database.ts'
import {
  type PollEnd,
  pollsDue,
  vendorListsOf,
  writeOfLease,
  writeOfMessagesRead,
  writeOfPolls,
  writeOfReadingAtOnce,
  writesOfPollEnd,
  writesOfReadingAnew,
} from '../../src/storage/pollStore.ts'
import {
  migrationList,
  wasDeliveredSince,
  wondeAccessOf,
  writeOfAccess,
  writeOfAccessLost,
} from '../../src/storage/wondeAccessStore.ts'
import { engines, type OpenEngine } from '../support/engines.ts'

const now = '2026-09-14T08:20:00.000Z'
const later = '2026-09-14T08:25:00.000Z'
const feeds = [
  { vendor: 'wonde', name: 'pupils' },
  { vendor: 'wonde', name: 'marks' },
  { vendor: 'arbor', name: 'changes' },
]
const poll = { connectionId: 'c1', feed: 'pupils', cursor: null }
const lease = (by: string, at = now) => writeOfLease(poll, { by, now: at, until: later })
const ended: PollEnd = { cursor: 'here', nextAt: later, failures: 0, problem: null, mostSeen: 3, completedAt: now }

const clashIn = async (work: Promise<unknown>) =>
  clashOf(
    await work.then(
      () => null,
      (cause: unknown) => cause,
    ),
  )
const taken = { kind: 'broken-rule', rule: 'polls.next_at' }

describe.each(engines)('polls on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database

  beforeEach(async () => {
    engine = await open()
    database = engine.database
    const connect = (id: string, vendor: string, token: string | null) =>
      writesOfConnection(
        { id, endpoint: `e-${id}`, schoolUrn: '999001', secretCurrent: 'locked', secretPrevious: null },
        { schoolName: 'Oakfield', vendor, at: now, token, settings: { domain: 'api.wonde.com' } },
      )
    await database.commit([
      ...connect('c1', 'wonde', 'token'),
      ...connect('c2', 'wonde', null),
      ...connect('c3', 'arbor', 'user:password'),
      ...connect('c4', 'wonde', 'token'),
      sql`UPDATE connections SET ended_at = ${now} WHERE id = 'c4'`,
    ])
  })
  afterEach(() => engine.close())

  const due = async (at = now) =>
    (await pollsDue(database, feeds, at, 10)).map((each) => `${each.connectionId} ${each.feed}`)

  const standing = () =>
    database.read(
      sql<object>`SELECT feed, next_at, last_begun_at, last_complete_at, failures, problem, leased_by FROM polls WHERE connection_id = 'c1'`,
    )

  test('due are the feeds of the vendors of open connections that hold a token, also those never read', async () => {
    expect(await due()).toEqual(['c1 pupils', 'c1 marks', 'c3 changes'])
    expect((await pollsDue(database, feeds, now, 1))[0]).toEqual({
      ...{ connectionId: 'c1', schoolUrn: '999001', vendor: 'wonde', token: 'token', feed: 'pupils' },
      ...{ settings: { domain: 'api.wonde.com' }, cursor: null, failures: 0, mostSeen: 0, lastCompleteAt: null },
    })
  })

  test('of two who take a feed the second loses, until the lease runs out', async () => {
    await database.commit([lease('one')])
    expect(await due()).toEqual(['c1 marks', 'c3 changes'])
    expect(await clashIn(database.commit([lease('two')]))).toEqual(taken)
    await database.commit([lease('two', later)])
    expect(await clashIn(database.commit(writesOfPollEnd(poll, 'one', ended, new Map(), now)))).toEqual(taken)
    await database.commit(writesOfPollEnd(poll, 'two', ended, new Map(), now))
  })

  test('the end gives the feed back and keeps how far it is, with the lists it read', async () => {
    await database.commit([lease('one')])
    await database.commit(writesOfPollEnd(poll, 'one', ended, new Map([['codes', { A1: '/' }]]), now))
    expect(await standing()).toEqual([
      {
        ...{ feed: 'pupils', next_at: later, last_begun_at: now, last_complete_at: now, failures: 0, problem: null },
        leased_by: null,
      },
    ])
    expect([...(await vendorListsOf(database, 'c1'))]).toEqual([['codes', { A1: '/' }]])
    expect(await due()).toEqual(['c1 marks', 'c3 changes'])
    expect((await pollsDue(database, feeds, later, 10)).find(({ feed }) => feed === 'pupils')).toMatchObject({
      ...{ cursor: 'here', mostSeen: 3, lastCompleteAt: now },
    })
  })

  test('an end that did not read keeps the cursor, the most that was seen and when it was last whole', async () => {
    await database.commit([lease('one')])
    await database.commit(writesOfPollEnd(poll, 'one', ended, new Map([['codes', 1]]), now))
    const again = { ...poll, cursor: 'here' }
    await database.commit([writeOfLease(again, { by: 'one', now: later, until: '2026-09-14T08:30:00.000Z' })])
    const failed = { nextAt: later, failures: 1, problem: 'Busy.', mostSeen: 0, completedAt: null }
    await database.commit(writesOfPollEnd(again, 'one', failed, new Map([['codes', 2]]), later))
    expect((await pollsDue(database, feeds, later, 10)).find(({ feed }) => feed === 'pupils')).toMatchObject({
      ...{ cursor: 'here', failures: 1, mostSeen: 3, lastCompleteAt: now },
    })
    expect((await vendorListsOf(database, 'c1')).get('codes')).toBe(2)
    expect((await standing())[0]).toMatchObject({ problem: 'Busy.', failures: 1 })
  })

  test('read anew: no cursor, no lists, due at once, and a reading under way ends without effect', async () => {
    await database.commit([writeOfPolls('c1', ['pupils', 'marks'], later), writeOfPolls('c1', ['pupils'], now)])
    expect(await due()).toEqual(['c3 changes'])
    await database.commit([writeOfReadingAtOnce('c1', now)])
    await database.commit([lease('one')])
    await database.commit([sql`UPDATE polls SET most_seen = 40 WHERE connection_id = 'c1'`])
    await database.commit(writesOfReadingAnew('c1', now, false))
    const mostSeen = () => database.read(sql`SELECT DISTINCT most_seen AS n FROM polls WHERE connection_id = 'c1'`)
    expect(await mostSeen()).toEqual([{ n: 40 }])
    expect(await clashIn(database.commit(writesOfPollEnd(poll, 'one', ended, new Map([['codes', 1]]), now)))).toEqual(
      taken,
    )
    expect([...(await vendorListsOf(database, 'c1'))]).toEqual([])
    const dueAnew = (await pollsDue(database, feeds, now, 10)).map(({ feed, cursor }) => `${feed} ${cursor}`)
    expect(dueAnew.sort()).toEqual(['changes null', 'marks null', 'pupils null'])
    await database.commit(writesOfReadingAnew('c1', now, true))
    expect(await mostSeen()).toEqual([{ n: 0 }])
  })

  test('messages are kept in their order, and once', async () => {
    const message = (deliveryId: string) => ({ deliveryId, type: 'pupil.upserted', bodySha256: 'hash', body: 'locked' })
    await database.commit([writeOfMessagesRead('c1', [message('b'), message('a')], now)])
    await database.commit([writeOfMessagesRead('c1', [message('c'), message('b')], later)])
    const rows = await database.read(
      sql<{
        id: string
        at: string
        state: string
      }>`SELECT delivery_id AS id, received_at AS at, state FROM deliveries d ORDER BY d.id`,
    )
    expect(rows.map(({ id, at, state }) => [id, at, state])).toEqual([
      ['b', now, 'received'],
      ['a', now, 'received'],
      ['c', later, 'received'],
    ])
    expect(await wasDeliveredSince(database, 'c1', 'b', '2026-09-14T08:00:00.000Z')).toBe(true)
    expect(await wasDeliveredSince(database, 'c1', 'b', later)).toBe(false)
    expect(await wasDeliveredSince(database, 'c2', 'b', '2026-09-14T08:00:00.000Z')).toBe(false)
  })

  test('access given and lost', async () => {
    await database.commit([writeOfAccess('c2', 'new token', { domain: 'api.wonde.com', school_ref: 'A1234567890' })])
    expect(await wondeAccessOf(database, 'c2')).toEqual({
      ...{ settings: { domain: 'api.wonde.com', school_ref: 'A1234567890' }, token: 'new token', isMigrating: false },
    })
    expect(await due()).toContain('c2 pupils')
    await database.commit([writeOfAccessLost('c2', 'the token before')])
    expect(await wondeAccessOf(database, 'c2')).toMatchObject({ token: 'new token' })
    await database.commit([
      writeOfAccessLost('c2', 'new token'),
      sql`INSERT INTO vendor_lists (connection_id, name, content, read_at) VALUES ('c2', ${migrationList}, '{}', ${now})`,
    ])
    expect(await wondeAccessOf(database, 'c2')).toMatchObject({ token: null, isMigrating: true })
    expect(await due()).not.toContain('c2 pupils')
    expect(await wondeAccessOf(database, 'c4')).toBeNull()
  })
})
