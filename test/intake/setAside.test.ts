// What could not be taken in is read by the school alone: from the delivery to the page, and never from the file.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectionCommand } from '../../src/connectionCommand.ts'
import { forgetOldBodies } from '../../src/intake/work.ts'
import { sql } from '../../src/storage/database.ts'
import { heronLane, makePeopleHouse, type PeopleHouse, wednesday } from '../web/peopleHouse.ts'
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

test('a part set aside is erased when it is more than 30 days old; where and why stay', async () => {
  const setAside = () => made.house.sqlite.read(sql`SELECT path, reason, content FROM quarantined`)
  made.house.clock.put('2026-11-13T23:59:00.000Z')
  await forgetOldBodies(made.house)
  expect(await setAside()).toMatchObject([{ content: expect.stringMatching(/^[\w+/=]{40,}$/) }])
  made.house.clock.put('2026-11-14T00:00:00.000Z')
  await forgetOldBodies(made.house)
  expect(await setAside()).toEqual([
    { path: 'data.marks[0].code', reason: 'is not a code of the 2024 list', content: null },
  ])
})
