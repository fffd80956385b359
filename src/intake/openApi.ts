// What does the hook look like as OpenAPI? One operation, a schema for each type of message, every answer.
import { schemaName } from './envelope.ts'
import { type HookAnswer, hookAnswers } from './hookAnswers.ts'
import { exampleOf, type JsonSchema, messageSchema, publishedTypes } from './published.ts'

/** The OpenAPI 3.1 document of an installation whose address is `base`, without a slash at its end. */
export function openApi(base: string): JsonSchema {
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Whereabouts: messages from schools’ systems',
      version: schemaName,
      description: `Signed messages about marks, pupils and enrolment, as Standard Webhooks 1.0.0 says. For people: ${base}/api`,
    },
    servers: [{ url: base }],
    paths: {
      '/hooks/v1/{endpoint}': {
        post: {
          operationId: 'sendMessage',
          summary: 'Send one message about the school of the connection',
          parameters: [endpoint, ...headers],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Message' }, examples: examples() } },
          },
          responses: Object.fromEntries(hookAnswers.map((answer) => [String(answer.status), response(answer)])),
        },
      },
    },
    components: { schemas: { Message: anyMessage(), ...messages(base) } },
  }
}

const endpoint = {
  name: 'endpoint',
  in: 'path',
  required: true,
  description: 'The last part of the address that belongs to the connection',
  schema: { type: 'string' },
}

const headers = [
  {
    name: 'webhook-id',
    in: 'header',
    required: true,
    description: 'One id a message; the same when it is sent again',
    schema: { type: 'string', minLength: 1, maxLength: 256 },
  },
  {
    name: 'webhook-timestamp',
    in: 'header',
    required: true,
    description: 'When this was sent: seconds since 1970 began, at most five minutes from ours',
    schema: { type: 'string', pattern: '^[0-9]{10}$' },
  },
  {
    name: 'webhook-signature',
    in: 'header',
    required: true,
    description:
      'v1, and the base64 of HMAC-SHA256 over id.timestamp.body with the connection’s secret; several with spaces between',
    schema: { type: 'string' },
  },
]

function anyMessage(): JsonSchema {
  const mapping = Object.fromEntries(publishedTypes.map((type) => [type, `#/components/schemas/${type}`]))
  return {
    oneOf: Object.values(mapping).map(($ref) => ({ $ref })),
    discriminator: { propertyName: 'type', mapping },
  }
}

function messages(base: string): JsonSchema {
  return Object.fromEntries(publishedTypes.map((type) => [type, messageSchema(type, schemaAddress(base, type))]))
}

/** Where the schema of a type is published. */
export function schemaAddress(base: string, type: string): string {
  return `${base}/api/schemas/${schemaName}/${type}.json`
}

function examples(): JsonSchema {
  return Object.fromEntries(publishedTypes.map((type) => [type, { value: exampleOf(type) }]))
}

function response({ words, means, todo, saysWhen }: HookAnswer): JsonSchema {
  const schema = { type: 'object', properties: { status: { enum: words } }, required: ['status'] }
  return {
    description: `${means} ${todo}`,
    ...(saysWhen && { headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds' } } }),
    content: { 'application/json': { schema } },
  }
}
