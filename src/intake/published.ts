// How is the vocabulary published? JSON Schema of each message, made from the schemas that messages are read with.
import { z } from 'zod'
import { envelope, schemaName } from './envelope.ts'
import { entriesOf } from './fields.ts'
import { type CanonicalType, canonicalSchemas } from './schemas.ts'
import { vocabulary } from './vocabulary.ts'

/** JSON Schema, 2020-12, as plain data. */
export type JsonSchema = { readonly [key: string]: unknown }

export const publishedTypes = Object.keys(canonicalSchemas) as CanonicalType[]

export function isPublished(type: string): type is CanonicalType {
  return Object.hasOwn(canonicalSchemas, type)
}

/** A valid message of the type, whole. */
export function exampleOf(type: CanonicalType): Record<string, unknown> {
  return {
    type,
    timestamp: '2026-09-14T08:32:10Z',
    schema: schemaName,
    source: { vendor: 'generic', school_urn: '999001' },
    data: vocabulary[type].example,
  }
}

/** The schema of a whole message of the type; `id` is the address under which it is published. */
export function messageSchema(type: CanonicalType, id: string): JsonSchema {
  const data = canonicalSchemas[type]
  const message = envelope.extend({
    type: z.literal(type).describe('What the message tells'),
    schema: z.literal(schemaName).describe('The version of the vocabulary'),
    data,
  })
  const { $schema, ...schema } = jsonSchemaOf(message)
  const { meaning, follows } = vocabulary[type]
  return { $schema, $id: id, title: type, description: `${meaning} ${follows}`, ...schema, examples: [exampleOf(type)] }
}

/** What may be sent, for a schema of what is read. Entries that are read one by one are said to be what each must be. */
function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const entry = entriesOf.get(zodSchema as unknown as z.ZodType)?.entry
      if (!entry) return
      const { $schema: _, ...items } = jsonSchemaOf(entry as z.ZodType)
      jsonSchema.items = items
    },
  })
}
