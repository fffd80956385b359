// The door: what is refused, with which answer, and what is kept before anybody is answered.
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { serve } from '@hono/node-server'
import { expect, test, vi } from 'vitest'
import { deliveryLimits, openDoor } from '../../src/intake/deliveryLimits.ts'
import { hooks } from '../../src/intake/receive.ts'
import { signedWith } from '../../src/intake/signature.ts'
import { sql } from '../../src/storage/database.ts'
import { unlockText } from '../../src/storage/secretText.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'
import { allMarks, connectedSchool, headersFor, mark, secretCurrent, secretPrevious, senderAt } from './sender.ts'

const at = '2026-09-14T08:33:00.000Z'
const heartbeat = { feed: 'pupils', complete: true }

test('the published vector of Standard Webhooks is verified', async () => {
  const body = '{"type":"attendance.mark.recorded","timestamp":"2026-09-14T09:32:10Z","data":{}}'
  const signature = 'v1,9dvcmxGwZxUbZBy4UPHgu1wf5oWq1hFzaSWhyrAtxto='
  const headers = { id: 'msg_test_0001', timestamp: '1789378330', signature }
  expect(await signedWith([secretCurrent], headers, body, '2026-09-14T09:32:10Z')).toBe(0)
  expect(await signedWith([secretPrevious, secretCurrent], headers, body, '2026-09-14T09:32:10Z')).toBe(1)
  expect(await signedWith([secretPrevious], headers, body, '2026-09-14T09:32:10Z')).toBeNull()
})

test.each([
  ['exactly five minutes late', '2026-09-14T09:37:10Z', 0],
  ['a second later than that', '2026-09-14T09:37:11Z', null],
  ['exactly five minutes early', '2026-09-14T09:27:10Z', 0],
  ['a second earlier than that', '2026-09-14T09:27:09Z', null],
])('a message that is %s is verified by the house’s clock', async (_, now, verified) => {
  const body = '{"type":"attendance.mark.recorded","timestamp":"2026-09-14T09:32:10Z","data":{}}'
  const signature = 'v1,9dvcmxGwZxUbZBy4UPHgu1wf5oWq1hFzaSWhyrAtxto='
  const headers = { id: 'msg_test_0001', timestamp: '1789378330', signature }
  expect(await signedWith([secretCurrent], headers, body, now)).toBe(verified)
})

test.each([
  ['no version', '9dvcmxGwZxUbZBy4UPHgu1wf5oWq1hFzaSWhyrAtxto='],
  ['another version', 'v1a,9dvcmxGwZxUbZBy4UPHgu1wf5oWq1hFzaSWhyrAtxto='],
  ['no base64', 'v1,9dvcmxGwZxUbZBy4UPHgu1wf5oWq1hFzaSWhyrAtxt!='],
  ['a short one', 'v1,9dvc'],
  ['nothing', ''],
])('a signature with %s is not verified', async (_, signature) => {
  const body = '{"type":"attendance.mark.recorded","timestamp":"2026-09-14T09:32:10Z","data":{}}'
  const headers = { id: 'msg_test_0001', timestamp: '1789378330', signature }
  expect(await signedWith([secretCurrent], headers, body, '2026-09-14T09:32:10Z')).toBeNull()
})

test('a body of 300 KiB is answered 413 and not kept', async () => {
  const sender = await connectedSchool(at)
  const body = JSON.stringify({ filler: 'x'.repeat(300 * 1024) })
  const posted = await sender.postRaw(body, headersFor('msg_H23', at, body, secretCurrent))
  expect(posted).toMatchObject({ status: 413, body: { status: 'too-large' } })
  expect(posted.headers.get('connection')).toBe('close')
  const declared = { ...headersFor('msg_H23', at, body, secretCurrent), 'content-length': String(body.length) }
  expect((await sender.postRaw(body, declared)).status).toBe(413)
  expect(await sender.rows('deliveries')).toEqual([])
})

test('a body of exactly 256 KiB is read', async () => {
  const sender = await connectedSchool(at)
  const empty = JSON.stringify({ filler: '' })
  const body = JSON.stringify({ filler: 'x'.repeat(256 * 1024 - empty.length) })
  const posted = await sender.postRaw(body, headersFor('msg_edge', at, body, secretCurrent))
  expect(posted.status).toBe(202)
})

test('10,001 marks, and 501 marks in a small body, are answered 413; 500 are kept', async () => {
  const sender = await connectedSchool(at)
  const marks = (count: number) =>
    Array.from({ length: count }, (_, index) => mark(`p${index}`, '2026-09-14', 'AM', '/', at))
  expect((await sender.send('attendance.marks.upserted', { marks: marks(10_001) })).status).toBe(413)
  const small = await sender.send('attendance.marks.upserted', { marks: Array.from({ length: 501 }, () => 1) })
  expect(small).toMatchObject({ status: 413, body: { status: 'too-many-marks' } })
  expect((await sender.send('attendance.marks.upserted', { marks: marks(500) })).status).toBe(202)
  expect(await sender.rows(allMarks)).toHaveLength(500)
})

test('an endpoint that is not there, or is ended, is answered exactly as a bad signature', async () => {
  const sender = await connectedSchool(at)
  const elsewhere = senderAt(sender.house, '/hooks/v1/no-such-endpoint', '999001')
  const unknown = await elsewhere.post('sync.completed', heartbeat)
  const forged = await sender.post('sync.completed', heartbeat, {
    secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWU=',
  })
  await sender.house.database.commit([sql`UPDATE connections SET ended_at = ${at}`])
  const ended = await sender.post('sync.completed', heartbeat)
  for (const posted of [unknown, forged, ended])
    expect(posted).toMatchObject({ status: 401, body: { status: 'refused' } })
  expect([...unknown.headers]).toEqual([...forged.headers])
  expect(await sender.rows('deliveries')).toEqual([])
})

test('methods other than POST are answered 405 with Allow', async () => {
  const sender = await connectedSchool(at)
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
    const posted = await sender.postRaw(null, {}, method)
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'POST'])
  }
})

test('content types: JSON with a charset is read, anything else is answered 415', async () => {
  const sender = await connectedSchool(at)
  const body = '{"no":"envelope"}'
  const typed = (type: string, id: string) => ({ ...headersFor(id, at, body, secretCurrent), 'content-type': type })
  expect((await sender.postRaw(body, typed('application/json; charset=utf-8', 'msg_1'))).status).toBe(202)
  expect((await sender.postRaw(body, typed('Application/JSON', 'msg_2'))).status).toBe(202)
  expect((await sender.postRaw(body, typed('text/plain', 'msg_3'))).status).toBe(415)
  expect((await sender.postRaw(body, typed('application/jsonp', 'msg_4'))).status).toBe(415)
})

test('a body that is compressed is answered 415; one that says it is not is read', async () => {
  const sender = await connectedSchool(at)
  const body = '{"no":"envelope"}'
  const encoded = (encoding: string, id: string) => ({
    ...headersFor(id, at, body, secretCurrent),
    'content-encoding': encoding,
  })
  const packed = await sender.postRaw(gzipSync(body), encoded('gzip', 'msg_1'))
  expect(packed).toMatchObject({ status: 415, body: { status: 'encoded' } })
  expect((await sender.postRaw(body, encoded('gzip', 'msg_2'))).status).toBe(415)
  expect((await sender.postRaw(body, encoded('identity, br', 'msg_3'))).status).toBe(415)
  expect((await sender.postRaw(body, encoded('Identity', 'msg_4'))).status).toBe(202)
  expect(await sender.rows('deliveries')).toHaveLength(1)
})

test.each([
  ['of a declared length', 'Content-Length: 1000\r\n\r\n{"type":'],
  ['in pieces', 'Transfer-Encoding: chunked\r\n\r\n8\r\n{"type":\r\n'],
])('a sender who goes away in the middle of a body %s leaves one line in the log and no fault', async (_, rest) => {
  const { house, endpoint } = await connectedSchool(at)
  const answers: number[] = []
  const app = hooks(house)
  const server = serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const answer = await app.fetch(request)
      answers.push(answer.status)
      return answer
    },
  })
  await vi.waitFor(() => expect(server.address()).not.toBeNull())
  const socket = connect((server.address() as { port: number }).port, '127.0.0.1')
  socket.write(`POST ${endpoint} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${rest}`, () =>
    setTimeout(() => socket.destroy(), 50),
  )
  await vi.waitFor(() => expect(answers).toHaveLength(1), 5000)
  await new Promise((done) => server.close(done))
  expect(answers).toEqual([400])
  expect(house.logged).toEqual(['{"what":"delivery-broken-off"}'])
})

test('a body signed with the previous secret is kept, and that it still comes so is noted once an hour', async () => {
  const sender = await connectedSchool(at)
  const used = async () => (await sender.rows<{ previous_used_at: string | null }>('connections'))[0]!.previous_used_at
  const put = (minute: string) => sender.house.clock.put(`2026-09-14T${minute}:00.000Z`)
  await sender.send('sync.completed', heartbeat)
  expect(await used()).toBeNull()
  expect((await sender.send('sync.completed', heartbeat, { secret: secretPrevious })).status).toBe(202)
  expect(await used()).toBe(at)
  put('09:32')
  await sender.send('sync.completed', heartbeat, { secret: secretPrevious })
  expect(await used()).toBe(at)
  put('09:33')
  await sender.send('sync.completed', heartbeat, { secret: secretPrevious })
  expect(await used()).toBe('2026-09-14T09:33:00.000Z')
})

test('that the old secret cannot be noted costs no delivery', async () => {
  const sender = await connectedSchool(at)
  const { house } = sender
  const commit: typeof house.database.commit = (writes) =>
    writes.some((write) => write.sql.includes('previous_used_at'))
      ? Promise.reject(new Error('away'))
      : house.database.commit(writes)
  const faulty = senderAt({ ...house, database: { ...house.database, commit } }, sender.endpoint, '999001')
  expect((await faulty.send('sync.completed', heartbeat, { secret: secretPrevious })).status).toBe(202)
  await house.settled()
  expect(await sender.rows('deliveries')).toHaveLength(1)
  expect(house.logged.filter((line) => line.includes('old-secret-not-noted'))).toHaveLength(1)
})

test('the body is kept locked, with its SHA-256, and says nothing to a reader of the file', async () => {
  const sender = await connectedSchool(at)
  const pupil = { mis_id: 'p1', legal_forename: 'Amina', legal_surname: 'Okoro' }
  await sender.send('pupil.upserted', { pupil, source_updated_at: at })
  const [row] = await sender.rows<{ body: string; body_sha256: string; type: string }>('deliveries')
  expect(row!.body).not.toContain('Amina')
  expect(await unlockText(sender.house.keys.secrets, row!.body)).toContain('"legal_forename":"Amina"')
  expect([row!.type, row!.body_sha256]).toEqual(['pupil.upserted', expect.stringMatching(/^[0-9a-f]{64}$/)])
})

test('secrets are kept locked', async () => {
  const sender = await connectedSchool(at)
  const [row] = await sender.rows<{ secret_current: string; secret_previous: string }>('connections')
  expect(`${row!.secret_current} ${row!.secret_previous}`).not.toContain('whsec_')
  expect(await unlockText(sender.house.keys.secrets, row!.secret_current)).toBe(secretCurrent)
})

test('refused signatures are recorded once a minute for a connection, each connection by itself', async () => {
  const sender = await connectedSchool(at)
  const other = await connectedSchool(at, sender.house, '999002')
  const forged = { secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWU=' }
  await sender.post('sync.completed', heartbeat, forged)
  await sender.post('sync.completed', heartbeat, forged)
  await other.post('sync.completed', heartbeat, forged)
  sender.house.clock.put('2026-09-14T08:33:59.999Z')
  await sender.post('sync.completed', heartbeat, forged)
  sender.house.clock.put('2026-09-14T08:34:00.000Z')
  await sender.post('sync.completed', heartbeat, forged)
  const events = await sender.rows<{ at: string; kind: string; school_urn: string }>('security_events')
  expect(events.map((event) => [event.at, event.kind, event.school_urn])).toEqual([
    ['2026-09-14T08:33:00.000Z', 'signature-refused', '999001'],
    ['2026-09-14T08:33:00.000Z', 'signature-refused', '999002'],
    ['2026-09-14T08:34:00.000Z', 'signature-refused', '999001'],
  ])
})

test('the same id from another connection is another delivery', async () => {
  const sender = await connectedSchool(at)
  const other = await connectedSchool(at, sender.house, '999002')
  expect((await sender.send('sync.completed', heartbeat, { id: 'msg_same' })).status).toBe(202)
  expect((await other.send('sync.completed', heartbeat, { id: 'msg_same' })).status).toBe(202)
})

test('when nothing can be kept the answer is 503 with Retry-After, and the sender’s next try is kept', async () => {
  const sender = await connectedSchool(at)
  const full: TestHouse = {
    ...sender.house,
    database: { ...sender.house.database, commit: async () => Promise.reject(new Error('database or disk is full')) },
  }
  const posted = await senderAt(full, sender.endpoint, '999001').post('sync.completed', heartbeat, { id: 'msg_again' })
  expect(posted).toMatchObject({ status: 503, body: { status: 'unavailable' } })
  expect(posted.headers.get('retry-after')).toBe('30')
  expect((await sender.send('sync.completed', heartbeat, { id: 'msg_again' })).status).toBe(202)
})

test('no answer and no log line says anything about a child', async () => {
  const sender = await connectedSchool(at)
  const body = '{"type":"pupil.upserted","data":{"pupil":{"legal_forename":"Amina"'
  const posted = await sender.postRaw(body, headersFor('msg_cut', at, body, secretCurrent))
  expect(posted).toMatchObject({ status: 400, body: { status: 'not-json' } })
  expect(sender.house.logged).toEqual([])
})

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

test('JSON nested more than 32 deep is answered 400 and not kept; 32 deep it is set aside like any other wrong shape', async () => {
  const sender = await connectedSchool(at)
  const source = { vendor: 'generic', school_urn: '999001' }
  const whole = { type: 'attendance.marks.upserted', timestamp: at, schema: '2026-09-01', source, data: { marks: [0] } }
  // A list of marks begins three deep.
  const withMark = (levels: number) => JSON.stringify(whole).replace('[0]', `[${nested(levels - 3)}]`)
  const tooDeep = [nested(33), nested(100_000), '['.repeat(100_000), withMark(33), withMark(100_000)]
  for (const [number, body] of tooDeep.entries()) {
    const posted = await sender.postRaw(body, headersFor(`msg_deep_${number}`, at, body, secretCurrent))
    expect([posted.status, posted.body.status]).toEqual([400, 'too-deep'])
  }
  expect(await sender.rows('deliveries')).toEqual([])
  const brackets = JSON.stringify({ ...whole, data: { marks: [nested(1000)] } })
  for (const [number, body] of [nested(32), withMark(32), brackets].entries()) {
    const headers = headersFor(`msg_taken_${number}`, at, body, secretCurrent)
    expect((await sender.postRaw(body, headers)).status).toBe(202)
  }
  await sender.house.settled()
  const states = await sender.rows<{ state: string }>('deliveries')
  expect(states.map(({ state }) => state)).toEqual(['quarantined', 'quarantined', 'quarantined'])
  expect(sender.house.logged).toEqual([])
})

test('a house without any connection refuses', async () => {
  const house = await makeHouse({ at })
  expect((await senderAt(house, '/hooks/v1/anything', '999001').post('sync.completed', heartbeat)).status).toBe(401)
})

const forged = { secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWU=' }

test('300 deliveries of a connection at once are kept, the next is answered 429 with the seconds to wait, and 10 a second after', async () => {
  const { house, endpoint } = await connectedSchool(at)
  const sender = senderAt(house, endpoint, '999001', {})
  const other = senderAt(house, (await connectedSchool(at, house, '999002')).endpoint, '999002', {})
  const answers = async (count: number) => {
    const statuses: number[] = []
    for (let sent = 0; sent < count; sent += 1) statuses.push((await sender.post('sync.completed', heartbeat)).status)
    return statuses
  }
  expect(new Set(await answers(300))).toEqual(new Set([202]))
  const refused = await sender.post('sync.completed', heartbeat, { id: 'msg_later' })
  expect(refused).toMatchObject({ status: 429, body: { status: 'too-many' } })
  expect(refused.headers.get('retry-after')).toBe('1')
  expect((await other.post('sync.completed', heartbeat)).status).toBe(202)
  // The house’s clock may stand or jump: the limit goes by the machine’s.
  house.clock.put('2026-09-14T08:36:00.000Z')
  expect(await answers(1)).toEqual([429])
  house.clock.put(at)
  house.machineClock.put('2026-09-14T08:33:00.500Z')
  expect(await answers(6)).toEqual([202, 202, 202, 202, 202, 429])
  house.machineClock.put('2026-09-14T08:33:01.000Z')
  expect((await sender.post('sync.completed', heartbeat, { id: 'msg_later' })).status).toBe(202)
})

test('too many deliveries are told once an hour for a connection', async () => {
  const { house, endpoint, rows } = await connectedSchool(at)
  const door = openDoor({ ...deliveryLimits, signed: { aMinute: 1, burst: 1 } })
  const sender = senderAt(house, endpoint, '999001', { door })
  await sender.post('sync.completed', heartbeat)
  const waits: (string | null)[] = []
  for (const now of [at, '2026-09-14T09:32:59.999Z', '2026-09-14T09:33:00.000Z']) {
    house.clock.put(now)
    waits.push((await sender.post('sync.completed', heartbeat)).headers.get('retry-after'))
  }
  expect(waits).toEqual(['60', '60', '60'])
  const events = await rows<{ at: string; kind: string; detail: string }>('security_events')
  expect(events.map((event) => [event.at, event.kind, event.detail])).toEqual([
    [
      at,
      'too-many-deliveries',
      'More deliveries came at once than are taken in. The sender was asked to send the rest later.',
    ],
    [
      '2026-09-14T09:33:00.000Z',
      'too-many-deliveries',
      'More deliveries came at once than are taken in. The sender was asked to send the rest later.',
    ],
  ])
})

test('a storm of wrong signatures is answered 429, at an address that is there as at one that is not, and keeps the school itself not out', async () => {
  const { house, endpoint, rows } = await connectedSchool(at)
  const door = openDoor({ ...deliveryLimits, refused: { aMinute: 60, burst: 2 } })
  const there = senderAt(house, endpoint, '999001', { door })
  const notThere = senderAt(house, '/hooks/v1/no-such-endpoint', '999001', { door })
  for (const sender of [there, notThere]) {
    const statuses: number[] = []
    for (let sent = 0; sent < 3; sent += 1)
      statuses.push((await sender.post('sync.completed', heartbeat, forged)).status)
    expect(statuses).toEqual([401, 401, 429])
  }
  expect((await there.post('sync.completed', heartbeat)).status).toBe(202)
  expect(await rows('security_events')).toHaveLength(1)
})

test('an old secret counts until the instant that was set, and no longer', async () => {
  const sender = await connectedSchool(at)
  const old = { secret: secretPrevious }
  await sender.house.database.commit([sql`UPDATE connections SET previous_until = '2026-09-14T08:34:00.000Z'`])
  expect((await sender.post('sync.completed', heartbeat, old)).status).toBe(202)
  sender.house.clock.put('2026-09-14T08:33:59.999Z')
  expect((await sender.post('sync.completed', heartbeat, old)).status).toBe(202)
  sender.house.clock.put('2026-09-14T08:34:00.000Z')
  expect((await sender.post('sync.completed', heartbeat, old)).status).toBe(401)
  expect((await sender.post('sync.completed', heartbeat)).status).toBe(202)
})
