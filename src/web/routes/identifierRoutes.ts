// Is this number of a pupil or a school well made? Open to everybody; the number is in no address and in no log, and is not kept.
import { Hono } from 'hono'
import { readIdentifier } from '../../cases/identifiers/identifiers.ts'
import type { AppEnv } from '../appEnv.ts'
import { freshIdentifier, readIdentifierForm } from '../forms/identifier.ts'
import { showPage } from '../page.ts'
import { identifiersPage } from '../pages/identifiersPage.ts'

export const identifierRoutes = new Hono<AppEnv>()
  .get('/rulebook/identifiers', (c) => showPage(c, 'pages/identifiers.njk', identifiersPage(freshIdentifier, [], null)))
  .post('/rulebook/identifiers', async (c) => {
    const { typed, read } = readIdentifierForm(await c.req.parseBody({ all: true }))
    if ('errors' in read) return showPage(c, 'pages/identifiers.njk', identifiersPage(typed, read.errors, null), 422)
    const answer = { kind: read.kind, identifier: readIdentifier(read.kind, read.number) }
    return showPage(c, 'pages/identifiers.njk', identifiersPage(typed, [], answer))
  })
