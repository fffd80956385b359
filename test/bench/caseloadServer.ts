// The caseload of a CME officer with 300 open cases at six schools (50 are a page), or bare Hono serving the very same bytes, in a process of its own.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { sha256Of } from '../../src/storage/chain.ts'
import { sql } from '../../src/storage/database.ts'
import { createApp } from '../../src/web/app.ts'
import { caseloadHouse, now } from '../web/caseloadHouse.ts'

const [kind] = process.argv.slice(2) as ['caseload' | 'bytes']
const schools = ['999001', '880000', '880001', '880002', '880003', '880004']
const load = await caseloadHouse(5)
const { house } = load
await load.away(
  Array.from({ length: 300 }, (_, index) => ({
    id: `child-${index}`,
    school: schools[index % schools.length]!,
    schoolDays: 3 + (index % 25),
  })),
)
await house.database.commit([
  sql`INSERT INTO sessions (id_hash, person_id, started_at, last_used_at) VALUES (${await sha256Of('bench')}, 'edie', ${now}, ${now})`,
])

const app = createApp(house)
const headers = { cookie: 'whereabouts=bench' }
await app.request('/cases', { headers })
house.statements.count = 0
const page = await (await app.request('/cases', { headers })).text()
const statements = house.statements.count
const heading = /<h1[^>]*>([^<]*)/.exec(page)?.[1]
if (heading?.trim() !== '300 open cases') throw new Error(`The caseload says ${heading}`)
const served = kind === 'caseload' ? app : new Hono().get('/cases', (c) => c.html(page))
serve({ fetch: served.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.send?.({ port, bytes: Buffer.byteLength(page), statements })
})
process.on('message', () => process.exit(0))
