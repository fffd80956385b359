// What does a door do with a sender who means harm, or does not know better? It answers as it says it does, and never with a fault.
import { describe, expect, test } from 'vitest'
import { endConnection, rotateSecret } from '../../src/actions/changeConnection.ts'
import { commandLine, connectSchool } from '../../src/actions/connectSchool.ts'
import { hooks } from '../../src/intake/receive.ts'
import { sql } from '../../src/storage/database.ts'
import { connectedSchool, headersFor, mark, secretCurrent, senderAt } from './sender.ts'
import { houseWithWonde, openWonde, rowsOf } from './vendors/wondeDouble.ts'

const at = '2026-09-14T08:33:00.000Z'
const source = { vendor: 'generic', school_urn: '999001' }
const heartbeat = { feed: 'attendance.session', complete: true }
const whole = { type: 'sync.completed', timestamp: at, schema: '2026-09-01', source, data: heartbeat }
const body = JSON.stringify(whole)

describe('signed messages', () => {
  const posted = async (change: Record<string, string>, text: BodyInit = body, at_ = '') => {
    const sender = await connectedSchool(at)
    const headers = { ...headersFor('msg_1', at_ || at, body, secretCurrent), ...change }
    const answer = await sender.postRaw(text, headers)
    await sender.house.settled()
    expect(sender.house.logged).toEqual([])
    return [answer.status, answer.body.status, (await sender.rows('deliveries')).length]
  }

  test('as it should be', async () => {
    expect(await posted({})).toEqual([202, 'accepted', 1])
  })

  const right = headersFor('msg_1', at, body, secretCurrent)['webhook-signature']!
  const seconds = headersFor('msg_1', at, body, secretCurrent)['webhook-timestamp']!
  test.each([
    ['an id sent twice', { 'webhook-id': 'msg_1, msg_1' }],
    ['a time sent twice', { 'webhook-timestamp': `${seconds}, ${seconds}` }],
    ['a time with a sign', { 'webhook-timestamp': `+${seconds}` }],
    ['a time in milliseconds', { 'webhook-timestamp': `${seconds}000` }],
    ['a time as a fraction', { 'webhook-timestamp': `${seconds}.0` }],
    ['a time with a nought before it', { 'webhook-timestamp': `0${seconds}` }],
    ['a time in hexadecimal', { 'webhook-timestamp': '0x6aa7c2da' }],
    ['a time with an exponent', { 'webhook-timestamp': '1789378e3' }],
    ['no time', { 'webhook-timestamp': '' }],
    ['no id', { 'webhook-id': '' }],
    ['no signature', { 'webhook-signature': '' }],
    ['the signature without its version', { 'webhook-signature': right.slice(3) }],
    [
      'the signature in base64url',
      { 'webhook-signature': `v1,${right.slice(3).replaceAll('+', '-').replaceAll('/', '_').replace('=', '')}` },
    ],
    ['the signature without its last character', { 'webhook-signature': right.slice(0, -1) }],
    ['the signature with a stop behind it', { 'webhook-signature': `${right}.` }],
    [
      'eight wrong ones before it',
      {
        'webhook-signature': `${Array(8)
          .fill(`v1,${'A'.repeat(43)}=`)
          .join(' ')} ${right}`,
      },
    ],
  ])('%s: 401, and nothing is kept', async (_, change) => {
    expect(await posted(change)).toEqual([401, 'refused', 0])
  })

  test.each([
    [
      'seven wrong ones before it',
      {
        'webhook-signature': `${Array(7)
          .fill(`v1,${'A'.repeat(43)}=`)
          .join(' ')} ${right}`,
      },
    ],
    ['one of another version before it', { 'webhook-signature': `v2,abc ${right}` }],
    ['the content type in capitals', { 'content-type': 'APPLICATION/JSON;CHARSET=UTF-8' }],
  ])('%s: it is taken in', async (_, change) => {
    expect(await posted(change)).toEqual([202, 'accepted', 1])
  })

  test.each([
    ['UTF-16', new Uint8Array([0xff, 0xfe, ...[...body].flatMap((each) => [each.charCodeAt(0), 0])])],
    ['Latin-1', Uint8Array.from(body.replace('session', 'séance'), (each) => each.charCodeAt(0))],
    ['bytes that are no text', new Uint8Array([...new TextEncoder().encode(body), 0xc3])],
    ['a NUL behind it', `${body}\0`],
    ['a space behind it', `${body} `],
  ])('%s is not what was signed', async (_, text) => {
    expect(await posted({ 'content-type': 'application/json; charset=utf-16' }, text)).toEqual([401, 'refused', 0])
  })

  test.each([
    'multipart/form-data; boundary=application/json',
    'text/plain',
    'application/jsonp',
    'application/json-seq',
    'text/html, application/json',
  ])('the content type %s is none of ours', async (type) => {
    expect(await posted({ 'content-type': type })).toEqual([415, 'not-json', 0])
  })

  test('a length that is no number, or less than nothing, is not waited for', async () => {
    expect(await posted({ 'content-length': 'many' })).toEqual([413, 'too-large', 0])
    expect(await posted({ 'content-length': '99999999999999999999' })).toEqual([413, 'too-large', 0])
  })

  test.each([
    '/hooks/v1/',
    '/hooks/v1/%00',
    '/hooks/v1/%ff%fe',
    '/hooks/v1/..%2fwonde%2fx',
    "/hooks/v1/'%20OR%201=1--",
    `/hooks/v1/${'a'.repeat(5_000)}`,
    '/hooks/wonde/%',
    '/hooks/wonde/%00?secret=%ff',
  ])('the address %s is refused like one that is not there', async (path) => {
    const { house } = await connectedSchool(at)
    const answer = await hooks(house).request(path, {
      method: 'POST',
      body,
      headers: headersFor('m', at, body, secretCurrent),
    })
    expect([401, 404]).toContain(answer.status)
    expect(house.logged).toEqual([])
  })

  test.each([
    'null',
    '[]',
    '7',
    '"text"',
    'true',
    '{}',
    '{"type":{"type":"x"}}',
    '{"data":[[]],"source":{"school_urn":999001}}',
    '{"__proto__":{"data":{"marks":[]}}}',
  ])('JSON that is no message (%s) is set aside, and the next one is taken in', async (text) => {
    const sender = await connectedSchool(at)
    expect((await sender.post('sync.completed', heartbeat, { body: text })).status).toBe(202)
    await sender.send('sync.completed', heartbeat)
    const states = await sender.rows<{ state: string }>('deliveries')
    expect(states.map(({ state }) => state)).toEqual(['quarantined', 'processed'])
    expect(sender.house.logged).toEqual([])
  })

  test('the old secret after a rotation counts to the instant that was shown, and an ended connection to none', async () => {
    const sender = await connectedSchool(at)
    const [connection] = await sender.rows<{ id: string }>('connections')
    const asked = { connectionId: connection!.id, seen: null }
    const rotated = await rotateSecret(sender.house, commandLine, asked, '1-hour')
    const { secret, previousUntil } = (rotated as { accepted: { secret: string; previousUntil: string } }).accepted
    expect(previousUntil).toBe('2026-09-14T09:33:00.000Z')
    const post = async (by: string) => (await sender.post('sync.completed', heartbeat, { secret: by })).status
    expect([await post(secretCurrent), await post(secret)]).toEqual([202, 202])
    sender.house.clock.put('2026-09-14T09:32:59.999Z')
    expect(await post(secretCurrent)).toBe(202)
    sender.house.clock.put('2026-09-14T09:33:00.000Z')
    expect([await post(secretCurrent), await post(secret)]).toEqual([401, 202])
    await endConnection(sender.house, commandLine, asked, 'Another system')
    expect([await post(secretCurrent), await post(secret)]).toEqual([401, 401])
  })

  test('two connections of one school: a secret opens its own door alone, one mark told by both stands once, and one outlives the other', async () => {
    const first = await connectedSchool(at)
    const two = await connectSchool(first.house, commandLine, {
      ...{ schoolUrn: '999001', schoolName: 'School 999001', vendor: 'generic', settings: {}, token: null },
    })
    const { endpoint, secret, connectionId } = (
      two as { accepted: { endpoint: string; secret: string; connectionId: string } }
    ).accepted
    const second = senderAt(first.house, `/hooks/v1/${endpoint.replace('/hooks/v1/', '')}`, '999001')
    const marks = { session_status: 'open', marks: [mark('p1', '2026-09-14', 'AM', 'N', '2026-09-14T08:31:02Z')] }
    expect((await second.post('attendance.marks.upserted', marks)).status).toBe(401)
    expect((await first.send('attendance.marks.upserted', marks, { id: 'same' })).status).toBe(202)
    expect((await second.send('attendance.marks.upserted', marks, { id: 'same', secret })).status).toBe(202)
    expect(await first.rows('marks')).toHaveLength(1)
    expect(await first.rows('mark_versions')).toEqual([])
    await endConnection(first.house, commandLine, { connectionId, seen: null }, 'Not needed')
    expect((await second.post('sync.completed', heartbeat, { secret })).status).toBe(401)
    expect((await first.post('sync.completed', heartbeat)).status).toBe(202)
  })
})

describe('Wonde’s word', () => {
  const opened = async () => {
    openWonde()
    const { house, endpoint, secret } = await houseWithWonde(at)
    const post = async (query: string, text: string, headers = {}) => {
      const init = { method: 'POST', body: text, headers: { 'content-type': 'application/json', ...headers } }
      const answer = await hooks(house).request(`/hooks/wonde/${endpoint}${query}`, init)
      await house.settled()
      return answer.status
    }
    return { house, endpoint, secret, post }
  }
  const unknown = '{"payload_type":"dataChanged"}'

  test('the secret as it is, or each of its letters written as a percentage', async () => {
    const { secret, post } = await opened()
    const escaped = [...secret].map((each) => `%${each.charCodeAt(0).toString(16)}`).join('')
    expect([await post(`?secret=${secret}`, unknown), await post(`?secret=${escaped}`, unknown)]).toEqual([200, 200])
  })

  test.each([
    ['in capitals', (secret: string) => `?secret=${secret.toUpperCase()}`],
    ['escaped twice', (secret: string) => `?secret=%25${secret.charCodeAt(0).toString(16)}${secret.slice(1)}`],
    ['with a blank behind it', (secret: string) => `?secret=${secret}%20`],
    ['with a NUL behind it', (secret: string) => `?secret=${secret}%00`],
    ['without its last letter', (secret: string) => `?secret=${secret.slice(0, -1)}`],
    ['after a wrong one', (secret: string) => `?secret=wrong&secret=${secret}`],
    ['as a list', (secret: string) => `?secret[]=${secret}`],
    ['under another name', (secret: string) => `?Secret=${secret}`],
    ['behind a sharp', (secret: string) => `#secret=${secret}`],
    ['broken', () => '?secret=%zz%'],
    ['none', () => ''],
  ])('the secret %s: 401', async (_, query) => {
    const { house, secret, post } = await opened()
    expect(await post(query(secret), unknown)).toBe(401)
    expect(house.logged).toEqual([])
  })

  test('the secret in a header or in the message opens nothing', async () => {
    const { secret, post } = await opened()
    expect(await post('', unknown, { authorization: `Bearer ${secret}`, 'x-secret': secret })).toBe(401)
    expect(await post('', JSON.stringify({ payload_type: 'dataChanged', secret }))).toBe(401)
  })

  test.each([
    ['null', 200],
    ['[]', 200],
    ['"accessRevoked"', 200],
    ['{"payload_type":["accessRevoked"]}', 200],
    ['{"payload_type":"__proto__"}', 200],
    ['{"payload_type":"constructor"}', 200],
    ['{"payload_type":"accessRevoked","school_id":7}', 400],
    [`{"payload_type":"accessRevoked","revoke_reason":"${'x'.repeat(501)}"}`, 400],
    ['{"payload_type":"schoolApproved","school_id":"A1","school_token":"tok\\u0000"}', 400],
    ['{"payload_type":"schoolMigration","migrate_to":{}}', 400],
  ])('%s is answered %i, and nothing changes', async (text, status) => {
    const { house, secret, post } = await opened()
    const before = await rowsOf(house, 'connections')
    expect(await post(`?secret=${secret}`, text)).toBe(status)
    expect(await rowsOf(house, 'connections')).toEqual(before)
    expect(await rowsOf(house, 'deliveries')).toEqual([])
    expect(house.logged).toEqual([])
  })

  test('an ended connection hears nothing, whatever its secret', async () => {
    const { house, secret, post } = await opened()
    const [connection] = await house.sqlite.read(sql<{ id: string }>`SELECT id FROM connections`)
    await endConnection(house, commandLine, { connectionId: connection!.id, seen: null }, 'Another system')
    expect(await post(`?secret=${secret}`, unknown)).toBe(401)
  })

  test('twenty wrong secrets keep out nobody who has the right one; sixty are asked to wait', async () => {
    const { house, endpoint, secret } = await opened()
    const app = hooks(house)
    const init = { method: 'POST', body: unknown, headers: { 'content-type': 'application/json' } }
    const statuses: number[] = []
    for (let sent = 0; sent < 62; sent += 1)
      statuses.push((await app.request(`/hooks/wonde/${endpoint}?secret=${sent}`, init)).status)
    expect(statuses.slice(0, 60)).toEqual(Array(60).fill(401))
    expect(statuses.slice(60)).toEqual([429, 429])
    expect((await app.request(`/hooks/wonde/${endpoint}?secret=${secret}`, init)).status).toBe(200)
  })
})
