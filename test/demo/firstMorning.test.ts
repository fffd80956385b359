// What does a visitor find on the first morning, and again after a restart?
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { verifyRecord } from '../../src/storage/verify.ts'
import { marksN, type OpenNorthmoor, openNorthmoor } from './openNorthmoor.ts'

let northmoor: OpenNorthmoor
beforeAll(async () => {
  northmoor = await openNorthmoor()
}, 60_000)

describe('the first morning', () => {
  test('sixteen children of Oakfield stand as N, twelve at St Brigid’s, eighteen and fourteen at the secondary schools, and Weir Bank has sent nothing', async () => {
    const counts = await Promise.all(
      ['999101', '999102', '999103', '999104', '999105', '999106'].map((urn) =>
        northmoor.count(marksN(urn, '2026-11-17', 'AM')),
      ),
    )
    expect(counts).toEqual([16, 12, 18, 14, 0, 0])
    expect(
      await northmoor.count(
        sql`SELECT count(*) AS n FROM register_sessions WHERE school_urn = '999105' AND marked_on = '2026-11-17'`,
      ),
    ).toBe(0)
    expect(await northmoor.count(sql`SELECT count(*) AS n FROM register_sessions WHERE school_urn = '999106'`)).toBe(0)
  })

  test('the absences that run at Oakfield began when the stories say, the longest on 19 October', async () => {
    const runs = sql<{ began: string; n: number }>`SELECT c.began_on AS began, count(*) AS n
      FROM cases c JOIN marks m ON m.pupil_id = c.pupil_id AND m.marked_on = '2026-11-17' AND m.code = 'N'
      WHERE c.school_urn = '999101' AND c.ended_on IS NULL GROUP BY c.began_on ORDER BY c.began_on`
    expect(await northmoor.house.database.read(runs)).toEqual([
      { began: '2026-10-19', n: 1 },
      { began: '2026-11-09', n: 1 },
      { began: '2026-11-11', n: 1 },
      { began: '2026-11-13', n: 1 },
      { began: '2026-11-16', n: 2 },
      { began: '2026-11-17', n: 10 },
    ])
  })

  test('a looked-after child, one with a social worker and brothers and sisters are among them', async () => {
    const away = sql<{
      flag: string
      n: number
    }>`SELECT iif(p.looked_after, 'looked after', iif(p.social_worker, 'social worker', 'none')) AS flag, count(*) AS n
      FROM cases c JOIN pupils p ON p.id = c.pupil_id JOIN marks m ON m.pupil_id = p.id AND m.marked_on = '2026-11-17' AND m.code = 'N'
      WHERE c.school_urn = '999101' AND c.ended_on IS NULL GROUP BY flag ORDER BY flag`
    expect(await northmoor.house.database.read(away)).toEqual([
      { flag: 'looked after', n: 1 },
      { flag: 'none', n: 14 },
      { flag: 'social worker', n: 1 },
    ])
    const shared = sql<{
      children: number
    }>`SELECT count(*) AS children FROM contacts k JOIN cases c ON c.pupil_id = k.pupil_id AND c.ended_on IS NULL
      WHERE c.school_urn = '999101' AND k.priority = 1 GROUP BY k.contact_ref HAVING count(*) > 1 ORDER BY 1`
    expect(await northmoor.house.database.read(shared)).toEqual([{ children: 2 }, { children: 3 }])
  })

  test('two children came late: their N of half past nine is a U by now, and what it was is kept', async () => {
    const late = sql<{
      n: number
    }>`SELECT count(*) AS n FROM marks m JOIN mark_versions v USING (pupil_id, marked_on, session)
      WHERE m.school_urn = '999101' AND m.marked_on = '2026-11-17' AND m.code = 'U' AND v.code = 'N' AND v.became = 'U'`
    expect(await northmoor.count(late)).toBe(2)
  })

  test('what came as a delivery was processed, nothing was quarantined, and no register left a child without a mark but the starter and the leaver nobody has seen', async () => {
    const states = sql<{ state: string }>`SELECT DISTINCT state FROM deliveries`
    expect(await northmoor.house.database.read(states)).toEqual([{ state: 'processed' }])
    expect(await northmoor.count(sql`SELECT count(*) AS n FROM quarantined`)).toBe(0)
    const unmarked = sql<{
      misId: string
    }>`SELECT DISTINCT p.mis_id AS "misId" FROM marks m JOIN pupils p ON p.id = m.pupil_id WHERE m.code = '-' ORDER BY 1`
    expect(await northmoor.house.database.read(unmarked)).toEqual([{ misId: 'N9001' }, { misId: 'N9003' }])
    expect(await northmoor.count(sql`SELECT count(*) AS n FROM security_events`)).toBe(0)
  })

  test('the record that staff and MIS left is sealed like any other', async () => {
    const breaks: string[] = []
    await verifyRecord(northmoor.house.database, northmoor.house.keys.audit, ({ what }) => breaks.push(what))
    expect(breaks).toEqual([])
    expect(
      await northmoor.count(
        sql`SELECT count(*) AS n FROM case_events WHERE what = 'contact-attempted' AND by = 'grace-osei'`,
      ),
    ).toBeGreaterThan(10)
    expect(await northmoor.count(sql`SELECT count(*) AS n FROM case_events WHERE what = 'reason-given'`)).toBe(1)
  })

  test('it says how long it took', () => {
    expect(
      northmoor.house.logged.filter((line) => line.includes('Northmoor made') && line.includes('"seconds":')),
    ).toHaveLength(1)
  })

  test('opened again it is what it was: nobody is added twice and the clock stands where it was left', async () => {
    await northmoor.putClock('2026-11-17T09:55:00Z')
    northmoor.house.clock.put('2026-11-17T09:47:00Z')
    await northmoor.reopen()
    expect(northmoor.house.clock.now()).toBe('2026-11-17T09:55:00.000Z')
    expect(await northmoor.count(sql`SELECT count(*) AS n FROM pupils`)).toBe(2876)
    expect(await northmoor.count(sql`SELECT count(*) AS n FROM people`)).toBe(19)
    await northmoor.reopen('2026-11-17T09:50:00+00:00')
    expect(northmoor.house.clock.now()).toBe('2026-11-17T09:50:00.000Z')
  })
})
