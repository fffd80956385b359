// Do the threads keep what the house promises? One writes, one applies; what is asked of them is answered, also when one breaks.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { standingClock } from '../../src/outside/clock.ts'
import { clashOf } from '../../src/storage/clashes.ts'
import { sql } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import type { Threads } from '../../src/threads.ts'
import { connectedSchool, mark } from '../intake/sender.ts'
import { makeHouse } from '../support/testHouse.ts'
import { threadsOn } from '../support/threadsOn.ts'

const at = '2026-09-14T08:33:00.000Z'
let folder: string
let path: string
let threads: Threads | null = null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-threads-'))
  path = join(folder, 'test.sqlite')
})
afterEach(async () => {
  await threads?.close()
  threads = null
  rmSync(folder, { recursive: true })
})

const setting = (name: string) => sql`INSERT INTO settings (name, value) VALUES (${name}, 'x')`

async function laidOut() {
  const file = openSqlite(path)
  await migrate(file, 'migrations', at)
  return file
}

test('what is committed on the thread is read at once here, by all or by nobody', async () => {
  const file = await laidOut()
  threads = threadsOn(path, at)
  const names = async () =>
    (await file.read(sql<{ name: string }>`SELECT name FROM settings ORDER BY name`)).map(({ name }) => name)
  await Promise.all(Array.from({ length: 20 }, (_, index) => threads!.commit([setting(`s${index + 10}`)])))
  expect(await names()).toHaveLength(20)
  const refused = threads.commit([setting('half'), setting('s10')])
  expect(clashOf(await refused.catch((cause) => cause))).toEqual({ kind: 'already-there', columns: 'settings.name' })
  expect(await names()).not.toContain('half')
  await expect(threads.commit([sql`INSERT INTO settings (name, value) VALUES (${undefined}, 'x')`])).rejects.toThrow(
    'An undefined value was about to be written; say null',
  )
  file.close()
})

test('a register is applied by the thread, at the time the house has', async () => {
  const file = await laidOut()
  const clock = standingClock(at)
  threads = threadsOn(path, at, [], clock)
  const { commit, apply } = threads
  const change = { clock, applyBeside: apply, database: { read: file.read, commit } }
  const sender = await connectedSchool(at, await makeHouse({ at, path, change }))
  clock.put('2026-09-14T08:40:00.000Z')
  await sender.send('attendance.marks.upserted', {
    marks: [mark('p1', '2026-09-14', 'AM', 'N', at), mark('p2', '2026-09-14', 'AM', '/', at)],
  })
  expect(await sender.rows('deliveries')).toMatchObject([
    { state: 'processed', processed_at: '2026-09-14T08:40:00.000Z', tries: 0 },
  ])
  expect(await sender.rows('cases')).toMatchObject([{ began_on: '2026-09-14', ended_on: null }])
  sender.house.sqlite.close()
  file.close()
})

test('when they break, what waited is refused, it is logged, and they are made anew when next asked', async () => {
  const faults: string[] = []
  const nowhere = join(folder, 'not-there-yet')
  threads = threadsOn(join(nowhere, 'test.sqlite'), at, faults)
  await expect(threads.commit([setting('a')])).rejects.toThrow('directory does not exist')
  expect(faults).toEqual(['thread-broke: Cannot open database because the directory does not exist'])
  mkdirSync(nowhere)
  const file = openSqlite(join(nowhere, 'test.sqlite'))
  await migrate(file, 'migrations', at)
  await threads.commit([setting('b')])
  await threads.apply()
  expect(await file.read(sql`SELECT name FROM settings WHERE name IN ('a', 'b')`)).toEqual([{ name: 'b' }])
  expect(faults).toHaveLength(1)
  file.close()
})
