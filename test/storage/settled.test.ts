// Is what was not taken in settled once, whole and in its scope? The same on every engine.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { clashOf } from '../../src/storage/clashes.ts'
import { sql } from '../../src/storage/database.ts'
import {
  deliveriesWaiting,
  writeOfDeadDiscarded,
  writeOfDelivery,
  writeOfFailure,
  writeOfParking,
  writeOfRetry,
} from '../../src/storage/deliveryStore.ts'
import {
  findPart,
  isSettledClash,
  listSettled,
  writeOfDiscard,
  writeOfReplay,
  writeOfSchoolTold,
} from '../../src/storage/settledStore.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import * as two from './twoSchools.ts'

const at = '2026-11-05T09:00:00.000Z'
const later = '2026-11-05T09:30:00.000Z'
const key = { delivery: 1, number: 1 }
const part = { limit: 20, offset: 0 }
const said = { at: later, by: 'wendy', because: 'A test' }

describe.each(engines)('settling on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    await two.threeCases(open.database)
    await open.database.commit([
      sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at) VALUES ('c', 'e', ${two.beckside}, 'generic', 'x', ${at})`,
      sql`INSERT INTO deliveries (id, connection_id, delivery_id, received_at, type, body_sha256, body, state) VALUES
        (1, 'c', 'one', ${at}, 't', 'x', 'locked', 'quarantined'), (2, 'c', 'two', ${at}, 't', 'x', 'locked', 'dead'),
        (3, 'c', 'three', ${at}, 't', 'x', 'locked', 'received')`,
      sql`INSERT INTO quarantined (delivery, number, school_urn, at, type, path, reason, content)
        VALUES (1, 1, ${two.beckside}, ${at}, 't', 'data', 'is wrong', 'locked')`,
    ])
  })
  afterEach(() => open.close())

  const broken = (writes: Parameters<OpenEngine['database']['commit']>[0]) =>
    open.database.commit(writes).then(
      () => false,
      (cause) => isSettledClash(clashOf(cause)),
    )
  const delivery = (deliveryId: string) =>
    writeOfDelivery({
      connectionId: 'c',
      deliveryId,
      receivedAt: later,
      type: 't',
      bodySha256: 'y',
      body: 'locked',
      sentBy: 'wendy',
      replays: 1,
    })

  test('a part is let go once, and shows by whom, when and why', async () => {
    await open.database.commit([writeOfSchoolTold(key, at, 'wendy'), writeOfDiscard(key, said)])
    expect(await broken([writeOfDiscard(key, { ...said, because: 'Another' })])).toBe(true)
    expect(await findPart(open.database, two.everySchool, key)).toMatchObject({
      ...{
        settledAt: later,
        settledHow: 'discarded',
        settledBecause: 'A test',
        toldAt: at,
        body: 'locked',
        became: null,
      },
    })
    expect(await findPart(open.database, two.nowhere, key)).toBeNull()
    expect(await listSettled(open.database, two.nowhere, two.nowhere, part)).toEqual([])
  })

  test('a part is sent again in one commit with its delivery; settled meanwhile, neither is written', async () => {
    const replay = (id: string) => [
      delivery(id),
      writeOfReplay(key, { at: later, by: 'wendy' }, { connectionId: 'c', deliveryId: id }),
    ]
    await open.database.commit(replay('replay_1'))
    expect(await broken(replay('replay_2'))).toBe(true)
    expect(await broken([writeOfDiscard(key, said)])).toBe(true)
    const ids = await open.database.read<{ name: string }>(sql`SELECT delivery_id AS name FROM deliveries ORDER BY id`)
    expect(ids.map(({ name }) => name)).toEqual(['one', 'two', 'three', 'replay_1'])
    expect(await listSettled(open.database, two.everySchool, two.nowhere, part)).toMatchObject([
      { how: 'replayed', became: 'received', path: 'data', settledAt: later },
    ])
  })

  test('a dead delivery is tried again or let go, whichever comes first; an erased one is only let go', async () => {
    await open.database.commit([writeOfDeadDiscarded(2, said)])
    expect(await broken([writeOfRetry(2, later, 'wendy')])).toBe(true)
    expect(await broken([writeOfDeadDiscarded(2, said)])).toBe(true)
    expect(await listSettled(open.database, two.nowhere, two.everySchool, part)).toMatchObject([
      { path: null, reason: null, how: 'discarded', because: 'A test' },
    ])
    await open.database.commit([sql`UPDATE deliveries SET state = 'dead' WHERE id = 3`])
    await open.database.commit([writeOfRetry(3, later, 'wendy')])
    expect(await broken([writeOfRetry(3, later, 'wendy')])).toBe(true)
    await open.database.commit([sql`UPDATE deliveries SET state = 'dead', body = NULL WHERE id = 3`])
    expect(await broken([writeOfRetry(3, later, 'wendy')])).toBe(true)
  })

  test('what waits for a later try is found when it is due, in order of arrival, after what came before', async () => {
    await open.database.commit([delivery('four'), writeOfFailure(3, later, at)])
    const waiting = async (after: number, now: string, most: number) =>
      (await deliveriesWaiting(open.database, after, now, most)).map(({ id }) => id)
    expect(await waiting(0, at, 10)).toEqual([4])
    expect(await waiting(0, later, 10)).toEqual([3, 4])
    expect(await waiting(0, later, 1)).toEqual([3])
    expect(await waiting(3, later, 10)).toEqual([4])
    await open.database.commit([writeOfParking(4, 'Many leavers', later)])
    expect(await broken([writeOfParking(4, 'Many leavers', later)])).toBe(true)
    expect(await waiting(0, later, 10)).toEqual([3])
  })
})
