// The server under load, in a process of its own: with its database on disk, or the same with one that keeps nothing.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { connectionCommand } from '../../src/connectionCommand.ts'
import type { House } from '../../src/house.ts'
import { openDoor } from '../../src/intake/deliveryLimits.ts'
import { type Database, sql } from '../../src/storage/database.ts'
import { createApp } from '../../src/web/app.ts'
import { makeHouse } from '../support/testHouse.ts'
import { threadsOn } from '../support/threadsOn.ts'

const [kind, at] = process.argv.slice(2) as ['durable' | 'no-database', string]
const folder = mkdtempSync(join(tmpdir(), 'whereabouts-bench-'))
const path = join(folder, 'bench.sqlite')
const laidOut = await makeHouse({ at, path })
// As the door on one machine has it: one thread writes, one applies.
const threads = threadsOn(path, at, [], laidOut.clock)
const database = { read: laidOut.sqlite.read, commit: threads.commit }
const house = { ...laidOut, database, applyBeside: threads.apply }
let printed = ''
await connectionCommand(['add', '--school', '999001', '--name', 'Bench', '--vendor', 'generic'], house, {
  out: (text) => {
    printed += text
  },
  err: (text) => process.stderr.write(text),
})

const served: House = kind === 'durable' ? house : { ...house, database: keepsNothing(house.database), after: () => {} }
// One connection posts as fast as it can: what is measured is the house, not its limits.
const app = createApp(served, null, { door: openDoor(null) })
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.send?.({ port, ...JSON.parse(printed) })
})

process.on('message', async (message) => {
  if (message === 'applied?') {
    await house.settled()
    const rows = await house.database.read(
      sql<{ state: string; count: number }>`SELECT state, count(*) AS count FROM deliveries GROUP BY state`,
    )
    process.send?.({ states: Object.fromEntries(rows.map(({ state, count }) => [state, count])) })
  }
  if (message === 'end') {
    server.close()
    await threads.close()
    house.sqlite.close()
    rmSync(folder, { recursive: true })
    process.exit(0)
  }
})

/** Answers each question as it was answered the first time, and forgets what it is told to keep. */
function keepsNothing(database: Database): Database {
  const answers = new Map<string, Promise<unknown[]>>()
  return {
    read<Row>(query: { sql: string; parameters: readonly unknown[] }) {
      const key = query.sql + JSON.stringify(query.parameters)
      if (!answers.has(key)) answers.set(key, database.read(query))
      return answers.get(key) as Promise<Row[]>
    },
    commit: async () => {},
  }
}
