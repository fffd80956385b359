// Is what is published what is read? The same fields, examples that are taken in, and no message refused that fits its schema.
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDate } from '../../src/calendar/date.ts'
import { readDelivery } from '../../src/intake/events.ts'
import { fieldRows } from '../../src/intake/fieldRows.ts'
import { openApi } from '../../src/intake/openApi.ts'
import { exampleOf, type JsonSchema, messageSchema, publishedTypes } from '../../src/intake/published.ts'
import { connectedSchool } from './sender.ts'

const receivedAt = '2026-09-14T08:33:00.000Z'

/** A validator that takes `format` at its word, as most do that are asked to. */
function validatorOf(schema: JsonSchema) {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false })
  ajv.addFormat('date', isDate)
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/)
  return ajv.compile(schema as AnySchema)
}

const schemas = new Map(publishedTypes.map((type) => [type, messageSchema(type, `https://example.org/${type}`)]))

test('the vocabulary is these 21 types', () => {
  expect([...publishedTypes].sort()).toEqual([
    ...['attendance.marks.deleted', 'attendance.marks.upserted', 'attendance.session.closed', 'calendar.published'],
    ...['contacts.upserted', 'enrolment.ended', 'enrolment.expected', 'enrolment.reversed', 'enrolment.started'],
    ...[
      'exclusion.upserted',
      'leave.granted',
      'pupil.deleted',
      'pupil.flags.changed',
      'pupil.merged',
      'pupil.upserted',
    ],
    ...['school.access.declined', 'school.access.granted', 'school.access.revoked', 'school.mis.migrated'],
    ...['sync.completed', 'sync.failed'],
  ])
})

describe.each(publishedTypes)('%s', (type) => {
  const schema = schemas.get(type)!
  const isValid = validatorOf(schema)

  test('names its address and its version', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `https://example.org/${type}`,
      title: type,
      properties: { type: { const: type }, schema: { const: '2026-09-01' } },
    })
  })

  test('its example is valid by its schema, and is read without a fault', () => {
    expect([isValid(exampleOf(type)), isValid.errors]).toEqual([true, null])
    const { told, faults } = readDelivery(exampleOf(type), receivedAt)
    expect([told === null, faults]).toEqual([false, []])
  })

  test('its schema refuses another type, a part around that is not known, and data without what it needs', () => {
    expect(isValid({ ...exampleOf(type), type: 'other' })).toBe(false)
    expect(isValid({ ...exampleOf(type), more: 1 })).toBe(false)
    const { required = [] } = (schema.properties as { data: { required?: string[] } }).data
    expect(isValid({ ...exampleOf(type), data: {} })).toBe(required.length === 0)
    const reading = readDelivery({ ...exampleOf(type), data: {} }, receivedAt)
    expect(reading.told === null && reading.faults.length === 1).toBe(required.length > 0)
  })

  test('every field has a kind in words', () => {
    const rows = fieldRows((schema.properties as { data: JsonSchema }).data)
    expect(rows.filter(({ kind }) => kind.startsWith('anything')).map(({ name }) => name)).toEqual([])
    expect(rows.length).toBeGreaterThan(1)
  })
})

/** A value for a schema, or for each of its fields: some of those that may be left out are. */
function valuesOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const node = schema as Record<string, unknown> & { properties?: Record<string, JsonSchema>; required?: string[] }
  if (node.anyOf) return fc.oneof(...(node.anyOf as JsonSchema[]).map(valuesOf))
  if ('const' in node) return fc.constant(node.const)
  if (node.enum) return fc.constantFrom(...(node.enum as unknown[]))
  if (Array.isArray(node.type)) return fc.oneof(...node.type.map((type) => valuesOf({ ...node, type })))
  if (node.properties) {
    const { properties, required = [] } = node
    const each = Object.fromEntries(Object.entries(properties).map(([key, field]) => [key, valuesOf(field)]))
    return fc.record(each, { requiredKeys: required })
  }
  if (node.type === 'array') {
    const most = Math.min(Number(node.maxItems ?? 3), 3)
    return fc.array(valuesOf(node.items as JsonSchema), { minLength: Number(node.minItems ?? 0), maxLength: most })
  }
  if (node.format === 'date')
    return fc.integer({ min: 1, max: 28 }).map((day) => `2026-09-${String(day).padStart(2, '0')}`)
  if (node.format === 'date-time') return fc.constantFrom('2026-09-14T08:31:02Z', '2026-09-14T09:31:02.5+01:00')
  if (node.type === 'boolean') return fc.boolean()
  if (node.type === 'null') return fc.constant(null)
  if (node.type === 'integer') {
    return fc.integer({ min: Number(node.minimum ?? 0), max: Math.min(Number(node.maximum ?? 9), 1_000_000) })
  }
  if (typeof node.pattern === 'string') {
    // A check letter is one of the differences that the page states.
    return node.pattern.startsWith('^[A-HJ')
      ? fc.constantFrom('B999100126001', 'Q999100126002')
      : fc.stringMatching(new RegExp(node.pattern))
  }
  const [minLength, maxLength] = [Number(node.minLength ?? 0), Math.min(Number(node.maxLength ?? 20), 20)]
  return fc.string({ minLength, maxLength, unit: fc.constantFrom(...'aZ09é-/’') })
}

/** The differences that the page states: what is refused though the schema lets it pass. */
const stated =
  /must (not be before the first day|be after the last day of leave|not end before it begins|not overlap|lie within|be an academic year|be later than AM|have a name|not be the entry that stays|be within a year)/

test.each(publishedTypes)(
  'what the schema of %s lets pass is read, but for the differences that are stated',
  (type) => {
    const schema = schemas.get(type)!
    const isValid = validatorOf(schema)
    let read = 0
    fc.assert(
      fc.property(valuesOf(schema), (message) => {
        fc.pre(isValid(message) === true)
        const timely = { ...(message as object), timestamp: '2026-09-14T08:32:10Z' }
        const { told, faults } = readDelivery(timely, receivedAt)
        expect(faults.filter(({ reason }) => !stated.test(reason))).toEqual([])
        if (told !== null) read += 1
      }),
      { numRuns: 100 },
    )
    if (type !== 'calendar.published') expect(read).toBeGreaterThan(5)
  },
)

describe('the differences that are stated', () => {
  const upserted = (pupil: object) => ({ ...exampleOf('pupil.upserted'), data: { pupil: { mis_id: 'p1', ...pupil } } })

  test.each([
    [
      'a wrong check letter',
      upserted({ legal_surname: 'Okoro', upn: 'A999100126001' }),
      'does not have the right check letter',
    ],
    ['text in which nothing is seen', upserted({ legal_surname: 'Okoro', mis_id: '\u200b' }), 'must not be empty'],
    ['text that is not well-formed', upserted({ legal_surname: 'Okoro', sex: '\ud800' }), 'is not well-formed text'],
    ['a pupil without a name', upserted({ legal_surname: null }), 'must have a name'],
  ])('%s passes the schema and is set aside', (_, message, reason) => {
    expect(validatorOf(schemas.get('pupil.upserted')!)(message)).toBe(true)
    const { told, faults } = readDelivery(message, receivedAt)
    expect([told, faults.map((fault) => fault.reason)]).toEqual([null, [reason]])
  })

  test.each([
    ['a UPN in small letters', { upn: 'b999100126001' }, true],
    ['a UPN that is empty', { upn: '' }, true],
    ['a key that is not listed', { shoe_size: 4 }, false],
  ])('%s is read', (_, pupil, isForbidden) => {
    const message = upserted({ legal_surname: 'Okoro', ...pupil })
    expect(validatorOf(schemas.get('pupil.upserted')!)(message)).toBe(!isForbidden)
    expect(readDelivery(message, receivedAt).faults).toEqual([])
  })

  test('another version is read as this one', () => {
    const message = { ...exampleOf('sync.failed'), schema: '2031-01-01' }
    expect(validatorOf(schemas.get('sync.failed')!)(message)).toBe(false)
    expect(readDelivery(message, receivedAt)).toMatchObject({ told: { what: 'sync-failed' }, faults: [] })
  })

  test('a part that only adds is set aside by itself, and the rest is read', () => {
    const data = { pupil: { mis_id: 'p1' }, entry_date: '2026-09-02', status: 'X', previous_school: 7 }
    const { told, faults } = readDelivery({ ...exampleOf('enrolment.started'), data }, receivedAt)
    expect(told).toMatchObject({ what: 'enrolment-started', entryOn: '2026-09-02', status: null, previousSchool: null })
    expect(faults.map(({ path, reason, content }) => [path, reason, content])).toEqual([
      ['data.status', 'must be C, G, M or S', '"X"'],
      ['data.previous_school', 'must be an object', '7'],
    ])
  })
})

test('every example is taken in by the real hook, and none is set aside or ignored', async () => {
  const sender = await connectedSchool('2026-09-14T08:32:10Z')
  const states: string[] = []
  for (const type of publishedTypes) {
    const posted = await sender.send(type, exampleOf(type).data)
    states.push(`${type} ${posted.status}`)
  }
  expect(states).toEqual(publishedTypes.map((type) => `${type} 202`))
  const rows = await sender.rows<{ type: string; state: string }>('deliveries', 'id')
  expect(rows.map(({ type, state }) => `${type} ${state}`)).toEqual(publishedTypes.map((type) => `${type} processed`))
  expect(await sender.rows('quarantined')).toEqual([])
})

describe('OpenAPI', () => {
  const document = openApi('https://northmoor.example/whereabouts') as {
    openapi: string
    servers: { url: string }[]
    paths: Record<string, { post: { parameters: { name: string }[]; responses: object; requestBody: object } }>
    components: { schemas: Record<string, JsonSchema> }
  }
  const { post } = document.paths['/hooks/v1/{endpoint}']!

  test('is 3.1, with the hook, its headers and every answer', () => {
    expect([document.openapi, document.servers]).toEqual(['3.1.1', [{ url: 'https://northmoor.example/whereabouts' }]])
    expect(Object.keys(document.paths)).toEqual(['/hooks/v1/{endpoint}'])
    expect(post.parameters.map(({ name }) => name)).toEqual([
      ...['endpoint', 'webhook-id', 'webhook-timestamp', 'webhook-signature'],
    ])
    expect(Object.keys(post.responses)).toEqual([
      ...['200', '202', '400', '401', '403', '405', '409', '413', '415', '429', '503'],
    ])
  })

  test('every reference leads somewhere, and every type is one of the messages', () => {
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name!,
    )
    expect(references.filter((name) => !(name in document.components.schemas))).toEqual([])
    expect(new Set(references)).toEqual(new Set(['Message', ...publishedTypes]))
  })

  test('exactly one of its messages fits each example', () => {
    const { Message, ...types } = document.components.schemas
    expect(Object.keys(types)).toEqual(publishedTypes)
    const each = Object.entries(types).map(([name, schema]) => [name, validatorOf(schema)] as const)
    for (const type of publishedTypes) {
      const fitting = each.filter(([, isValid]) => isValid(exampleOf(type)))
      expect(fitting.map(([name]) => name)).toEqual([type])
    }
    expect((Message as { oneOf: unknown[] }).oneOf).toHaveLength(21)
  })
})
