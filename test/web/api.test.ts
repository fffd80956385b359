// Is the vocabulary open to everybody, on one page and for programs, under whatever prefix the house is mounted?
import { describe, expect, test } from 'vitest'
import { publishedTypes } from '../../src/intake/published.ts'
import { createApp } from '../../src/web/app.ts'
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
