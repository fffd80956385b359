// Somebody writes a mark by hand between the moment a delivery is read against the register and the moment it is written.
import { expect, test } from 'vitest'
import type { House } from '../../src/house.ts'
import { type Query, sql } from '../../src/storage/database.ts'
import { makeHouse } from '../support/testHouse.ts'
import { allMarks, connectedSchool, mark } from './sender.ts'

test.each(['/', 'L', 'N', 'V'])(
  'the mark by hand stays, the delivery with %s looks again, and what came too late is kept as such',
  async (code) => {
    const standing = await makeHouse({ at: '2026-09-14T10:00:00.000Z' })
    const { commit } = standing.database
    let written = 0
    const isRegister = (writes: readonly Query<unknown>[]) =>
      writes.some(({ parameters }) => JSON.stringify(parameters).includes('2026-09-14T08:30:00'))
    const database: House['database'] = {
      read: standing.database.read,
      async commit(writes) {
        if (written === 0 && isRegister(writes)) {
          written += 1
          await commit([
            sql`INSERT INTO marks (pupil_id, marked_on, session, school_urn, code, source, stamp, tie, received_at, received_by)
            SELECT id, '2026-09-14', 'AM', school_urn, 'I', 'hand', '2026-09-14T09:59:00.000Z', 'ada', '2026-09-14T09:59:00.000Z', 'mis' FROM pupils WHERE mis_id = 'p1'`,
          ])
        }
        await commit(writes)
      },
    }
    const sender = await connectedSchool('2026-09-14T10:00:00.000Z', { ...standing, database })
    await sender.send('attendance.marks.upserted', {
      marks: [mark('p1', '2026-09-11', 'AM', 'N', '2026-09-11T08:30:00Z')],
    })
    await sender.send('attendance.marks.upserted', {
      marks: [mark('p1', '2026-09-14', 'AM', code, '2026-09-14T08:30:00Z')],
    })
    expect(written).toBe(1)
    const marks = await sender.rows<{ marked_on: string; code: string; source: string }>(allMarks, 'marked_on')
    expect(marks.map(({ marked_on, code, source }) => [marked_on, code, source])).toEqual([
      ['2026-09-11', 'N', 'mis'],
      ['2026-09-14', 'I', 'hand'],
    ])
    const versions = await sender.rows<{ code: string; kept_because: string }>('mark_versions')
    expect(versions.map(({ code, kept_because }) => [code, kept_because])).toEqual([[code, 'stale']])
    const deliveries = await sender.rows<{ state: string; tries: number }>('deliveries')
    expect(deliveries.map(({ state, tries }) => [state, tries])).toEqual([
      ['processed', 0],
      ['processed', 0],
    ])
  },
)
