// The door: what is refused, with which answer, and what is kept before anybody is answered.
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { serve } from '@hono/node-server'
import { expect, test, vi } from 'vitest'
import { hooks } from '../../src/intake/receive.ts'
import { isSigned } from '../../src/intake/signature.ts'
import { sql } from '../../src/storage/database.ts'
import { unlockText } from '../../src/storage/secretText.ts'
import { makeHouse, type TestHouse } from '../support/testHouse.ts'
import { connectedSchool, headersFor, mark, secretCurrent, secretPrevious, senderAt } from './sender.ts'

const at = '2026-09-14T08:33:00.000Z'
const heartbeat = { feed: 'pupils', complete: true }

test('the published vector of Standard Webhooks is verified', async () => {
  const body = '{"type":"attendance.mark.recorded","timestamp":"2026-09-14T09:32:10Z","data":{}}'
  const signature = 'v1,9dvcmxGwZxUbZBy4UPHgu1wf5oWq1hFzaSWhyrAtxto='
  const headers = { id: 'msg_test_0001', timestamp: '1789378330', signature }
  expect(await isSigned([secretCurrent], headers, body, '2026-09-14T09:32:10Z')).toBe(true)
  expect(await isSigned([secretPrevious, secretCurrent], headers, body, '2026-09-14T09:32:10Z')).toBe(true)
  expect(await isSigned([secretPrevious], headers, body, '2026-09-14T09:32:10Z')).toBe(false)
})

test.each([
  ['exactly five minutes late', '2026-09-14T09:37:10Z', true],
  ['a second later than that', '2026-09-14T09:37:11Z', false],
  ['exactly five minutes early', '2026-09-14T09:27:10Z', true],
  ['a second earlier than that', '2026-09-14T09:27:09Z', false],
])('a message that is %s is verified by the house’s clock', async (_, now, verified) => {
  const body = '{"type":"attendance.mark.recorded","timestamp":"2026-09-14T09:32:10Z","data":{}}'
  const signature = 'v1,9dvcmxGwZxUbZBy4UPHgu1wf5oWq1hFzaSWhyrAtxto='
  const headers = { id: 'msg_test_0001', timestamp: '1789378330', signature }
  expect(await isSigned([secretCurrent], headers, body, now)).toBe(verified)
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
  expect(await isSigned([secretCurrent], headers, body, '2026-09-14T09:32:10Z')).toBe(false)
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
  expect(await sender.rows('marks')).toHaveLength(500)
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

test('a body signed with the previous secret is kept', async () => {
  const sender = await connectedSchool(at)
  expect((await sender.send('sync.completed', heartbeat, { secret: secretPrevious })).status).toBe(202)
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

test('JSON nested as deep as fits is set aside like any other wrong shape', async () => {
  const sender = await connectedSchool(at)
  const body = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  expect((await sender.postRaw(body, headersFor('msg_deep', at, body, secretCurrent))).status).toBe(202)
  const marks = { marks: [] as unknown }
  const deep = JSON.stringify({
    type: 'attendance.marks.upserted',
    timestamp: at,
    schema: '2026-09-01',
    source: { vendor: 'generic', school_urn: '999001' },
    data: marks,
  })
  const nested = deep.replace('"marks":[]', `"marks":[${'['.repeat(100_000)}${']'.repeat(100_000)}]`)
  expect((await sender.postRaw(nested, headersFor('msg_deep_mark', at, nested, secretCurrent))).status).toBe(202)
  await sender.house.settled()
  const states = await sender.rows<{ state: string }>('deliveries')
  expect(states.map(({ state }) => state)).toEqual(['quarantined', 'quarantined'])
})

test('a house without any connection refuses', async () => {
  const house = await makeHouse({ at })
  expect((await senderAt(house, '/hooks/v1/anything', '999001').post('sync.completed', heartbeat)).status).toBe(401)
})
