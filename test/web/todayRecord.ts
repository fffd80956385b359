// After a test has written: does the record still hold, seal by seal?

import { expect } from 'vitest'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { listCaseEvents } from '../../src/storage/caseStore.ts'
import { detailsHashOf, originOf, sealOf } from '../../src/storage/chain.ts'
import { sql } from '../../src/storage/database.ts'
import type { TestHouse } from '../support/testHouse.ts'

/** Checks each case's chain from its origin, and that the summary is at its end. */
export async function verifyRecord(house: TestHouse): Promise<void> {
  const cases =
    await house.database.read(
      sql<{
        id: string
        pupil_id: string
        school_urn: string
        version: number
        last_hash: string
      }>`SELECT * FROM cases`,
    )
  for (const kase of cases) {
    const rows = await house.database.read(sql<{
      version: number
      at: string
      by: string
      what: string
      details_hash: string
      hash: string
      salt: string
      details: string
    }>`
      SELECT e.*, d.salt, d.details FROM case_events e JOIN case_event_details d USING (case_id, version) WHERE e.case_id = ${kase.id} ORDER BY e.version`)
    let last = await originOf(kase.id, kase.pupil_id, kase.school_urn)
    for (const row of rows) {
      const detailsHash = await detailsHashOf(row.salt, row.details)
      expect(detailsHash).toBe(row.details_hash)
      last = await sealOf(house.keys.audit, last, {
        caseId: kase.id,
        version: row.version,
        at: row.at,
        by: row.by,
        what: row.what,
        detailsHash,
      })
      expect(last).toBe(row.hash)
    }
    expect([kase.version, kase.last_hash]).toEqual([rows.length, last])
    expect(await listCaseEvents(house.database, scopeOfClock, [kase.id])).toHaveLength(rows.length)
  }
}
