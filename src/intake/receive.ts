// Who is at the hook, and is it really them? A delivery is kept durably first, then answered, then applied.
import { type Context, Hono } from 'hono'
import type { House } from '../house.ts'
import { sha256Of } from '../storage/chain.ts'
import { clashOf } from '../storage/clashes.ts'
import {
  type ConnectionWithSecrets,
  connectionAt,
  type SecurityEventKind,
  writeOfSecurityEvent,
} from '../storage/connectionStore.ts'
import { bodyHashAt, writeOfDelivery } from '../storage/deliveryStore.ts'
import { lockText, unlockText } from '../storage/secretText.ts'
import { bodyWithin } from './body.ts'
import { marksIn, schoolUrnOf, typeOf } from './events.ts'
import { instantBefore } from './instants.ts'
import { isSigned } from './signature.ts'
import { applyWaiting } from './work.ts'

const mostBytes = 256 * 1024
const mostMarks = 500
const quietMilliseconds = 60_000

type Answer = [status: 200 | 202 | 400 | 401 | 403 | 409 | 413 | 415 | 503, word: string]

/**
 * `POST /hooks/v1/:endpoint` for schools' systems (Standard Webhooks 1.0.0): 202 kept, 200 had already, 400 not JSON,
 * or broken off, 401 whatever is wrong with the signature, the time or the endpoint, 403 another school, 409 an id used
 * for another body, 413, 415 not JSON or compressed, 503 when nothing can be kept. Wrong shapes are kept with 202 and set aside when applied.
 */
export function hooks(house: House): Hono {
  const app = new Hono()
  app.post('/hooks/v1/:endpoint', async (c) => {
    const [status, word] = await receive(house, c)
    if (status === 503) c.header('Retry-After', '30')
    // What was not read to its end cannot be followed by another message on the same connection.
    if (word === 'too-large') c.header('Connection', 'close')
    return c.json({ status: word }, status)
  })
  app.all('/hooks/v1/:endpoint', (c) => {
    c.header('Allow', 'POST')
    return c.json({ status: 'method-not-allowed' }, 405)
  })
  return app
}

async function receive(house: House, c: Context): Promise<Answer> {
  try {
    const body = await bodyWithin(c.req.raw, () => c.req.text(), mostBytes).catch(() => undefined)
    // The sender went away while sending: nobody is left to answer, and nothing here is at fault.
    if (body === undefined) {
      house.log.info('delivery-broken-off')
      return [400, 'broken-off']
    }
    if (body === null) return [413, 'too-large']
    if (!/^(identity)?$/i.test(c.req.header('content-encoding')?.trim() ?? '')) return [415, 'encoded']
    if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) return [415, 'not-json']
    const connection = await connectionAt(house.database, c.req.param('endpoint') ?? '')
    if (!connection) return [401, 'refused']
    const now = house.clock.now()
    const id = c.req.header('webhook-id') ?? ''
    const timestamp = c.req.header('webhook-timestamp') ?? ''
    const signature = c.req.header('webhook-signature') ?? ''
    const isReal = await isSigned(await secretsOf(house, connection), { id, timestamp, signature }, body, now)
    if (!isReal) return await refuse(house, connection, now)
    return await keep(house, connection, { deliveryId: id, body, receivedAt: now })
  } catch (cause) {
    house.log.fault('delivery-not-kept', cause)
    return [503, 'unavailable']
  }
}

interface Arrived {
  readonly deliveryId: string
  readonly body: string
  readonly receivedAt: string
}

async function keep(house: House, connection: ConnectionWithSecrets, arrived: Arrived): Promise<Answer> {
  const { deliveryId, body, receivedAt } = arrived
  const message = parsed(body)
  if (message === undefined) return [400, 'not-json']
  const urn = schoolUrnOf(message)
  if (urn !== null && urn !== connection.schoolUrn) {
    await record(
      house,
      connection,
      'delivery-for-another-school',
      arrived,
      `The message named ${/^\d{6}$/.test(urn) ? `school ${urn}` : 'no school that can be'}.`,
    )
    return [403, 'wrong-school']
  }
  if (marksIn(message) > mostMarks) return [413, 'too-many-marks']
  const [bodySha256, locked] = await Promise.all([sha256Of(body), lockText(house.keys.secrets, body)])
  const delivery = {
    connectionId: connection.id,
    deliveryId,
    receivedAt,
    type: typeOf(message),
    bodySha256,
    body: locked,
  }
  try {
    await house.database.commit([writeOfDelivery(delivery)])
  } catch (cause) {
    if (clashOf(cause)?.kind !== 'already-there') throw cause
    if ((await bodyHashAt(house.database, connection.id, deliveryId)) === bodySha256) return [200, 'duplicate']
    await record(
      house,
      connection,
      'delivery-id-reused',
      arrived,
      'The id came before with another body; the first is kept.',
    )
    return [409, 'id-reused']
  }
  house.after(applyWaiting(house))
  return [202, 'accepted']
}

async function record(
  house: House,
  connection: ConnectionWithSecrets,
  kind: SecurityEventKind,
  arrived: Arrived,
  detail: string,
) {
  const { id: connectionId, schoolUrn } = connection
  const { receivedAt: at, deliveryId } = arrived
  await house.database.commit([writeOfSecurityEvent({ at, kind, connectionId, schoolUrn, deliveryId, detail })])
}

// Once a minute a connection, and known here too, so that a storm of forgeries does not become a storm of writes.
const lastRefused = new WeakMap<House['database'], Map<string, string>>()

async function refuse(house: House, connection: ConnectionWithSecrets, at: string): Promise<Answer> {
  const refused = lastRefused.get(house.database) ?? new Map<string, string>()
  lastRefused.set(house.database, refused)
  const quietFrom = instantBefore(at, quietMilliseconds)
  const last = refused.get(connection.id)
  if (last !== undefined && last > quietFrom && last <= at) return [401, 'refused']
  refused.set(connection.id, at)
  const { id: connectionId, schoolUrn } = connection
  const detail = 'A signature, its time or its id was refused.'
  const event = { at, kind: 'signature-refused' as const, connectionId, schoolUrn, deliveryId: null, detail }
  await house.database.commit([writeOfSecurityEvent(event, quietFrom)])
  return [401, 'refused']
}

// Locked texts never repeat, so the lock is as good a name for its secret as any; new secrets come under new names.
const unlocked = new Map<string, Promise<string>>()

function secretsOf(house: House, connection: ConnectionWithSecrets): Promise<string[]> {
  const locked = [connection.secretCurrent, ...(connection.secretPrevious ? [connection.secretPrevious] : [])]
  if (unlocked.size > 5000) unlocked.clear()
  return Promise.all(
    locked.map((text) => {
      const secret = unlocked.get(text) ?? unlockText(house.keys.secrets, text)
      unlocked.set(text, secret)
      return secret
    }),
  )
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
