// Is the vocabulary open to everybody, on one page and for programs, under whatever prefix the house is mounted?
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { publishedTypes } from '../../src/intake/published.ts'
import { sql } from '../../src/storage/database.ts'
import { lockText } from '../../src/storage/secretText.ts'
import { createApp } from '../../src/web/app.ts'
import { connectedSchool } from '../intake/sender.ts'
import { makeHouse } from '../support/testHouse.ts'

async function open(path: string) {
  const house = await makeHouse({ at: '2026-10-12T09:47:00Z' })
  return { answer: await createApp(house).request(path), house }
}

describe('/api', () => {
  test('has every type with its fields, an example and its schema, and reads nothing', async () => {
    const { answer, house } = await open('/api')
    const html = await answer.text()
    expect([answer.status, house.statements.count]).toEqual([200, 0])
    expect(html).toContain('<title>Messages from schools’ systems - Whereabouts</title>')
    for (const type of publishedTypes) {
      expect(html).toContain(`id="${type}">${type}</h3>`)
      expect(html).toContain(`href="/api/schemas/2026-09-01/${type}.json"`)
    }
    expect(html).toContain('<code>marks[].pupil.mis_id</code>')
    expect(html).toContain('one of C, G, M, S, or null')
    expect(html.match(/<section aria-labelledby="[a-z.]+">/g)).toHaveLength(21)
  })

  test('says of every answer what the sender should do', async () => {
    const html = await (await open('/api')).answer.text()
    for (const status of [200, 202, 400, 401, 403, 409, 413, 415, 429, 503]) expect(html).toContain(`>${status} <code>`)
  })
})

describe('the worked example of a signature', () => {
  // As a reader copies it from the page.
  async function shown() {
    const html = (await (await open('/api')).answer.text()).replaceAll('&quot;', '"')
    const request = /<pre[^>]*aria-label="A request">([\s\S]*?)<\/pre>/.exec(html)![1]!
    const [head, body] = request.split('\n\n') as [string, string]
    const header = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(head)![1]!
    const of = (name: string) => new RegExp(`<dt>${name}</dt><dd><code>([^<]+)</code>`).exec(html)![1]!
    return { header, body, of }
  }

  test('is what the library of Standard Webhooks makes of the secret, id, timestamp and body shown', async () => {
    const { header, body, of } = await shown()
    const [id, timestamp] = [header('webhook-id'), header('webhook-timestamp')]
    const signature = new Webhook(of('Secret')).sign(id, new Date(Number(timestamp) * 1000), body)
    expect([header('webhook-signature'), of('Signature')]).toEqual([signature, signature])
    expect(of('Signed')).toBe(`${id}.${timestamp}.${body}`)
  })

  test('is taken by a connection with that secret', async () => {
    const { header, body, of } = await shown()
    const { house } = await connectedSchool('2026-09-14T08:32:12Z')
    const locked = await lockText(house.keys.secrets, of('Secret'))
    await house.database.commit([
      sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at)
        VALUES ('shown', 'shown', '999001', 'generic', ${locked}, '2026-09-01T08:00:00.000Z')`,
    ])
    const names = ['Content-Type', 'webhook-id', 'webhook-timestamp', 'webhook-signature']
    const headers = Object.fromEntries(names.map((name) => [name, header(name)]))
    expect((await createApp(house).request('/hooks/v1/shown', { method: 'POST', headers, body })).status).toBe(202)
    await house.settled()
    expect(await house.database.read(sql`SELECT state FROM deliveries WHERE connection_id = 'shown'`)).toEqual([
      { state: 'processed' },
    ])
  })
})

describe('for programs', () => {
  test('a schema a type, at the address that it names', async () => {
    const { answer, house } = await open('/api/schemas/2026-09-01/leave.granted.json')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/schema+json; charset=UTF-8')
    const schema = (await answer.json()) as Record<string, unknown>
    expect(schema.$id).toBe(`${house.publicUrl}/api/schemas/2026-09-01/leave.granted.json`)
    expect(schema.title).toBe('leave.granted')
  })

  test.each(['leave.unheard.json', 'leave.granted', '__proto__.json', 'constructor.json'])(
    '%s is not there',
    async (file) => {
      expect((await open(`/api/schemas/2026-09-01/${file}`)).answer.status).toBe(404)
    },
  )

  test('one OpenAPI document', async () => {
    const { answer, house } = await open('/api/openapi.json')
    const document = (await answer.json()) as { openapi: string; servers: unknown }
    expect([answer.status, document.openapi, document.servers]).toEqual([200, '3.1.1', [{ url: house.publicUrl }]])
    expect(answer.headers.get('cache-control')).toBe('public, max-age=3600')
  })
})
