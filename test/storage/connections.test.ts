// Are connections made, changed, listed and written down alike on both engines?
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { endConnection, endPreviousSecret, rotateSecret } from '../../src/actions/changeConnection.ts'
import { connectSchool } from '../../src/actions/connectSchool.ts'
import { type Person, scopeOf } from '../../src/cases/roles.ts'
import { clashOf } from '../../src/storage/clashes.ts'
import { type ConnectionsAsked, listSchoolsConnected } from '../../src/storage/connectionListStore.ts'
import {
  findConnection,
  listConnectionChanges,
  listDeliveriesOfConnection,
  listDeliveryCounts,
  listFeedsOfConnection,
  listRefused,
} from '../../src/storage/connectionPageStore.ts'
import { connectionAt } from '../../src/storage/connectionStore.ts'
import { sql } from '../../src/storage/database.ts'
import { unlockText } from '../../src/storage/secretText.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { makeHouse, type TestHouse, testKeys } from '../support/testHouse.ts'

const at = '2026-10-14T09:00:00.000Z'
const ada: Person = { id: 'ada', name: 'Ada Frost', rolesHeld: [{ role: 'administrator', schoolUrn: null }] }
const bela: Person = { id: 'bela', name: 'Bela Novak', rolesHeld: [{ role: 'head-teacher', schoolUrn: '999001' }] }
const everywhere = scopeOf(ada, 'see-connections')
const atMillfield = { permission: 'see-connections' as const, schools: ['999002'], unopenedAt: [] }
const heron = { schoolUrn: '999001', schoolName: 'Heron Lane', vendor: 'generic', settings: {}, token: null } as const

describe.each(engines)('on $name', (engine) => {
  let open: OpenEngine
  let house: TestHouse
  beforeEach(async () => {
    open = await engine.open()
    house = await makeHouse({ at, change: { database: open.database } })
    await open.database.commit([
      sql`INSERT INTO people (id, name, created_at) VALUES ('ada', 'Ada Frost', ${at})`,
      sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by) VALUES ('ra', 'ada', 'administrator', NULL, ${at}, 'command-line')`,
    ])
  })
  afterEach(async () => {
    await open.close()
    house.sqlite.close()
  })

  async function connected(change: object = {}) {
    const outcome = await connectSchool(house, ada, { ...heron, ...change })
    if (!outcome || 'refused' in outcome) throw new Error(JSON.stringify(outcome))
    return outcome.accepted
  }

  test('a form sent twice, or twice at once, connects once and tells its secret once', async () => {
    const input = { ...heron, formKey: 'one' }
    const outcomes = await Promise.all([connectSchool(house, ada, input), connectSchool(house, ada, input)])
    outcomes.push(await connectSchool(house, ada, input))
    const made = outcomes.map((outcome) => (outcome && 'accepted' in outcome ? outcome.accepted : null))
    expect(made.map((each) => [each?.isNew, each?.secret !== null])).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ])
    expect(new Set(made.map((each) => each?.connectionId)).size).toBe(1)
    expect(await open.database.read(sql`SELECT created_by, vendor FROM connections`)).toEqual([
      { created_by: 'ada', vendor: 'generic' },
    ])
    // Another form for the same school says first that it has a connection.
    const other = { ...input, formKey: 'two' }
    expect(await connectSchool(house, ada, other)).toEqual({ refused: 'school-connected-already' })
    expect(await connectSchool(house, ada, { ...other, again: true })).toMatchObject({ accepted: { isNew: true } })
  })

  test('who may not connect is told nothing, and a role lost meanwhile writes nothing', async () => {
    expect(await connectSchool(house, bela, heron)).toBe(null)
    const { connectionId } = await connected()
    await open.database.commit([sql`UPDATE roles_held SET withdrawn_at = ${at}, withdrawn_by = 'x' WHERE id = 'ra'`])
    const before = await open.database.read(sql`SELECT * FROM connections`)
    const asked = { connectionId, seen: 1 }
    expect(await connectSchool(house, ada, { ...heron, schoolUrn: '999009' })).toEqual({ refused: 'role-lost' })
    expect(await rotateSecret(house, ada, asked, '7-days')).toEqual({ refused: 'role-lost' })
    expect(await endConnection(house, ada, asked, 'Because')).toEqual({ refused: 'role-lost' })
    expect(await rotateSecret(house, bela, asked, '7-days')).toBe(null)
    expect(await open.database.read(sql`SELECT * FROM connections`)).toEqual(before)
    expect(await open.database.read(sql`SELECT count(*) AS n FROM connection_changes`)).toEqual([{ n: 1 }])
    expect(await open.database.read(sql`SELECT urn FROM schools`)).toEqual([{ urn: '999001' }])
  })

  test('what is secret is locked, and nothing else is', async () => {
    const { connectionId } = await connected({
      vendor: 'arbor',
      settings: { host: 'heron.uk.arbor.sc' },
      token: 'wb:canary-password',
    })
    const [row] = await open.database.read(
      sql<{
        token: string
        settings: string
        secret: string | null
      }>`SELECT token, settings, secret_current AS secret FROM connections`,
    )
    expect(JSON.stringify(row)).not.toContain('canary')
    expect(await unlockText(testKeys.secrets, row!.token)).toBe('wb:canary-password')
    expect([row!.settings, row!.secret]).toEqual(['{"host":"heron.uk.arbor.sc"}', null])
    expect(await rotateSecret(house, ada, { connectionId, seen: 1 }, '7-days')).toEqual({ refused: 'no-secret' })
    await endConnection(house, ada, { connectionId, seen: 1 }, 'The school left')
    expect(await open.database.read(sql`SELECT token FROM connections`)).toEqual([{ token: null }])
  })

  test('of two new secrets at once one is made, and both old and new are known at the door until the old one stops', async () => {
    const { connectionId, endpoint, secret } = await connected()
    const asked = { connectionId, seen: 1 }
    const outcomes = await Promise.all([
      rotateSecret(house, ada, asked, '7-days'),
      rotateSecret(house, ada, asked, '7-days'),
    ])
    const made = outcomes.flatMap((outcome) => (outcome && 'accepted' in outcome ? [outcome.accepted] : []))
    expect(made).toHaveLength(1)
    expect(outcomes.find((outcome) => outcome && 'refused' in outcome)).toEqual({ refused: 'changed-meanwhile' })
    const known = async (now: string) => {
      const door = await connectionAt(open.database, endpoint, now)
      const locked = [door!.secretCurrent, door!.secretPrevious].filter((each) => each !== null)
      return Promise.all(locked.map((each) => unlockText(testKeys.secrets, each)))
    }
    expect(made[0]!.previousUntil).toBe('2026-10-21T09:00:00.000Z')
    expect(await known('2026-10-21T08:59:59.999Z')).toEqual([made[0]!.secret, secret])
    expect(await known('2026-10-21T09:00:00.000Z')).toEqual([made[0]!.secret])
    expect(await endPreviousSecret(house, ada, { connectionId, seen: 2 })).toMatchObject({ accepted: {} })
    expect(await known(at)).toEqual([made[0]!.secret])
    expect(await endPreviousSecret(house, ada, { connectionId, seen: 3 })).toEqual({ refused: 'no-old-secret' })
    expect(await endConnection(house, ada, { connectionId, seen: 3 }, 'Moved to Wonde')).toMatchObject({ accepted: {} })
    expect(await connectionAt(open.database, endpoint, at)).toBe(null)
    expect(await listConnectionChanges(open.database, everywhere, connectionId)).toEqual([
      { at, byName: 'Ada Frost', what: 'ended', detail: 'Moved to Wonde' },
      { at, byName: 'Ada Frost', what: 'previous-secret-ended', detail: null },
      { at, byName: 'Ada Frost', what: 'secret-rotated', detail: '2026-10-21T09:00:00.000Z' },
      { at, byName: 'Ada Frost', what: 'connected', detail: null },
    ])
    expect(await listConnectionChanges(open.database, atMillfield, connectionId)).toEqual([])
    expect(await findConnection(open.database, everywhere, connectionId)).toMatchObject({
      ...{ schoolName: 'Heron Lane', vendor: 'generic', changes: 4, endedAt: at, endedBecause: 'Moved to Wonde' },
      ...{ hasPreviousSecret: false, previousUntil: null, lastDeliveryAt: null, settings: {} },
    })
    expect(await findConnection(open.database, atMillfield, connectionId)).toBe(null)
  })

  test('a door for Wonde is no door for signed deliveries, nor the other way round', async () => {
    const { endpoint, secret } = await connected({ vendor: 'wonde', settings: { domain: 'api.wonde.com' } })
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    expect(await connectionAt(open.database, endpoint, at)).toBe(null)
    expect(await connectionAt(open.database, endpoint, at, 'wonde')).toMatchObject({ schoolUrn: '999001' })
  })

  test('what was written down of a connection is not rewritten', async () => {
    const { connectionId } = await connected()
    const again = sql`INSERT INTO connection_changes (at, by, connection_id, number, what) VALUES (${at}, 'tom', ${connectionId}, 1, 'ended')`
    for (const write of [
      sql`UPDATE connection_changes SET by = 'tom'`,
      sql`DELETE FROM connection_changes`,
      sql`INSERT OR REPLACE INTO connection_changes SELECT * FROM connection_changes`,
      sql`INSERT OR REPLACE INTO connection_changes (at, by, connection_id, number, what) VALUES (${at}, 'tom', ${connectionId}, 1, 'ended')`,
      again,
    ]) {
      const refusal = await open.database.commit([write]).then(
        () => 'committed',
        (cause) => clashOf(cause)?.kind,
      )
      expect(refusal).toBe('append-only')
    }
    expect(await open.database.read(sql`SELECT by, number, what FROM connection_changes`)).toEqual([
      { by: 'ada', number: 1, what: 'connected' },
    ])
  })

  test('the log, its counts and the feeds of a connection stay with it and in scope', async () => {
    const { connectionId: one } = await connected()
    const { connectionId: two } = await connected({ schoolUrn: '999002', schoolName: 'Millfield' })
    await open.database.commit([
      sql`INSERT INTO deliveries (id, connection_id, delivery_id, received_at, type, body_sha256, state, tries, parked_because) VALUES
        (1, ${one}, 'a', '2026-10-01T09:00:00.000Z', 'pupil.upserted', 'x', 'processed', 0, NULL),
        (2, ${one}, 'b', ${at}, 'attendance.marks.upserted', 'x', 'quarantined', 1, NULL),
        (3, ${two}, 'c', ${at}, NULL, 'x', 'dead', 7, NULL), (4, ${one}, 'd', '2026-10-13T09:00:00.000Z', 't', 'x', 'parked', 0, 'Too many leavers')`,
      sql`INSERT INTO quarantined (delivery, number, school_urn, at, type, path, reason) VALUES
        (2, 1, '999001', ${at}, 't', 'data.marks[0].code', 'is not a code of the 2024 list'), (2, 2, '999001', ${at}, 't', 'p', 'r')`,
      sql`INSERT INTO polls (connection_id, feed, next_at, problem, failures) VALUES (${one}, 'marks', ${at}, 'Refused', 2)`,
      sql`INSERT INTO security_events (at, kind, connection_id, school_urn, detail) VALUES (${at}, 'signature-refused', ${one}, '999001', 'x')`,
    ])
    const log = (id: string, scope = everywhere, part = { limit: 10, offset: 0 }) =>
      listDeliveriesOfConnection(open.database, scope, id, part)
    expect(await log(one)).toEqual([
      {
        ...{ id: 2, receivedAt: at, type: 'attendance.marks.upserted', state: 'quarantined', tries: 1, notTaken: 2 },
        ...{ because: 'data.marks[0].code is not a code of the 2024 list', parkedBecause: null },
      },
      {
        ...{ id: 4, receivedAt: '2026-10-13T09:00:00.000Z', type: 't', state: 'parked', tries: 0, notTaken: 0 },
        ...{ because: null, parkedBecause: 'Too many leavers' },
      },
      {
        ...{ id: 1, receivedAt: '2026-10-01T09:00:00.000Z', type: 'pupil.upserted', state: 'processed', tries: 0 },
        ...{ notTaken: 0, because: null, parkedBecause: null },
      },
    ])
    expect((await log(one, everywhere, { limit: 1, offset: 2 })).map(({ id }) => id)).toEqual([1])
    expect(await log(one, atMillfield)).toEqual([])
    const counts = await listDeliveryCounts(open.database, everywhere, one, '2026-10-07T09:00:00.000Z')
    expect(counts.toSorted((a, b) => (a.state < b.state ? -1 : 1))).toEqual([
      { state: 'parked', all: 1, since: 1 },
      { state: 'processed', all: 1, since: 0 },
      { state: 'quarantined', all: 1, since: 1 },
    ])
    expect(await listFeedsOfConnection(open.database, everywhere, one)).toEqual([
      { feed: 'marks', lastCompleteAt: null, nextAt: at, failures: 2, problem: 'Refused' },
    ])
    expect(await listFeedsOfConnection(open.database, atMillfield, one)).toEqual([])
    expect(await listRefused(open.database, everywhere, one, at)).toMatchObject([{ at, kind: 'signature-refused' }])
    expect(await listRefused(open.database, everywhere, one, '2026-10-14T09:00:00.001Z')).toEqual([])
    expect(await listRefused(open.database, atMillfield, one, at)).toEqual([])
  })

  test('900 schools are found by name and URN, by silence, and page by page', async () => {
    const many = Array.from({ length: 900 }, (_, index) => ({
      urn: String(100_000 + index),
      name: `School ${index + 1}`,
    }))
    await open.database.commit([
      sql`INSERT INTO schools (urn, name, created_at) SELECT value ->> 'urn', value ->> 'name', ${at} FROM json_each(${JSON.stringify(many)})`,
      sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at) SELECT urn, urn, urn, 'generic', 'x', ${at} FROM schools`,
      sql`INSERT INTO deliveries (connection_id, delivery_id, received_at, body_sha256) SELECT id, 'today', '2026-10-14T08:00:00.000Z', 'x' FROM connections WHERE id <> '100041'`,
      sql`INSERT INTO deliveries (connection_id, delivery_id, received_at, body_sha256) VALUES ('100041', 'yesterday', '2026-10-13T22:59:59.999Z', 'x')`,
      sql`INSERT INTO schools (urn, name, register_kept, created_at) VALUES ('200001', 'Paper School', 'paper', ${at}), ('200002', '100% Primary_', 'mis', ${at})`,
    ])
    const asked: ConnectionsAsked = { search: '', urns: null, limit: 50, offset: 0, notTakenSince: at }
    const list = async (change: Partial<ConnectionsAsked>, scope = everywhere) => {
      const { schools, found } = await listSchoolsConnected(open.database, scope, { ...asked, ...change })
      return [found, schools.map(({ name }) => name)]
    }
    const [found, first] = await list({})
    expect([found, (first as string[]).length, (first as string[])[0]]).toEqual([902, 50, '100% Primary_'])
    expect(await list({ offset: 900 })).toEqual([902, ['School 98', 'School 99']])
    expect(await list({ offset: 950 })).toEqual([0, []])
    expect(await list({ search: 'chool 899' })).toEqual([1, ['School 899']])
    expect(await list({ search: 'SCHOOL 899' })).toEqual([1, ['School 899']])
    expect(await list({ search: '100898' })).toEqual([1, ['School 899']])
    expect(await list({ search: '0% primary_' })).toEqual([1, ['100% Primary_']])
    expect(await list({ search: '%' })).toEqual([1, ['100% Primary_']])
    expect(await list({ urns: ['100041', '200002', '300003'] })).toEqual([2, ['100% Primary_', 'School 42']])
    expect(await list({ urns: ['100041', '200002'], search: '42' })).toEqual([1, ['School 42']])
    expect(await list({ urns: [] })).toEqual([0, []])
    expect(await list({ urns: ['100041'] }, atMillfield)).toEqual([0, []])
    expect(await list({}, atMillfield)).toEqual([0, []])
    const { schools } = await listSchoolsConnected(open.database, everywhere, { ...asked, search: '100041' })
    expect(schools).toEqual([
      {
        ...{ urn: '100041', name: 'School 42', registerKept: 'mis' },
        connections: [
          {
            ...{ id: '100041', endpoint: '100041', vendor: 'generic', settings: {}, endedAt: null },
            ...{ lastDeliveryAt: '2026-10-13T22:59:59.999Z', waiting: 1, notTaken: 0 },
          },
        ],
      },
    ])
  })
})
