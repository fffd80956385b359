// Who is at the hook, and is it really them? A delivery is kept durably first, then answered, then applied.
import { type Context, Hono } from 'hono'
import { messageIn } from '../cases/messageText.ts'
import type { House } from '../house.ts'
import {
  type ConnectionWithSecrets,
  connectionAt,
  type SecurityEventKind,
  writeOfSecurityEvent,
} from '../storage/connectionStore.ts'
import { unlockText } from '../storage/secretText.ts'
import { bodyWithin } from './body.ts'
import { type Door, deliveryLimits, openDoor } from './deliveryLimits.ts'
import { marksIn, schoolUrnOf, typeOf } from './events.ts'
import { instantBefore } from './instants.ts'
import { keepDelivery } from './keep.ts'
import { noteOldSecret } from './oldSecret.ts'
import { signedWith } from './signature.ts'
import { hearWonde, wondeConnection } from './wondeHook.ts'
import { applyWaiting } from './work.ts'

const mostBytes = 256 * 1024
const mostMarks = 500
const quietMilliseconds = 60_000
const quietAboutTooManyMilliseconds = 3_600_000

type Answer = [status: 200 | 202 | 400 | 401 | 403 | 409 | 413 | 415 | 429 | 503, word: string, retryAfter?: number]

export interface HookOptions {
  /** What remembers who was at the doors; without it, a new one with the usual limits. A Worker, which makes these hooks for each request, gives its own. */
  readonly door?: Door
}

/**
 * `POST /hooks/v1/:endpoint` for schools' systems (Standard Webhooks 1.0.0): 202 kept, 200 had already, 400 not JSON,
 * too deep, or broken off, 401 whatever is wrong with the signature, the time or the endpoint, 403 another school, 409 an id used
 * for another body, 413, 415 not JSON or compressed, 429 too many of one connection, or too many wrong signatures at one
 * address, 503 when nothing can be kept; with 429 and 503, Retry-After says in how many seconds to come again. Wrong shapes are kept with 202 and set aside when applied.
 */
export function hooks(house: House, { door = openDoor(deliveryLimits) }: HookOptions = {}): Hono {
  const app = new Hono()
  const doors = { '/hooks/v1/:endpoint': receiveSigned, '/hooks/wonde/:endpoint': receiveFromWonde }
  for (const [path, receive] of Object.entries(doors)) {
    app.post(path, async (c) => {
      const [status, word, retryAfter] = await atDoor(house, c, (body) => receive(house, door, c, body))
      if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter))
      // What was not read to its end cannot be followed by another message on the same connection.
      if (word === 'too-large') c.header('Connection', 'close')
      return c.json({ status: word }, status)
    })
    app.all(path, (c) => {
      c.header('Allow', 'POST')
      return c.json({ status: 'method-not-allowed' }, 405)
    })
  }
  return app
}

async function atDoor(house: House, c: Context, receive: (body: string) => Promise<Answer>): Promise<Answer> {
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
    return await receive(body)
  } catch (cause) {
    house.log.fault('delivery-not-kept', cause)
    return [503, 'unavailable', 30]
  }
}

async function receiveSigned(house: House, door: Door, c: Context, body: string): Promise<Answer> {
  const now = house.clock.now()
  const endpoint = c.req.param('endpoint') ?? ''
  const connection = await connectionAt(house.database, endpoint, now)
  if (!connection) return refuse(house, door, endpoint, null)
  const id = c.req.header('webhook-id') ?? ''
  const timestamp = c.req.header('webhook-timestamp') ?? ''
  const signature = c.req.header('webhook-signature') ?? ''
  const place = await signedWith(await secretsOf(house, connection), { id, timestamp, signature }, body, now)
  if (place === null) return refuse(house, door, endpoint, connection)
  // The old secret is the second (secretsOf).
  if (place > 0) noteOldSecret(house, connection, now)
  const seconds = door.signed(connection.id, house.machineClock.now())
  if (seconds !== null) return tooMany(house, connection, seconds)
  return keep(house, connection, { deliveryId: id, body, receivedAt: now })
}

// Wonde signs nothing: its secret stands in the address, which is written down nowhere here.
async function receiveFromWonde(house: House, door: Door, c: Context, body: string): Promise<Answer> {
  const endpoint = c.req.param('endpoint') ?? ''
  const { connection, place } = await wondeConnection(house, endpoint, c.req.query('secret') ?? '')
  if (!connection || place === null) return refuse(house, door, endpoint, connection)
  if (place > 0) noteOldSecret(house, connection, house.clock.now())
  const seconds = door.asking(connection.id, house.machineClock.now())
  return seconds === null ? hearWonde(house, connection, body) : tooMany(house, connection, seconds)
}

interface Arrived {
  readonly deliveryId: string
  readonly body: string
  readonly receivedAt: string
}

async function keep(house: House, connection: ConnectionWithSecrets, arrived: Arrived): Promise<Answer> {
  const { body } = arrived
  const read = messageIn(body)
  if ('refused' in read) return [400, read.refused]
  const { message } = read
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
  const kept = await keepDelivery(house, { connectionId: connection.id, type: typeOf(message), ...arrived })
  if (kept === 'duplicate') return [200, 'duplicate']
  if (kept === 'reused') {
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

async function refuse(
  house: House,
  door: Door,
  endpoint: string,
  connection: ConnectionWithSecrets | null,
): Promise<Answer> {
  // An address that is not there is answered as one that is.
  const seconds = door.refused(endpoint, house.machineClock.now())
  if (seconds !== null) return [429, 'too-many', seconds]
  if (connection) {
    const detail = 'A signature, its time or its id was refused.'
    await recordOnce(house, connection, 'signature-refused', detail, quietMilliseconds)
  }
  return [401, 'refused']
}

async function tooMany(house: House, connection: ConnectionWithSecrets, seconds: number): Promise<Answer> {
  const detail = 'More deliveries came at once than are taken in. The sender was asked to send the rest later.'
  await recordOnce(house, connection, 'too-many-deliveries', detail, quietAboutTooManyMilliseconds)
  return [429, 'too-many', seconds]
}

// Once a while a connection, and known here too, so that a storm at a door does not become a storm of writes.
const lastRecorded = new WeakMap<House['database'], Map<string, string>>()

async function recordOnce(
  house: House,
  connection: ConnectionWithSecrets,
  kind: SecurityEventKind,
  detail: string,
  quiet: number,
): Promise<void> {
  const recorded = lastRecorded.get(house.database) ?? new Map<string, string>()
  lastRecorded.set(house.database, recorded)
  const at = house.clock.now()
  const quietFrom = instantBefore(at, quiet)
  const { id: connectionId, schoolUrn } = connection
  const last = recorded.get(`${kind} ${connectionId}`)
  if (last !== undefined && last > quietFrom && last <= at) return
  recorded.set(`${kind} ${connectionId}`, at)
  const event = { at, kind, connectionId, schoolUrn, deliveryId: null, detail }
  await house.database.commit([writeOfSecurityEvent(event, quietFrom)])
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
