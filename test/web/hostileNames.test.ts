// A sender puts a child's name where only ids and types belong: it reaches no log, no e-mail and no page's title.
import { beforeEach, expect, test } from 'vitest'
import { connectionCommand } from '../../src/connectionCommand.ts'
import { sql } from '../../src/storage/database.ts'
import { headersFor, mark, secretCurrent } from '../intake/sender.ts'
import { heronLane, makePeopleHouse, type PeopleHouse, wednesday } from './peopleHouse.ts'

const source = { vendor: 'generic', school_urn: heronLane }
const bad = mark('p2', '2026-10-14', 'AM', 'QQ', wednesday)
const whole = { type: 'attendance.marks.upserted', timestamp: wednesday, schema: '2026-09-01', source }

let made: PeopleHouse
let endpoint: string

beforeEach(async () => {
  made = await makePeopleHouse()
  const printed: string[] = []
  const print = (text: string) => void printed.push(text)
  const args = ['add', '--school', heronLane, '--name', 'Heron Lane', '--vendor', 'generic', '--secret', secretCurrent]
  await connectionCommand(args, made.house, { out: print, err: print })
  endpoint = (JSON.parse(printed.join('')) as { endpoint: string }).endpoint
})

async function deliver(id: string, message: object, header = id): Promise<number> {
  const body = JSON.stringify(message)
  const headers = { ...headersFor(id, wednesday, body, secretCurrent), 'webhook-id': header }
  const answer = await made.app.request(endpoint, { method: 'POST', body, headers })
  expect(await answer.text()).not.toContain('Canary')
  await made.house.settled()
  return answer.status
}

const titleOf = async (path: string, who: string) => {
  const answer = await made.get(path, who)
  expect([path, answer.status]).toEqual([path, 200])
  return /<title>([^<]*)<\/title>/.exec(await answer.text())![1]!
}

test('an id, a type, a key and a school that name a child', async () => {
  expect(await deliver('Pat.Canary-2014-05-06', { ...whole, data: { marks: [bad] } })).toBe(202)
  // The same id with another body, which is a security event.
  expect(await deliver('Pat.Canary-2014-05-06', { ...whole, data: { marks: [] } })).toBe(409)
  expect(await deliver('Pat.Canary-2', { ...whole, type: 'Pat.Canary_is.away', data: {} })).toBe(202)
  expect(await deliver('Pat.Canary-3', { ...whole, type: 'Pat Canary is away', data: {} })).toBe(202)
  expect(await deliver('Pat.Canary-4', { ...whole, 'Pat Canary': 1, data: { 'Pat Canary': 1 } })).toBe(202)
  expect(
    await deliver('Pat.Canary-5', {
      ...whole,
      type: 'sync.failed',
      data: { feed: 'Pat Canary', reason: 'Pat Canary' },
    }),
  ).toBe(202)
  expect(await deliver('Pat.Canary-6', { ...whole, source: { ...source, school_urn: 'Pat Canary' }, data: {} })).toBe(
    403,
  )
  expect(await deliver('Pat.Canary-7 two', { ...whole, data: {} })).toBe(401)

  expect((await made.post('/needs-attention/parts/1/1/telling', {}, 'ada')).status).toBe(303)
  const messages = await made.house.sqlite.read(
    sql<{ subject: string; body: string }>`SELECT subject, body FROM messages`,
  )
  expect(messages).toHaveLength(1)
  expect(JSON.stringify(messages)).not.toContain('Canary')
  const events = await made.house.sqlite.read(sql<{ detail: string }>`SELECT detail FROM security_events`)
  expect(events).toHaveLength(3)
  expect(JSON.stringify(events)).not.toContain('Canary')

  await made.house.database.commit([sql`UPDATE deliveries SET state = 'dead', tries = 7 WHERE id = 2`])
  const [connection] = await made.house.sqlite.read(sql<{ id: string }>`SELECT id FROM connections`)
  const pages = [
    ['/needs-attention', 'bela'],
    ['/needs-attention/parts/1/1/correction', 'bela'],
    ['/needs-attention/parts/1/1/discard', 'bela'],
    ['/needs-attention?list=deliveries', 'ada'],
    ['/needs-attention?list=security', 'ada'],
    ['/needs-attention/deliveries/2/discard', 'ada'],
    [`/connections/${connection!.id}`, 'ada'],
  ] as const
  const titles: string[] = []
  for (const [path, who] of pages) titles.push(await titleOf(path, who))
  expect(titles.join()).not.toContain('Canary')
  expect(made.house.logged.join()).not.toContain('Canary')
})

test('an id with a line in it never comes in: the machine refuses such a header, and encoded it is no id', async () => {
  expect(() => new Headers({ 'webhook-id': 'one\nlevel=fault Pat Canary' })).toThrow()
  expect(await deliver('one%0Alevel=fault', { ...whole, data: { marks: [bad] } })).toBe(202)
  for (const id of ['one two', 'one\u00a0two', 'é', 'a'.repeat(257), '']) {
    expect(await deliver('right', { ...whole, data: {} }, id)).toBe(401)
  }
  expect(made.house.logged).toEqual([])
})
