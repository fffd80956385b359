// What may a school's system send, and how? Open to everybody: a page for people, JSON Schema and OpenAPI for programs.
import { Hono } from 'hono'
import { schemaName } from '../../intake/envelope.ts'
import { fieldRows } from '../../intake/fieldRows.ts'
import { hookAnswers } from '../../intake/hookAnswers.ts'
import { openApi, schemaAddress } from '../../intake/openApi.ts'
import { exampleOf, isPublished, type JsonSchema, messageSchema, publishedTypes } from '../../intake/published.ts'
import { vocabulary } from '../../intake/vocabulary.ts'
import type { AppEnv } from '../appEnv.ts'
import { showPage } from '../page.ts'
import { apiPage } from '../pages/apiPage.ts'

// Vocabulary and answers change only with the program; an hour is long enough for a program that asks often.
const publicHour = 'public, max-age=3600'

export const apiRoutes = new Hono<AppEnv>()
  .get('/api', (c) => {
    const { house, paths } = c.var
    const types = publishedTypes.map((type) => {
      const schema = messageSchema(type, schemaAddress(house.publicUrl, type))
      const { data } = schema.properties as { data: JsonSchema }
      return { type, ...vocabulary[type], example: exampleOf(type), fields: fieldRows(data) }
    })
    const { data: _, ...around } = messageSchema(types[0]!.type, '').properties as Record<string, JsonSchema>
    const envelope = fieldRows({ properties: around, required: Object.keys(around) })
    return showPage(
      c,
      'pages/api.njk',
      apiPage({ types, envelope, answers: hookAnswers, schemaName }, paths, house.publicUrl),
    )
  })
  .get('/api/openapi.json', (c) => {
    c.header('Cache-Control', publicHour)
    return c.json(openApi(c.var.house.publicUrl))
  })
  .get(`/api/schemas/${schemaName}/:file`, (c) => {
    const type = /^(.+)\.json$/.exec(c.req.param('file'))?.[1] ?? ''
    if (!isPublished(type)) return c.notFound()
    c.header('Cache-Control', publicHour)
    return c.json(messageSchema(type, schemaAddress(c.var.house.publicUrl, type)), 200, {
      'Content-Type': 'application/schema+json; charset=UTF-8',
    })
  })
