// The pages of people, schools, connections and faults ask the same of SQLite and of D1: the same answers from both.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { grantRole } from '../../src/actions/grantRole.ts'
import { invitePerson } from '../../src/actions/invitePerson.ts'
import { takeUpInvitation } from '../../src/actions/takeUpInvitation.ts'
import { withdrawRole } from '../../src/actions/withdrawRole.ts'
import { type Person, scopeOf } from '../../src/cases/roles.ts'
import { type Query, sql } from '../../src/storage/database.ts'
import {
  findFaultCounts,
  listFailedDeliveries,
  listFaults,
  listPupilIdsOf,
  listSecurityEventsNewestFirst,
} from '../../src/storage/faultStore.ts'
import { findPerson, listPeople } from '../../src/storage/personStore.ts'
import { findSetUp, listChildrenToCount, listSchoolsForCounts } from '../../src/storage/schoolStore.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'

const at = '2026-10-14T09:00:00.000Z'
const ada: Person = { id: 'ada', name: 'Ada Frost', rolesHeld: [{ role: 'administrator', schoolUrn: null }] }
const bela: Person = {
  id: 'bela',
  name: 'Bela Novak',
  rolesHeld: [{ role: 'attendance-officer', schoolUrn: '999001' }],
}
const all = { limit: 10, offset: 0 }
const anybody = { ...all, name: '' }

const layout: readonly Query<unknown>[] = [
  sql`INSERT INTO schools (urn, name, created_at) VALUES ('999001', 'Heron Lane', ${at}), ('999002', 'Millfield', ${at})`,
  sql`INSERT INTO people (id, name, issuer, subject, created_at) VALUES ('ada', 'Ada Frost', 'https://i.example', 'ada', ${at}), ('bela', 'Bela Novak', NULL, NULL, ${at})`,
  sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by)
    VALUES ('ra', 'ada', 'administrator', NULL, ${at}, 'command-line'), ('rb', 'bela', 'attendance-officer', '999001', ${at}, 'ada')`,
  sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at) VALUES ('c1', 'e1', '999001', 'generic', 'x', ${at}), ('c2', 'e2', '999002', 'generic', 'x', ${at})`,
  sql`INSERT INTO deliveries (id, connection_id, delivery_id, received_at, type, body_sha256, state, tries)
    VALUES (1, 'c1', 'd1', ${at}, 't', 'x', 'quarantined', 0), (2, 'c2', 'd2', ${at}, NULL, 'x', 'dead', 5), (3, 'c1', 'd3', ${at}, 't', 'x', 'received', 0)`,
  sql`INSERT INTO quarantined (delivery, number, school_urn, at, type, path, reason, content)
    VALUES (1, 1, '999001', ${at}, 't', 'data', 'is wrong', 'locked'), (2, 1, '999002', ${at}, 't', 'data', 'is wrong', 'locked')`,
  sql`INSERT INTO security_events (at, kind, connection_id, school_urn, delivery_id, detail) VALUES (${at}, 'signature-refused', 'c2', '999002', NULL, 'n')`,
  sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) VALUES ('pip', '999001', 'p1', '2026-09-02'), ('una', '999002', 'p1', '2026-09-02')`,
  sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
    VALUES ('pip', '2026-10-14', 'AM', '999001', 'N', 'mis', '', '', ${at}, 'mis')`,
  sql`INSERT INTO register_sessions (school_urn, marked_on, session, complete, last_heard_at, source, stamp) VALUES ('999001', '2026-10-14', 'AM', 1, ${at}, 'mis', '')`,
]

describe.each(engines)('on $name', (engine) => {
  let open: OpenEngine
  let house: TestHouse
  beforeEach(async () => {
    open = await engine.open()
    for (const query of layout) await open.database.commit([query])
    house = await makeHouse({ at, change: { mode: 'production', database: open.database } })
  })
  afterEach(async () => {
    await open.close()
    house.sqlite.close()
  })

  test('people are listed with their roles in force; a school’s own scope finds only its own', async () => {
    const { people, found } = await listPeople(open.database, scopeOf(ada, 'manage-people'), anybody)
    expect(found).toBe(2)
    expect(people).toMatchObject([
      {
        id: 'ada',
        hasAccount: true,
        roles: [{ id: 'ra', role: 'administrator', schoolUrn: null, grantedByName: null }],
      },
      {
        id: 'bela',
        hasAccount: false,
        roles: [{ role: 'attendance-officer', schoolName: 'Heron Lane', grantedByName: 'Ada Frost' }],
      },
    ])
    const atHeron = { permission: 'manage-people' as const, schools: ['999001'], unopenedAt: ['999001'] }
    expect((await listPeople(open.database, atHeron, anybody)).people.map(({ id }) => id)).toEqual(['bela'])
    expect(await findPerson(open.database, atHeron, 'ada')).toBe(null)
    expect((await listPeople(open.database, scopeOf(bela, 'manage-people'), anybody)).found).toBe(0)
  })

  test('an invitation is taken up once, by one account; the same form sent twice invites once', async () => {
    const input = { name: 'Iris Lund', roles: [{ role: 'administrator' as const, schoolUrn: null }], formKey: 'one' }
    const invited = await invitePerson(house, ada, input)
    if (!('accepted' in invited)) throw new Error(invited.refused)
    const { personId, link } = invited.accepted
    expect(await invitePerson(house, ada, input)).toEqual({ accepted: { personId, link: null } })
    const account = { issuer: 'https://i.example', subject: 'iris' }
    expect(await takeUpInvitation(house, link!.code, { issuer: 'https://i.example', subject: 'ada' })).toEqual({
      refused: 'account-taken',
    })
    expect(await takeUpInvitation(house, link!.code, account)).toEqual({ accepted: personId })
    expect(await takeUpInvitation(house, link!.code, account)).toEqual({ accepted: personId })
    expect(await takeUpInvitation(house, link!.code, { ...account, subject: 'other' })).toEqual({
      refused: 'invitation-not-valid',
    })
  })

  test('two administrators who give the same role at once give it once', async () => {
    const input = { personId: 'bela', role: { role: 'head-teacher' as const, schoolUrn: '999001' } }
    const outcomes = await Promise.all([grantRole(house, ada, input), grantRole(house, ada, input)])
    expect(outcomes.map((outcome) => Object.keys(outcome!)[0]).sort()).toEqual(['accepted', 'refused'])
    expect(await open.database.read(sql`SELECT role FROM roles_held WHERE role = 'head-teacher'`)).toHaveLength(1)
  })

  test('the last administrator who can sign in keeps the role', async () => {
    const input = { personId: 'ada', roleId: 'ra' }
    expect(await withdrawRole(house, ada, input)).toEqual({ refused: 'last-administrator' })
    await grantRole(house, ada, { personId: 'bela', role: { role: 'administrator', schoolUrn: null } })
    expect(await withdrawRole(house, ada, input)).toEqual({ refused: 'last-administrator' })
    await open.database.commit([
      sql`UPDATE people SET issuer = 'https://i.example', subject = 'bela' WHERE id = 'bela'`,
    ])
    expect(await withdrawRole(house, ada, input)).toEqual({ accepted: 'administrator' })
  })

  test('what needs attention stays in its scope, and content in its own', async () => {
    const [everywhere, heron] = [scopeOf(ada, 'see-faults'), scopeOf(bela, 'see-faults')]
    const noContent = scopeOf(ada, 'see-fault-content')
    expect((await listFaults(open.database, everywhere, noContent, all)).map(({ content }) => content)).toEqual([
      null,
      null,
    ])
    expect(await listFaults(open.database, heron, scopeOf(bela, 'see-fault-content'), all)).toMatchObject([
      { schoolName: 'Heron Lane', content: 'locked' },
    ])
    expect(await listFailedDeliveries(open.database, everywhere, all)).toMatchObject([
      { deliveryId: 'd2', type: null, tries: 5 },
    ])
    expect(await listSecurityEventsNewestFirst(open.database, everywhere, all)).toMatchObject([
      { schoolName: 'Millfield', endpoint: 'e2' },
    ])
    expect(await listSecurityEventsNewestFirst(open.database, heron, all)).toEqual([])
    expect(await findFaultCounts(open.database, everywhere, everywhere)).toEqual({
      messages: 2,
      settled: 0,
      heldBack: 0,
      deliveries: 1,
      security: 1,
    })
    expect(await findFaultCounts(open.database, heron, scopeOf(bela, 'see-security-events'))).toEqual({
      messages: 1,
      settled: 0,
      heldBack: 0,
      deliveries: 0,
      security: 0,
    })
    const numbers = ['999001', '999002'].map((schoolUrn) => ({ schoolUrn, misId: 'p1' }))
    expect(await listPupilIdsOf(open.database, heron, numbers)).toEqual(['pip'])
  })

  test('schools are counted, and set-up read', async () => {
    const everywhere = scopeOf(ada, 'see-connections')
    expect(await listSchoolsForCounts(open.database, everywhere, '2026-10-14')).toMatchObject([
      {
        urn: '999001',
        completeSessions: [{ on: '2026-10-14', session: 'AM' }],
        today: [{ session: 'AM', complete: true }],
        hasPupils: true,
      },
      { urn: '999002', completeSessions: [], today: [], hasPupils: true },
    ])
    expect(await listChildrenToCount(open.database, everywhere, '2026-10-14')).toEqual([
      {
        pupilId: 'pip',
        schoolUrn: '999001',
        boarder: false,
        yearGroup: null,
        firstKnownOn: '2026-09-02',
        leftOn: null,
        asks: null,
        absence: null,
        marks: [{ on: '2026-10-14', session: 'AM', code: 'N' }],
      },
    ])
    expect(await findSetUp(open.database, everywhere, '2026-10-14')).toEqual({
      schools: 2,
      schoolsWithCalendar: 0,
      schoolsWithPupils: 2,
      schoolsWithRegister: 1,
      schoolsWithPeople: 1,
      lacking: { calendar: ['Heron Lane', 'Millfield'], pupils: [], register: ['Millfield'], people: ['Millfield'] },
    })
  })
})
