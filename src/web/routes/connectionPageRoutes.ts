// How does one connection do, and may it have a new secret or an end? The administrator's page of it.
import { type Context, Hono } from 'hono'
import { endConnection, endPreviousSecret, rotateSecret } from '../../actions/changeConnection.ts'
import { epochMilliseconds, utcInstant } from '../../calendar/londonTime.ts'
import { type KeepingOldSecret, keepingOldSecret } from '../../cases/decide/changeConnection.ts'
import { type Refusal, refusals } from '../../cases/refusals.ts'
import { may, scopeOf } from '../../cases/roles.ts'
import {
  type ConnectionFound,
  findConnection,
  listConnectionChanges,
  listDeliveriesOfConnection,
  listDeliveryCounts,
  listFeedsOfConnection,
  listRefused,
} from '../../storage/connectionPageStore.ts'
import { findSending } from '../../storage/writeBackStore.ts'
import type { AppEnv } from '../appEnv.ts'
import { lineOf, type SentBody } from '../forms/caseForm.ts'
import { requires } from '../middleware/requires.ts'
import { showPage } from '../page.ts'
import { arrivals, connectionHead, connectionModel, deliveriesAPage, looksUntil } from '../pages/connectionPage.ts'
import { pageNumber, pagesOf } from '../pages/people.ts'
import { showSecret } from './secretShown.ts'

const daysBack = 7
const millisecondsADay = 24 * 60 * 60 * 1000
const arrivalsShown = 10
const seesConnections = requires('see-connections')
const connectsSchools = requires('connect-schools')

export const connectionPageRoutes = new Hono<AppEnv>()
  .get('/connections/:id', seesConnections, (c) => showConnection(c))
  .get('/connections/:id/arrivals', seesConnections, async (c) => {
    const { house, paths, signedIn } = c.var
    const scope = scopeOf(signedIn!.person, 'see-connections')
    const id = c.req.param('id')
    const connection = await findConnection(house.database, scope, id)
    if (!connection) return c.notFound()
    const now = house.clock.now()
    const [deliveries, refused] = await Promise.all([
      listDeliveriesOfConnection(house.database, scope, id, { limit: arrivalsShown, offset: 0 }),
      listRefused(house.database, scope, id, utcInstant(epochMilliseconds(now) - millisecondsADay)),
    ])
    return showPage(c, 'pages/connectionArrivals.njk', {
      title: 'Deliveries arriving',
      ...connectionHead(connection, paths, house.publicUrl, now),
      arrivals: arrivals(
        house,
        paths.connectionArrivals(id),
        looksUntil(house, c.req.query('until')),
        deliveries,
        refused,
      ),
    })
  })
  .get('/connections/:id/secrets/new', connectsSchools, async (c) => {
    const connection = await connectionHere(c)
    const { hasSecret, endedAt, ...head } = headOf(c, connection)
    if (!connection || !hasSecret || endedAt !== null) return c.notFound()
    return showPage(c, 'pages/connectionRotation.njk', { title: 'Make a new secret', ...head })
  })
  .post('/connections/:id/secrets', connectsSchools, async (c) => {
    const body = await c.req.parseBody()
    const keep = keepingOldSecret.find((each): each is KeepingOldSecret => each === body.keep) ?? '7-days'
    const outcome = await rotateSecret(c.get('house'), personHere(c), askedOf(c, body), keep)
    if (!outcome) return c.notFound()
    if ('refused' in outcome) return showConnection(c, outcome.refused)
    const connection = await connectionHere(c)
    return connection ? showSecret(c, connection, outcome.accepted.secret, 'rotated') : c.notFound()
  })
  .post('/connections/:id/old-secret/end', connectsSchools, async (c) => {
    const outcome = await endPreviousSecret(c.get('house'), personHere(c), askedOf(c, await c.req.parseBody()))
    if (!outcome) return c.notFound()
    return 'refused' in outcome ? showConnection(c, outcome.refused) : backToConnection(c)
  })
  .get('/connections/:id/end', connectsSchools, (c) => showEnd(c, '', null))
  .post('/connections/:id/end', connectsSchools, async (c) => {
    const body = await c.req.parseBody()
    const reason = lineOf(body, 'reason')
    const outcome = await endConnection(c.get('house'), personHere(c), askedOf(c, body), reason)
    if (!outcome) return c.notFound()
    if (!('refused' in outcome)) return backToConnection(c)
    const { refused } = outcome
    const isTyped = refused === 'ending-reason-needed' || refused === 'ending-reason-too-long'
    return isTyped ? showEnd(c, reason, refused) : showConnection(c, refused)
  })

async function showConnection(c: Context<AppEnv>, refused: Refusal | null = null): Promise<Response> {
  const { house, paths } = c.var
  const person = personHere(c)
  const scope = scopeOf(person, 'see-connections')
  const id = c.req.param('id') ?? ''
  const now = house.clock.now()
  const asked = c.req.query('page')
  const part = { limit: deliveriesAPage, offset: (pageNumber(asked) - 1) * deliveriesAPage }
  const [connection, changes, counts, deliveries, feeds] = await Promise.all([
    findConnection(house.database, scope, id),
    listConnectionChanges(house.database, scope, id),
    listDeliveryCounts(house.database, scope, id, utcInstant(epochMilliseconds(now) - daysBack * millisecondsADay)),
    listDeliveriesOfConnection(house.database, scope, id, part),
    listFeedsOfConnection(house.database, scope, id),
  ])
  if (!connection) return c.notFound() as Response
  if (part.offset > 0 && deliveries.length === 0) return c.redirect(paths.connection(id), 303)
  const sending = connection.vendor === 'wonde' ? await findSending(house.database, scope, id) : null
  const { found, ...model } = connectionModel(changes, counts, deliveries, feeds)
  return showPage(
    c,
    'pages/connection.njk',
    {
      title: 'Connection',
      ...connectionHead(connection, paths, house.publicUrl, now),
      ...model,
      sending,
      daysBack,
      errors: refused ? [{ text: refusals[refused], href: null }] : [],
      madeHow: c.req.query('made') ?? '',
      mayChange: may(person, 'connect-schools') && connection.endedAt === null,
      pages: pagesOf(asked, found, deliveriesAPage),
    },
    refused ? 409 : 200,
  )
}

async function showEnd(c: Context<AppEnv>, reason: string, refused: Refusal | null): Promise<Response> {
  const connection = await connectionHere(c)
  if (!connection || connection.endedAt !== null) return c.notFound() as Response
  const errors = refused ? [{ text: refusals[refused], href: '#reason' }] : []
  const model = { title: 'End this connection', ...headOf(c, connection), reason, errors }
  return showPage(c, 'pages/connectionEnd.njk', model, refused ? 422 : 200)
}

function connectionHere(c: Context<AppEnv>): Promise<ConnectionFound | null> {
  const scope = scopeOf(personHere(c), 'connect-schools')
  return findConnection(c.get('house').database, scope, c.req.param('id') ?? '')
}

function headOf(c: Context<AppEnv>, connection: ConnectionFound | null) {
  const { house, paths } = c.var
  if (!connection) return { hasSecret: false, endedAt: null }
  return connectionHead(connection, paths, house.publicUrl, house.clock.now())
}

/** A form that does not say how much it had seen has seen nothing: it is refused. */
function askedOf(c: Context<AppEnv>, body: SentBody) {
  const seen = lineOf(body, 'seen')
  return { connectionId: c.req.param('id') ?? '', seen: /^\d{1,6}$/.test(seen) ? Number(seen) : 0 }
}

function backToConnection(c: Context<AppEnv>): Response {
  return c.redirect(c.get('paths').connection(c.req.param('id') ?? ''), 303)
}

function personHere(c: Context<AppEnv>) {
  // Every route here stands behind requires(…).
  return c.get('signedIn')!.person
}
