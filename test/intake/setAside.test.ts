// What could not be taken in is read by the school alone: from the delivery to the page, and never from the file.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectionCommand } from '../../src/connectionCommand.ts'
import { forgetOldBodies } from '../../src/intake/work.ts'
import { sql } from '../../src/storage/database.ts'
import { heronLane, makePeopleHouse, type PeopleHouse, textOf, wednesday } from '../web/peopleHouse.ts'
import { headersFor, mark, secretCurrent } from './sender.ts'

const comment = 'Seen at the bus stop on Larkspur Rise'
let folder: string
let made: PeopleHouse

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-'))
  made = await makePeopleHouse()
  const printed: string[] = []
  const print = (text: string) => void printed.push(text)
  const args = ['add', '--school', heronLane, '--name', 'Heron Lane', '--vendor', 'generic', '--secret', secretCurrent]
  await connectionCommand(args, made.house, { out: print, err: print })
  const { endpoint } = JSON.parse(printed.join('')) as { endpoint: string }
  const body = JSON.stringify({
    type: 'attendance.marks.upserted',
    timestamp: wednesday,
    schema: '2026-09-01',
    source: { vendor: 'generic', school_urn: heronLane },
    data: { marks: [{ ...mark('p1', '2026-10-14', 'AM', 'QQ', wednesday), comment }] },
  })
  const headers = headersFor('msg_1', wednesday, body, secretCurrent)
  expect((await made.app.request(endpoint, { method: 'POST', body, headers })).status).toBe(202)
  await made.house.settled()
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a part set aside is shown to the school’s attendance officer as it was sent', async () => {
  const html = await (await made.get('/needs-attention', 'bela')).text()
  expect(html).toContain('data.marks[0].code')
  expect(html).toContain('&quot;code&quot;: &quot;QQ&quot;')
  expect(html).not.toContain('cannot be opened')
  expect(await (await made.get('/needs-attention', 'cleo')).text()).toContain(comment)
})

test('a part set aside is nowhere in the database for whoever has a copy of it', async () => {
  const copy = join(folder, 'copy.sqlite')
  made.house.sqlite.runScript(`VACUUM INTO '${copy}'`)
  const bytes = readFileSync(copy)
  expect([
    bytes.includes('is not a code of the 2024 list'),
    bytes.includes(comment),
    bytes.includes('bus stop'),
  ]).toEqual([true, false, false])
})

test('a part set aside is erased 30 days after it came once settled, else after 90; where and why stay, and the page says so', async () => {
  const setAside = () => made.house.sqlite.read(sql`SELECT path, reason, content FROM quarantined`)
  const body = () => made.house.sqlite.read(sql`SELECT body, length(body_sha256) AS hash FROM deliveries`)
  const gone = [{ path: 'data.marks[0].code', reason: 'is not a code of the 2024 list', content: null }]
  made.house.clock.put('2027-01-12T23:59:00.000Z')
  await forgetOldBodies(made.house)
  expect(await setAside()).toMatchObject([{ content: expect.stringMatching(/^[\w+/=]{40,}$/) }])
  // The part can be corrected as long as the message it stood in is here.
  expect(await body()).toMatchObject([{ body: expect.any(String) }])
  made.house.clock.put('2027-01-13T00:00:00.000Z')
  await forgetOldBodies(made.house)
  expect(await setAside()).toEqual(gone)
  expect(await body()).toEqual([{ body: null, hash: 64 }])
  expect(await textOf(await made.get('/needs-attention', 'bela'))).toContain(
    'What it said is erased after 90 days: send it again from your MIS, then let this go.',
  )
})

test('a part that was settled is erased 30 days after it came', async () => {
  const setAside = () => made.house.sqlite.read<{ content: string | null }>(sql`SELECT content FROM quarantined`)
  expect((await made.post('/needs-attention/parts/1/1/discard', { reason: 'A test' }, 'bela')).status).toBe(303)
  made.house.clock.put('2026-11-13T23:59:00.000Z')
  await forgetOldBodies(made.house)
  expect((await setAside())[0]!.content).not.toBeNull()
  made.house.clock.put('2026-11-14T00:00:00.000Z')
  await forgetOldBodies(made.house)
  expect(await setAside()).toEqual([{ content: null }])
})
