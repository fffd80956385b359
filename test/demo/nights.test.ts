// Does the invented authority have its nights when a visitor moves the clock?
import { expect, test } from 'vitest'
import { sql } from '../../src/storage/database.ts'
import { type Break, verifyRecord } from '../../src/storage/verify.ts'
import { openNorthmoor } from './openNorthmoor.ts'

test('moved on over days each night is done once; moved back none; moved to summer the calendars are warned of; and the record is whole', async () => {
  const northmoor = await openNorthmoor()
  const nights = () =>
    northmoor.house.database
      .read(sql<{ night: string }>`SELECT DISTINCT sealed_on AS night FROM seals ORDER BY 1`)
      .then((rows) => rows.map(({ night }) => night))
  expect(await nights()).toEqual(['2026-11-16'])

  await northmoor.putClock('2026-11-19T09:47:00Z')
  expect(await nights()).toEqual(['2026-11-16', '2026-11-17', '2026-11-18'])

  await northmoor.putClock('2026-09-14T08:33:00Z')
  await northmoor.putClock('2026-11-19T14:17:00Z')
  expect(await nights()).toEqual(['2026-11-16', '2026-11-17', '2026-11-18'])

  // What is written while the clock stands in the past is sealed on the next new night, and nothing is broken by it.
  await northmoor.putClock('2026-09-14T08:33:00Z')
  await northmoor.house.database.commit([
    sql`INSERT INTO reads (at, person_id, page, pupil_ids) VALUES (${northmoor.house.clock.now()}, 'grace-osei', 'pupil', '["p1"]')`,
    sql`UPDATE roles_held SET withdrawn_at = ${northmoor.house.clock.now()}, withdrawn_by = 'sam-whitlock' WHERE person_id = 'martin-pryce'`,
  ])
  await northmoor.putClock('2027-05-26T06:00:00Z')
  const all = await nights()
  expect([all.length, all.at(-1)]).toEqual([191, '2027-05-25'])
  const told = sql<{ n: number }>`SELECT count(*) AS n FROM messages WHERE kind = 'calendar-ends'`
  expect(await northmoor.count(told)).toBe(7)

  const breaks: Break[] = []
  await verifyRecord(northmoor.house.database, northmoor.house.keys.audit, (broken) => breaks.push(broken))
  expect(breaks).toEqual([])
  expect(northmoor.house.logged.filter((line) => line.includes('night'))).toEqual([])
}, 240_000)
