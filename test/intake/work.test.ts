// What was answered is applied: once, whole, in order, whatever fails in between.

import { expect, test } from 'vitest'
import { applyWaiting, forgetOldBodies, sweep } from '../../src/intake/work.ts'
import { type CaseRow, kaseOf, writesOf } from '../../src/storage/caseStore.ts'
import { type Database, type Query, sql } from '../../src/storage/database.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'
import { allMarks, connectedSchool, dump, mark, type Sender, senderAt } from './sender.ts'

const at = '2026-09-14T08:33:00.000Z'
const calendar = {
  academic_year: '2026/27',
  terms: [{ from: '2026-09-02', to: '2026-12-18' }],
  non_school_days: [],
  replaces: null,
}
const morning = {
  marks: [
    mark('p1', '2026-09-14', 'AM', '/', at),
    mark('p2', '2026-09-14', 'AM', 'N', at),
    mark('p3', '2026-09-14', 'AM', 'Q9', at),
  ],
}

const broken = sql`INSERT INTO no_such_table VALUES (1)`

/** The same house whose commits get a statement that cannot run at a place, as long as `when` says so. */
function breaking(house: TestHouse, place: (writes: readonly Query<unknown>[]) => number | null): TestHouse {
  const database: Database = {
    ...house.database,
    commit(writes) {
      const at = place(writes)
      return house.database.commit(at === null ? writes : [...writes.slice(0, at), broken, ...writes.slice(at)])
    },
  }
  return { ...house, database }
}

const isEnd = (writes: readonly Query<unknown>[]) =>
  writes.some((query) => query.sql.includes('taken-in') || query.sql.includes('INSERT INTO settings'))

async function states(sender: Sender) {
  const rows = await sender.rows<{ state: string; tries: number }>('deliveries')
  return rows.map(({ state, tries }) => `${state} ${tries}`)
}

test('a delivery is kept before it is applied: a fault in applying leaves it waiting, and a later sweep applies it once', async () => {
  const sender = await connectedSchool(at)
  const faulty = breaking(sender.house, (writes) => (isEnd(writes) ? 0 : null))
  const posted = await senderAt(faulty, sender.endpoint, '999001').post('attendance.marks.upserted', morning)
  await sender.house.settled()
  expect(posted.status).toBe(202)
  expect(await states(sender)).toEqual(['received 1'])
  expect(await sender.rows(allMarks)).toEqual([])
  sender.house.clock.put('2026-09-14T08:33:11.000Z')
  await sweep(sender.house)
  expect(await states(sender)).toEqual(['processed 1'])
  expect(await sender.rows(allMarks)).toHaveLength(2)
  const before = await dump(sender.house)
  await sweep(sender.house)
  expect(await dump(sender.house)).toEqual(before)
})

test('a house that stops between the answer and the applying loses nothing', async () => {
  const sender = await connectedSchool(at)
  const stopped = { ...sender.house, after: () => {}, database: { ...sender.house.database } }
  await senderAt({ ...stopped, database: holdingBack(sender.house.database) }, sender.endpoint, '999001').post(
    'attendance.marks.upserted',
    morning,
  )
  expect(await states(sender)).toEqual(['received 0'])
  await sweep(sender.house)
  expect(await states(sender)).toEqual(['processed 0'])
})

/** A database that never finds anything waiting, as a process that died would not. */
function holdingBack(database: Database): Database {
  return {
    ...database,
    read: <Row>(query: Query<Row>) =>
      query.sql.includes("state = 'received' AND next_try_at IS NULL") ? Promise.resolve([]) : database.read(query),
  }
}

test('wherever in its commit a delivery breaks, nothing of it is applied', async () => {
  const deliveries: [string, unknown][] = [
    ['attendance.marks.upserted', morning],
    ['attendance.session.closed', { date: '2026-09-14', session: 'AM', expected: 2, marked: 2, closed_at: at }],
    ['calendar.published', calendar],
    ['attendance.marks.upserted', { marks: [mark('p2', '2026-09-14', 'AM', 'I', '2026-09-14T08:33:01Z')] }],
    [
      'contacts.upserted',
      { pupil: { mis_id: 'p2' }, contacts: [{ contact_ref: 'c1', name: 'Ilona Nagy' }], source_updated_at: at },
    ],
    ['enrolment.ended', { pupil: { mis_id: 'p2' }, leaving_date: '2026-09-14', source_updated_at: at }],
  ]
  const sender = await connectedSchool(at)
  let broke = 0
  for (const [type, data] of deliveries) {
    const before = await dump(sender.house, ['deliveries'])
    for (let place = 0; ; place += 1) {
      let isBroken = false
      const faulty = breaking(sender.house, (writes) => {
        const breaksHere = isEnd(writes) && place <= writes.length
        isBroken ||= breaksHere
        return breaksHere ? place : null
      })
      await senderAt(faulty, sender.endpoint, '999001').post(type, data, { id: `msg_${type}_${place}` })
      await sender.house.settled()
      if (!isBroken) break
      broke += 1
      expect(await dump(sender.house, ['deliveries'])).toEqual(before)
      await sender.house.database.commit([sql`DELETE FROM deliveries WHERE state = 'received'`])
    }
    expect(await dump(sender.house, ['deliveries'])).not.toEqual(before)
  }
  expect(broke).toBeGreaterThan(30)
})

test('the same delivery again changes no row of any table', async () => {
  const sender = await connectedSchool(at)
  await sender.send('calendar.published', calendar)
  expect((await sender.send('attendance.marks.upserted', morning, { id: 'msg_m', timestamp: at })).status).toBe(202)
  const before = await dump(sender.house)
  sender.house.clock.put('2026-09-14T09:33:00.000Z')
  expect((await sender.send('attendance.marks.upserted', morning, { id: 'msg_m', timestamp: at })).status).toBe(200)
  expect(await dump(sender.house)).toEqual(before)
})

test('the same marks under a new id change nothing but which delivery they are from', async () => {
  const sender = await connectedSchool(at)
  await sender.send('calendar.published', calendar)
  await sender.send('attendance.marks.upserted', morning)
  const before = await dump(sender.house, ['deliveries', 'marks', 'presence', 'settings', 'quarantined'])
  await sender.send('attendance.marks.upserted', morning)
  expect(await dump(sender.house, ['deliveries', 'marks', 'presence', 'settings', 'quarantined'])).toEqual(before)
  expect(await sender.rows('mark_versions')).toEqual([])
})

test('a delivery that cannot be applied does not hold up those after it, is tried again ever later, and is dead after a day', async () => {
  const sender = await connectedSchool(at)
  await sender.send('calendar.published', calendar)
  await sender.house.database.commit([
    sql`INSERT INTO deliveries (connection_id, delivery_id, received_at, type, body_sha256, body)
      SELECT id, 'msg_damaged', ${at}, 'pupil.upserted', 'x', 'bm90IGxvY2tlZA==' FROM connections`,
  ])
  await sender.send('attendance.marks.upserted', morning)
  expect(await states(sender)).toEqual(['processed 0', 'received 1', 'processed 0'])
  const damaged: [string, string | undefined][] = []
  // Each wait begins with the try before it: 10.26 s, 64.74 s, 618.6 s, 3,902.4 s, 22,377.6 s and 94,089.6 s.
  for (const now of [
    ...['2026-09-14T08:33:10.259Z', '2026-09-14T08:33:10.260Z', '2026-09-14T08:34:14.999Z', '2026-09-14T08:34:15.000Z'],
    ...['2026-09-14T08:44:33.599Z', '2026-09-14T08:44:33.600Z', '2026-09-14T09:49:35.999Z', '2026-09-14T09:49:36.000Z'],
    ...['2026-09-14T16:02:33.599Z', '2026-09-14T16:02:33.600Z', '2026-09-15T18:10:43.199Z', '2026-09-15T18:10:43.200Z'],
  ]) {
    sender.house.clock.put(now)
    await sweep(sender.house)
    await sweep(sender.house)
    damaged.push([now.slice(8, 19), (await states(sender))[1]])
  }
  expect(damaged).toEqual([
    ['14T08:33:10', 'received 1'],
    ['14T08:33:10', 'received 2'],
    ['14T08:34:14', 'received 2'],
    ['14T08:34:15', 'received 3'],
    ['14T08:44:33', 'received 3'],
    ['14T08:44:33', 'received 4'],
    ['14T09:49:35', 'received 4'],
    ['14T09:49:36', 'received 5'],
    ['14T16:02:33', 'received 5'],
    ['14T16:02:33', 'received 6'],
    ['15T18:10:43', 'received 6'],
    ['15T18:10:43', 'dead 7'],
  ])
  expect(sender.house.logged).toHaveLength(7)
  expect(JSON.parse(sender.house.logged[6]!)).toMatchObject({
    what: 'delivery-not-applied',
    delivery: 2,
    type: 'pupil.upserted',
    tries: 7,
  })
  expect(sender.house.logged.join()).not.toContain('msg_damaged')
})

test('a delivery that cannot be applied is logged by our own number, without the id and the type that its sender chose', async () => {
  const sender = await connectedSchool(at)
  await sender.house.database.commit([
    sql`INSERT INTO deliveries (connection_id, delivery_id, received_at, type, body_sha256, body)
      SELECT id, 'Pat.Canary', ${at}, 'Pat.Canary', 'x', 'bm90IGxvY2tlZA==' FROM connections`,
  ])
  await sweep(sender.house)
  expect(sender.house.logged).toHaveLength(1)
  expect(JSON.parse(sender.house.logged[0]!)).toMatchObject({ delivery: 1, type: null, tries: 1 })
  expect(sender.house.logged[0]).not.toContain('Canary')
})

test('deliveries are applied in order of arrival, one at a time, however often applying is asked for', async () => {
  const sender = await connectedSchool(at)
  const codes = ['N', 'O', 'G', 'I', '/', 'L', 'N', 'B']
  for (const [second, code] of codes.entries()) {
    const one = mark('p1', '2026-09-14', 'AM', code, `2026-09-14T08:30:0${second}Z`)
    await sender.post('attendance.marks.upserted', { marks: [one] })
  }
  await Promise.all([applyWaiting(sender.house), applyWaiting(sender.house), sweep(sender.house)])
  await sender.house.settled()
  const versions = await sender.rows<{ code: string; became: string }>('mark_versions')
  expect(versions.map(({ code, became }) => `${code}${became}`)).toEqual(['NO', 'OG', 'GI', 'I/', '/L', 'LN', 'NB'])
  expect(await sender.rows('deliveries')).toHaveLength(8)
})

test('two processes on one database apply each delivery once', async () => {
  const sender = await connectedSchool(at)
  const hold: TestHouse = { ...sender.house, database: holdingBack(sender.house.database) }
  const keeper = senderAt(hold, sender.endpoint, '999001')
  await keeper.post('calendar.published', calendar, { id: 'msg_calendar' })
  for (let minute = 10; minute < 30; minute += 1) {
    const code = minute % 2 === 0 ? 'N' : 'I'
    const stamp = `2026-09-14T08:${minute}:00Z`
    await keeper.post(
      'attendance.marks.upserted',
      { marks: [mark('p1', '2026-09-14', 'AM', code, stamp)] },
      { id: `msg_${minute}` },
    )
  }
  const one: TestHouse = { ...sender.house, database: { ...sender.house.database } }
  const other: TestHouse = { ...sender.house, database: { ...sender.house.database } }
  await Promise.all([sweep(one), sweep(other)])
  await sweep(sender.house)
  expect(new Set(await states(sender))).toEqual(new Set(['processed 0']))
  const events = await sender.rows<{ what: string }>('case_events')
  const count = (what: string) => events.filter((event) => event.what === what).length
  expect([count('absence-began'), count('absence-ended')]).toEqual([10, 10])
  expect(await sender.rows('mark_versions')).toHaveLength(19)
})

test('bodies are erased when they are more than 30 days old; their hashes stay', async () => {
  const sender = await connectedSchool(at)
  await sender.send('calendar.published', calendar)
  sender.house.clock.put('2026-10-14T23:59:00.000+01:00')
  await forgetOldBodies(sender.house)
  expect((await sender.rows<{ body: string | null }>('deliveries'))[0]!.body).not.toBeNull()
  sender.house.clock.put('2026-10-15T00:00:00.000+01:00')
  await forgetOldBodies(sender.house)
  expect((await sender.rows<{ body: string | null; body_sha256: string }>('deliveries'))[0]).toMatchObject({
    body: null,
    body_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test('an hour in which nothing can be applied loses no delivery', async () => {
  const sender = await connectedSchool(at)
  const faulty = breaking(sender.house, (writes) => (isEnd(writes) ? 0 : null))
  await senderAt(faulty, sender.endpoint, '999001').post('attendance.marks.upserted', morning)
  await sender.house.settled()
  for (let minute = 34; minute < 60; minute += 1) {
    sender.house.clock.put(`2026-09-14T08:${minute}:00.000Z`)
    await sweep(faulty)
  }
  expect(await states(sender)).toEqual(['received 4'])
  sender.house.clock.put('2026-09-14T10:00:00.000Z')
  await sweep(sender.house)
  expect(await states(sender)).toEqual(['processed 4'])
})

test('an empty house has nothing to sweep', async () => {
  const house = await makeHouse({ at })
  await sweep(house)
  expect(house.logged).toEqual([])
})

test('a call logged while a delivery is being applied is kept, and the delivery is applied after it in the same run', async () => {
  const morning = '2026-09-14T08:33:00.000Z'
  const sender = await connectedSchool(morning)
  const { house } = sender
  const terms = [{ from: '2026-09-02', to: '2026-10-23' }]
  await sender.send('calendar.published', { academic_year: '2026/27', terms, non_school_days: [], replaces: null })
  await sender.send('attendance.marks.upserted', {
    session_status: 'open',
    marks: [mark('p1', '2026-09-14', 'AM', 'N', '2026-09-14T08:31:00Z')],
  })
  const [row] = await sender.rows<CaseRow>('cases')
  const called = {
    what: 'contact-attempted',
    details: { contactId: null, who: 'Ana Ferreira', number: null, method: 'phone', outcome: 'no-answer', words: '' },
  } as const
  const sealing = { auditKey: house.keys.audit, at: morning, by: 'grace', salt: house.ids.secret }
  const commit = house.database.commit
  let isInterrupted = false
  house.database.commit = async (writes) => {
    if (!isInterrupted && writes.some((write) => write.sql.includes('UPDATE deliveries'))) {
      isInterrupted = true
      await commit(await writesOf([{ kase: kaseOf(row!), happenings: [called] }], sealing))
    }
    return commit(writes)
  }
  await sender.send('attendance.marks.upserted', {
    session_status: 'open',
    marks: [mark('p1', '2026-09-14', 'AM', '/', '2026-09-14T08:32:00Z')],
  })
  expect((await sender.rows<{ what: string }>('case_events', 'version')).map(({ what }) => what)).toEqual([
    'absence-began',
    'contact-attempted',
    'mark-corrected',
    'absence-ended',
  ])
  expect((await sender.rows<object>('deliveries', 'id')).at(-1)).toMatchObject({ state: 'processed', tries: 0 })
})

/** Notes for each school whose effects are committed when, and how many of them in one durable write. */
function watching(house: TestHouse) {
  const order: string[] = []
  let inFlight = 0
  let most = 0
  const database: Database = {
    ...house.database,
    async commit(writes) {
      const end = writes.find(({ sql: text }) => text.includes('INSERT INTO settings'))
      if (!end) return house.database.commit(writes)
      inFlight += 1
      most = Math.max(most, inFlight)
      await house.database.commit(writes)
      inFlight -= 1
      order.push(`${String(end.parameters[0]).slice(-1)}:${String(end.parameters[1])}`)
    },
  }
  return { house: { ...house, database }, order, mostInFlight: () => most }
}

test('schools are worked on side by side, at most eight, and each school’s deliveries in order of arrival', async () => {
  const first = await connectedSchool(at)
  const held: TestHouse = { ...first.house, database: holdingBack(first.house.database) }
  const urns = ['999001', '999002', '999003', '999004', '999005', '999006', '999007', '999008', '999009']
  const senders = [senderAt(held, first.endpoint, '999001')]
  for (const urn of urns.slice(1))
    senders.push(senderAt(held, (await connectedSchool(at, first.house, urn)).endpoint, urn))
  for (let round = 0; round < 3; round += 1)
    for (const sender of senders) await sender.post('sync.completed', { feed: 'pupils', complete: true })
  const watched = watching(first.house)
  await applyWaiting(watched.house)
  expect(watched.mostInFlight()).toBe(8)
  const of = (school: string) => watched.order.filter((end) => end.startsWith(`${school}:`))
  expect(of('1')).toEqual(['1:1', '1:10', '1:19'])
  expect(of('9')).toEqual(['9:9', '9:18', '9:27'])
  expect(watched.order).toHaveLength(27)
})

test('a school whose deliveries fail holds up no other school, nor its own later ones', async () => {
  const heron = await connectedSchool(at)
  const mill = await connectedSchool(at, heron.house, '999002')
  await heron.house.database.commit(
    Array.from(
      { length: 300 },
      (_, number) => sql`INSERT INTO deliveries (connection_id, delivery_id, received_at, type, body_sha256, body)
        SELECT id, ${`msg_damaged_${number}`}, ${at}, 'pupil.upserted', 'x', 'bm90IGxvY2tlZA==' FROM connections WHERE school_urn = '999001'`,
    ),
  )
  await mill.send('calendar.published', calendar)
  await heron.send('calendar.published', calendar)
  const rows = await heron.rows<{ state: string; tries: number }>('deliveries', 'id')
  expect(rows.slice(-2).map(({ state }) => state)).toEqual(['processed', 'processed'])
  expect(new Set(rows.slice(0, 300).map(({ state, tries }) => `${state} ${tries}`))).toEqual(new Set(['received 1']))
})

test('looking for what waits reads an index, however many wait for a later try', async () => {
  const sender = await connectedSchool(at)
  await sender.send('calendar.published', calendar)
  const asked = sender.house.statements.list.find((text) => text.includes('next_try_at IS NULL'))!
  const plan = await sender.house.sqlite.read<{ detail: string }>({
    sql: `EXPLAIN QUERY PLAN ${asked}`,
    parameters: [0, 256, at, 0, 256, 256],
  } as Query<{ detail: string }>)
  const details = plan.map(({ detail }) => detail).join('\n')
  expect(details).toContain('SEARCH deliveries USING COVERING INDEX deliveries_waiting (next_try_at=? AND id>?)')
  expect(details).toContain('SEARCH deliveries USING COVERING INDEX deliveries_waiting (next_try_at<?)')
  expect(details).not.toMatch(/SCAN (deliveries|d|c)\b/)
})
