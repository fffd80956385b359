// Today with 100 children away, brother and sister in a row (50 rows are a page), or bare Hono serving the very same bytes, in a process of its own.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { sha256Of } from '../../src/storage/chain.ts'
import { sql } from '../../src/storage/database.ts'
import { createApp } from '../../src/web/app.ts'
import { connectedSchool, mark } from '../intake/sender.ts'

const [kind] = process.argv.slice(2) as ['today' | 'bytes']
const at = '2026-10-13T08:35:00.000Z'
const school = await connectedSchool(at)
const { house } = school
await school.send('calendar.published', {
  academic_year: '2026/27',
  terms: [{ from: '2026-09-02', to: '2026-10-23' }],
  non_school_days: [],
  replaces: null,
})
for (let index = 0; index < 100; index += 1) {
  const pupil = { mis_id: `p${index}`, upn: null }
  const names = { legal_forename: `Forename${index}`, legal_surname: `Surname${index}`, date_of_birth: '2015-03-11' }
  await school.send('pupil.upserted', { pupil: { ...pupil, ...names, reg_group: '6A' }, source_updated_at: at })
  const contact = (priority: number) => ({
    ...{ contact_ref: `c${priority}`, name: `Contact ${index} ${priority}`, relationship: 'mother', priority },
    ...{
      phones: [
        { number: `07700 900${String(priority * 100 + Math.floor(index / 2)).padStart(3, '0')}`, kind: 'mobile' },
      ],
      emails: [],
    },
    restricted: false,
  })
  await school.send('contacts.upserted', { pupil, contacts: [contact(1), contact(2)], source_updated_at: at })
}
const marks = Array.from({ length: 100 }, (_, index) => mark(`p${index}`, '2026-10-13', 'AM', 'N', at))
await school.send('attendance.marks.upserted', { session_status: 'open', marks })
await house.database.commit([
  sql`INSERT INTO people (id, name, created_at) VALUES ('grace', 'Grace Osei', ${at})`,
  sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by) VALUES ('r', 'grace', 'attendance-officer', '999001', ${at}, 'bench')`,
  sql`INSERT INTO sessions (id_hash, person_id, started_at, last_used_at) VALUES (${await sha256Of('bench')}, 'grace', ${at}, ${at})`,
])

const app = createApp(house)
const headers = { cookie: 'whereabouts=bench' }
house.statements.count = 0
const page = await (await app.request('/today', { headers })).text()
const statements = house.statements.count
const rows = page.split('Forename').length - 1
if (rows < 100) throw new Error(`Today shows ${rows} of 100 children`)
const served = kind === 'today' ? app : new Hono().get('/today', (c) => c.html(page))
serve({ fetch: served.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.send?.({ port, bytes: Buffer.byteLength(page), statements })
})
process.on('message', () => process.exit(0))
