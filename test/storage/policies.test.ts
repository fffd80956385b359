// The authority's own numbers on both engines: kept whole, one version a day, taken back only before its day, never changed.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setPolicy } from '../../src/actions/setPolicy.ts'
import { withdrawPolicy } from '../../src/actions/withdrawPolicy.ts'
import { calendarDays, schoolDays } from '../../src/calendar/date.ts'
import type { PolicyToSet } from '../../src/cases/decide/setPolicy.ts'
import type { Person } from '../../src/cases/roles.ts'
import { type LocalPolicy, localPolicyOn } from '../../src/law/localPolicy.ts'
import { sql } from '../../src/storage/database.ts'
import { listPolicies, listPoliciesOnRecord } from '../../src/storage/policyStore.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'

/** Wednesday 14 October 2026. */
const at = '2026-10-14T09:00:00.000Z'
const fern: Person = { id: 'fern', name: 'Fern Holt', rolesHeld: [{ role: 'authority-manager', schoolUrn: null }] }
const ada: Person = { id: 'ada', name: 'Ada Frost', rolesHeld: [{ role: 'administrator', schoolUrn: null }] }
const shippedMark = '2024-10-01_3_5_10_7_1'

const numbers: LocalPolicy = {
  escalateOnSchoolDay: schoolDays(2),
  visitBySchoolDay: schoolDays(4),
  referOnSchoolDay: schoolDays(8),
  reviewEveryDays: calendarDays(5),
  referralAnswerWithinDays: calendarDays(2),
}
const source = { instrument: 'Northmoor procedure, October 2026', provision: 'page 4', url: null }
const asked = (from: string, change: Partial<PolicyToSet> = {}): PolicyToSet => ({ from, numbers, source, ...change })

describe.each(engines)('on $name', (engine) => {
  let open: OpenEngine
  let house: TestHouse
  beforeEach(async () => {
    open = await engine.open()
    await open.database.commit([
      sql`INSERT INTO people (id, name, created_at) VALUES ('fern', 'Fern Holt', ${at}), ('ada', 'Ada Frost', ${at})`,
    ])
    await open.database.commit([
      sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by)
        VALUES ('rf', 'fern', 'authority-manager', NULL, ${at}, 'ada'), ('ra', 'ada', 'administrator', NULL, ${at}, 'ada')`,
    ])
    house = await makeHouse({ at, change: { database: open.database } })
  })
  afterEach(async () => {
    await open.close()
    house.sqlite.close()
  })

  test('a version holds from its day, beside what comes with the program, and says who recorded it and when', async () => {
    expect(await setPolicy(house, fern, asked('2026-11-02'), shippedMark)).toEqual({ accepted: asked('2026-11-02') })
    const policies = await listPolicies(open.database)
    expect(policies.map(({ from }) => from)).toEqual(['2024-10-01', '2026-11-02'])
    expect(localPolicyOn(policies, '2026-11-01').numbers.escalateOnSchoolDay).toBe(3)
    expect(localPolicyOn(policies, '2026-11-02')).toEqual({ ...asked('2026-11-02'), ourDefaults: [] })
    expect(await listPoliciesOnRecord(open.database)).toMatchObject([
      { from: '2026-11-02', numbers, source, recordedAt: at, recordedByName: 'Fern Holt', withdrawnAt: null },
    ])
  })

  test('of two people who record at the same time one is refused, and neither is a fault', async () => {
    const both = await Promise.all([
      setPolicy(house, fern, asked('2026-11-02'), shippedMark),
      setPolicy(house, ada, asked('2026-11-02', { source: { ...source, provision: 'page 9' } }), shippedMark),
    ])
    expect(both.filter((each) => 'accepted' in each)).toHaveLength(1)
    expect(both.filter((each) => 'refused' in each)).toEqual([{ refused: 'policy-day-taken' }])
    expect(await listPoliciesOnRecord(open.database)).toHaveLength(1)
  })

  test('the same sent twice by one person is recorded once', async () => {
    for (let press = 1; press <= 2; press += 1)
      expect(await setPolicy(house, fern, asked('2026-11-02'), shippedMark)).toHaveProperty('accepted')
    expect(await listPoliciesOnRecord(open.database)).toHaveLength(1)
    expect(await setPolicy(house, ada, asked('2026-11-02'), shippedMark)).toEqual({ refused: 'policy-day-taken' })
    house.clock.put('2026-10-14T09:02:00.000Z')
    expect(await setPolicy(house, fern, asked('2026-11-02'), shippedMark)).toEqual({ refused: 'policy-day-taken' })
  })

  test('whoever lost the role meanwhile records nothing and takes nothing back', async () => {
    await setPolicy(house, ada, asked('2026-11-02'), shippedMark)
    const { id } = (await listPoliciesOnRecord(open.database))[0]!
    await open.database.commit([sql`UPDATE roles_held SET withdrawn_at = ${at}, withdrawn_by = 'ada' WHERE id = 'rf'`])
    expect(await setPolicy(house, fern, asked('2026-12-01'), '2026-11-02_2_4_8_5_2')).toEqual({
      refused: 'policy-unchanged',
    })
    const other = asked('2026-12-01', { numbers: { ...numbers, reviewEveryDays: calendarDays(6) } })
    expect(await setPolicy(house, fern, other, '2026-11-02_2_4_8_5_2')).toEqual({ refused: 'role-lost' })
    expect(await withdrawPolicy(house, fern, id)).toEqual({ refused: 'role-lost' })
    expect(await listPoliciesOnRecord(open.database)).toMatchObject([{ withdrawnAt: null }])
  })

  test('a version is taken back before its day and stays on record; its day is free again; twice says so', async () => {
    await setPolicy(house, fern, asked('2026-11-02'), shippedMark)
    const { id } = (await listPoliciesOnRecord(open.database))[0]!
    expect(await withdrawPolicy(house, ada, id)).toEqual({ accepted: '2026-11-02' })
    expect((await listPolicies(open.database)).map(({ from }) => from)).toEqual(['2024-10-01'])
    expect(await listPoliciesOnRecord(open.database)).toMatchObject([{ withdrawnAt: at, withdrawnByName: 'Ada Frost' }])
    expect(await withdrawPolicy(house, fern, id)).toEqual({ refused: 'nothing-to-withdraw' })
    expect(await withdrawPolicy(house, fern, 'none')).toBeNull()
    house.clock.put('2026-10-14T09:05:00.000Z')
    expect(await setPolicy(house, fern, asked('2026-11-02'), shippedMark)).toHaveProperty('accepted')
  })

  test('a version that has begun is not taken back: absences are counted by it', async () => {
    await setPolicy(house, fern, asked('2026-10-14'), shippedMark)
    const { id } = (await listPoliciesOnRecord(open.database))[0]!
    house.clock.put('2026-10-15T09:00:00.000Z')
    expect(await withdrawPolicy(house, fern, id)).toEqual({ refused: 'policy-begun' })
    house.clock.put('2027-03-01T09:00:00.000Z')
    expect(await withdrawPolicy(house, fern, id)).toEqual({ refused: 'policy-begun' })
    expect(localPolicyOn(await listPolicies(open.database), '2026-10-14').numbers.escalateOnSchoolDay).toBe(2)
  })

  test('nobody changes or deletes a version that is on record, with the file in hand', async () => {
    await setPolicy(house, fern, asked('2026-11-02'), shippedMark)
    for (const script of [
      `UPDATE policies SET holds_from = '2026-10-01';`,
      `UPDATE policies SET withdrawn_at = 'x', withdrawn_by = 'ada', numbers = '{}';`,
      `DELETE FROM policies;`,
      `INSERT OR REPLACE INTO policies SELECT id, '2026-10-02', numbers, instrument, provision, url, recorded_at, recorded_by, NULL, NULL FROM policies;`,
    ])
      await expect(open.runScript(script)).rejects.toThrow(/append-only/)
  })
})
