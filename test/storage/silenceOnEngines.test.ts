// Breakers, what is held back and silence ask the same of both engines, and get the same.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { scopeOfClock, scopeOfSource } from '../../src/cases/roles.ts'
import {
  findLeaverMeets,
  listRegistersTouched,
  listRewrittenBefore,
  listTakenBackBefore,
} from '../../src/storage/breakerStore.ts'
import { piece, sql } from '../../src/storage/database.ts'
import { findParkedNamed, listParked, listParkedDecisions, writesOfSettling } from '../../src/storage/parkedStore.ts'
import {
  listFeedsHeard,
  listHeldMessages,
  listLooks,
  listSchoolsHeard,
  writeOfLooks,
} from '../../src/storage/silenceStore.ts'
import { listUnmarkedRegisters } from '../../src/storage/unmarkedRegisters.ts'
import { engines, type OpenEngine } from '../support/engines.ts'

const at = '2026-09-21T08:00:00.000Z'
const urn = '999001'
const scope = scopeOfSource(urn)

describe.each(engines)('on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    const ids = JSON.stringify(['p1', 'p2', 'p3'])
    await open.database.commit([
      sql`INSERT INTO schools (urn, name, register_kept, created_at) VALUES (${urn}, 'Heron Lane', 'mis', ${at})`,
      sql`INSERT INTO people (id, name, created_at) VALUES ('dora', 'Dora Quill', ${at})`,
      sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at) VALUES ('door', 'door', ${urn}, 'generic', 'x', ${at})`,
      sql`INSERT INTO pupils (id, school_urn, mis_id, search_name, boarder, flags_to_check, first_known_on)
        SELECT value, ${urn}, value, '', 0, '[]', '2026-09-02' FROM json_each(${ids})`,
      sql`INSERT INTO register_sessions (school_urn, marked_on, session, marked, complete, last_heard_at, source, stamp, presence_kept)
        VALUES (${urn}, '2026-09-14', 'AM', 3, 1, ${at}, 'mis', '', 1)`,
      sql`INSERT INTO presence (school_urn, marked_on, session, pupil_id, code, stamp, tie, received_at)
        VALUES (${urn}, '2026-09-14', 'AM', 'p1', '/', '2026-09-14T08:00:00.000Z', '', ${at})`,
      sql`INSERT INTO mark_versions (pupil_id, marked_on, session, code, source, stamp, tie, received_at, received_by, became, kept_at, kept_because)
        VALUES ('p3', '2026-09-14', 'AM', '/', 'mis', '', '', ${at}, 'mis', '-', ${at}, 'replaced')`,
      sql`INSERT INTO leavings (school_urn, received_at, mis_id) VALUES (${urn}, ${at}, 'gone')`,
      sql`INSERT INTO deliveries (connection_id, delivery_id, received_at, type, body_sha256, body, state, parked_because)
        VALUES ('door', 'd1', ${at}, 'enrolment.ended', 'x', 'locked', 'parked', 'Why.'), ('door', 'd2', ${at}, 'enrolment.ended', 'x', NULL, 'parked', 'Why.')`,
      sql`INSERT INTO messages (id, key, made_at, kind, team, school_urn, subject, body, state, because, held_because)
        VALUES ('m', 'm', ${at}, 'duties-due', 'authority', ${urn}, 's', 'b', 'held', 'Why.', 'Why.')`,
      sql`INSERT INTO feeds (school_urn, feed, last_heard_at) VALUES (${urn}, 'roll', ${at})`,
      sql`INSERT INTO polls (connection_id, feed, next_at, problem) VALUES ('door', 'attendance', ${at}, 'refused')`,
    ])
  })
  afterEach(() => open.close())

  test('what a delivery would do to roll and registers', async () => {
    const { database } = open
    const since = '2026-09-20T08:00:00.000Z'
    const leaver = {
      schoolUrn: urn,
      misId: 'p1',
      leavingOn: '2026-09-21',
      today: '2026-09-21',
      since,
      sentence: 'Why.',
    }
    expect(await findLeaverMeets(database, scope, leaver)).toEqual({
      what: 'leaver',
      ends: true,
      onRoll: 3,
      left: 1,
      waiting: 2,
    })
    const stamp = '2026-09-20T10:00:00.000Z'
    const touched = await listRegistersTouched(database, scope, urn, [
      ['p1', '2026-09-14', 'AM', '-', stamp],
      ['p2', '2026-09-14', 'AM', 'N', stamp],
      ['p3', '2026-09-14', 'AM', '/', stamp],
    ])
    expect(touched).toEqual([{ on: '2026-09-14', session: 'AM', takenBack: 1, changed: 2 }])
    const asked = { schoolUrn: urn, since, sentence: 'Why.' }
    expect(await listTakenBackBefore(database, scope, asked, touched)).toEqual([{ before: 1, all: 3 }])
    const week = [{ from: '2026-09-14', to: '2026-09-20' }]
    expect(await listRewrittenBefore(database, scope, asked, week)).toEqual([{ before: 1, all: 3 }])
  })

  test('what is held back, and what a person said', async () => {
    const { database } = open
    const [group] = await listParked(database, scope)
    expect(group).toMatchObject({ schoolName: 'Heron Lane', deliveries: 2, erased: 1, bodies: ['locked'] })
    const parked = { schoolUrn: urn, because: 'Why.', newestId: group!.newestId }
    const said = { at, by: 'dora', because: null, how: 'released' } as const
    expect(await findParkedNamed(database, scope, parked, 'released')).toBe(1)
    await database.commit(writesOfSettling(parked, said))
    await database.commit(writesOfSettling(parked, said))
    await database.commit(
      writesOfSettling(parked, { ...said, how: 'refused', because: 'Wrong.', at: '2026-09-21T09:00:00.000Z' }),
    )
    expect(await database.read(sql`SELECT delivery_id AS id, state FROM deliveries ORDER BY id`)).toEqual([
      { id: 'd1', state: 'received' },
      { id: 'd2', state: 'ignored' },
    ])
    expect(
      (await listParkedDecisions(database, scope, 5)).map(({ how, deliveries, byName }) => [how, deliveries, byName]),
    ).toEqual([
      ['refused', 1, 'Dora Quill'],
      ['released', 1, 'Dora Quill'],
    ])
  })

  test('what was heard, through which feed, what waits and who looked', async () => {
    const { database } = open
    const missing = [{ on: '2026-09-21', session: 'AM' }] as const
    await database.commit([writeOfLooks(urn, missing, at, 'dora')])
    await database.commit([writeOfLooks(urn, missing, '2026-09-22T08:00:00.000Z', 'dora')])
    expect(await listSchoolsHeard(database, scopeOfClock, '2026-09-21')).toEqual([
      {
        ...{ urn, name: 'Heron Lane', registerKept: 'mis', hasPupils: true, lastHeardAt: at },
        // Its calendar closes no day for some of them alone.
        yearGroups: [],
        complete: [{ on: '2026-09-14', session: 'AM' }],
        unmarked: [],
        looked: [{ on: '2026-09-21', session: 'AM', at, byName: 'Dora Quill' }],
      },
    ])
    expect(await listFeedsHeard(database, scope, [urn])).toEqual([
      { schoolUrn: urn, feed: 'attendance', lastHeardAt: null, problem: 'refused' },
      { schoolUrn: urn, feed: 'roll', lastHeardAt: at, problem: null },
    ])
    expect(await listHeldMessages(database, scope, [urn], 'Why.')).toEqual(new Map([[urn, ['m']]]))
    expect(await listLooks(database, scope, '2026-09-21')).toEqual(new Map([[urn, new Set(['2026-09-21AM'])]]))
    const closed = JSON.stringify([{ on: '2026-09-21', because: 'planned-closure', yearGroups: ['6'] }])
    await database.commit([
      sql`INSERT INTO calendars (school_urn, academic_year, published_at, delivery_id, terms, closed, received_at, source)
        VALUES (${urn}, '2026/27', ${at}, 'cal', '[]', ${closed}, ${at}, 'mis')`,
      sql`UPDATE pupils SET year_group = '6'`,
      sql`INSERT INTO pupils (id, school_urn, mis_id, search_name, boarder, flags_to_check, first_known_on, left_on)
        VALUES ('here', ${urn}, 'here', '', 0, '[]', '2026-09-02', NULL), ('gone', ${urn}, 'gone', '', 0, '[]', '2026-09-02', '2026-09-18')`,
      sql`UPDATE pupils SET year_group = '4' WHERE id = 'gone'`,
    ])
    const [asked] = await listSchoolsHeard(database, scopeOfClock, '2026-09-21')
    expect(new Set(asked!.yearGroups)).toEqual(new Set(['6', null]))
  })

  test('the whole registers in which pupils on roll have no mark, by year group', async () => {
    const { database } = open
    const ids = JSON.stringify(Array.from({ length: 8 }, (_, index) => `y${index}`))
    const columns = '(id, school_urn, mis_id, search_name, boarder, flags_to_check, first_known_on'
    await database.commit([
      sql`UPDATE pupils SET year_group = '4'`,
      sql`INSERT INTO pupils ${piece.raw(columns)}, year_group) SELECT value, ${urn}, value, '', 0, '[]', '2026-09-02', '5' FROM json_each(${ids})`,
      // Not on roll on the day of the register, with a mark or without.
      sql`INSERT INTO pupils ${piece.raw(columns)}, entered_on, left_on) VALUES ('gone', ${urn}, 'gone', '', 0, '[]', '2026-09-02', NULL, '2026-09-13'),
        ('later', ${urn}, 'later', '', 0, '[]', '2026-09-02', '2026-09-15', NULL), ('newer', ${urn}, 'newer', '', 0, '[]', '2026-09-15', NULL, NULL)`,
      sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
        SELECT id, '2026-09-14', 'AM', ${urn}, iif(id IN ('y0', 'y1'), 'N', '-'), 'no-mark', '', '', ${at}, 'mis' FROM pupils WHERE id LIKE 'y%' OR id = 'gone'`,
    ])
    const register = (unmarked: number) => ({
      ...{ on: '2026-09-14', session: 'AM' },
      groups: [
        ['4', 3, 0],
        ['5', 8, unmarked],
      ],
    })
    const heard = async () => (await listSchoolsHeard(database, scopeOfClock, '2026-09-21'))[0]!.unmarked
    expect(await heard()).toEqual([register(6)])
    expect((await listSchoolsHeard(database, scopeOfClock, '2026-09-13'))[0]!.unmarked).toEqual([])
    expect(await listUnmarkedRegisters(database, scope, [urn], '2026-09-14')).toEqual(new Map([[urn, [register(6)]]]))
    expect(await listUnmarkedRegisters(database, scope, [urn], '2026-09-15')).toEqual(new Map())
    expect(await listUnmarkedRegisters(database, scopeOfSource('999002'), [urn], '2026-09-14')).toEqual(new Map())
    // The marks of two come, and too few are without one to ask; a register that is not whole says nothing.
    await database.commit([sql`UPDATE marks SET code = '/' WHERE pupil_id IN ('y2', 'gone')`])
    expect(await heard()).toEqual([register(5)])
    await database.commit([sql`UPDATE marks SET code = '/' WHERE pupil_id = 'y3'`])
    expect(await heard()).toEqual([])
    await database.commit([sql`UPDATE marks SET code = '-'`, sql`UPDATE register_sessions SET complete = 0`])
    expect(await heard()).toEqual([])
  })
})
