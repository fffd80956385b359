// What does Wonde say about our access to a school? It signs nothing: the secret is in the address, and its word is checked by asking back.
import { z } from 'zod'
import { messageIn } from '../cases/messageText.ts'
import type { House } from '../house.ts'
import { sha256Of } from '../storage/chain.ts'
import { type ConnectionWithSecrets, connectionAt, writeOfSecurityEvent } from '../storage/connectionStore.ts'
import type { Query } from '../storage/database.ts'
import { writeOfDelivery } from '../storage/deliveryStore.ts'
import { writeOfPolls, writeOfReadingAtOnce, writeOfVendorList, writesOfReadingAnew } from '../storage/pollStore.ts'
import { lockText, unlockText } from '../storage/secretText.ts'
import {
  migrationList,
  type WondeAccess,
  wasDeliveredSince,
  wondeAccessOf,
  writeOfAccess,
  writeOfAccessLost,
} from '../storage/wondeAccessStore.ts'
import { instantBefore } from './instants.ts'
import { askWithin } from './vendorBudget.ts'
import type { CanonicalMessage } from './vendors/feed.ts'
import { wondeFeeds } from './vendors/wonde.ts'
import { type ChangeConfirmed, confirmAccess, confirmLoss, confirmMigration } from './vendors/wondeAccess.ts'
import { applyWaiting } from './work.ts'

export type WondeAnswer = [status: 200 | 202 | 400 | 401 | 503, word: string, retryAfter?: number]

/** Wonde tries three times: for so long the same words are the same message. */
const sameMilliseconds = 3_600_000

const text = z.string().max(500).nullish()
const about = z.object({ school_id: text, school_name: text })
const approved = about.extend({ school_id: z.string().max(40), school_token: z.string().regex(/^[\x21-\x7e]{1,500}$/) })
const spoken = {
  accessRevoked: about.extend({ revoke_reason: text }),
  accessDeclined: about.extend({ decline_reason: text }),
  schoolMigration: about.extend({ migrate_from: text, migrate_to: text }),
}

interface Knocking {
  readonly house: House
  readonly connection: ConnectionWithSecrets
  readonly access: WondeAccess
  readonly body: string
  readonly type: string
  readonly now: string
}

/** The connection at an address, and which of its secrets this is: 0 the current one, 1 the one before, until it ends; null: neither. */
export async function wondeConnection(
  house: House,
  endpoint: string,
  secret: string,
): Promise<{ readonly connection: ConnectionWithSecrets | null; readonly place: 0 | 1 | null }> {
  const connection = await connectionAt(house.database, endpoint, house.clock.now(), 'wonde')
  if (!connection) return { connection, place: null }
  const { secretCurrent, secretPrevious } = connection
  const locked = secretPrevious === null ? [secretCurrent] : [secretCurrent, secretPrevious]
  const secrets = await Promise.all(locked.map((each) => unlockText(house.keys.secrets, each)))
  const isOne = await Promise.all(secrets.map((each) => isSame(each, secret)))
  return { connection, place: isOne[0] ? 0 : isOne[1] ? 1 : null }
}

/**
 * Takes in Wonde's word, whose secret was right. 202 kept, 200 had already or not known, 400 not JSON or not true (Wonde
 * asks no more), 503 when Wonde cannot be asked now (it comes again).
 */
export async function hearWonde(house: House, connection: ConnectionWithSecrets, body: string): Promise<WondeAnswer> {
  const read = messageIn(body)
  if ('refused' in read) return [400, read.refused]
  const { message } = read
  const type = z.object({ payload_type: z.string() }).safeParse(message).data?.payload_type
  const access = await wondeAccessOf(house.database, connection.id)
  if (!access) return [401, 'refused']
  if (type === undefined) return [200, 'ignored']
  const knocking: Knocking = { house, connection, access, body, type, now: house.clock.now() }
  switch (type) {
    case 'schoolApproved':
      return hearApproval(knocking, message)
    case 'accessRevoked':
    case 'accessDeclined':
    case 'schoolMigration':
      return hearChange(knocking, type, message)
    default:
      // What Wonde may say one day is no fault of its.
      return [200, 'ignored']
  }
}

async function hearApproval(knocking: Knocking, message: unknown): Promise<WondeAnswer> {
  const { house, connection, access, now } = knocking
  const read = approved.safeParse(message)
  if (!read.success) return [400, 'not-understood']
  if (access.token !== null && (await isHeardAlready(knocking))) return [200, 'duplicate']
  if (house.askVendor === null) return [503, 'unavailable', 300]
  const { school_id: schoolId, school_token: token } = read.data
  const { schoolUrn, id } = connection
  const { ask } = askWithin(house, house.askVendor, 'wonde')
  const confirmed = await confirmAccess(ask, { schoolUrn, settings: access.settings }, { schoolId, token })
  if ('later' in confirmed) return [503, 'unavailable', 300]
  if ('notSo' in confirmed) return notConfirmed(knocking, confirmed.notSo)
  const held = access.token === null ? null : await unlockText(house.keys.secrets, access.token)
  // A token that is not the one we had may open another system, whether or not that was told.
  const isAnew = access.isMigrating || held !== token
  const names = wondeFeeds.map(({ name }) => name)
  return keep(knocking, { type: 'school.access.granted', data: { vendor_school_ref: schoolId, reason: null } }, [
    writeOfAccess(id, await lockText(house.keys.secrets, token), confirmed.settings),
    writeOfPolls(id, names, now),
    ...(isAnew ? writesOfReadingAnew(id, now, access.isMigrating) : [writeOfReadingAtOnce(id, now)]),
  ])
}

async function hearChange(knocking: Knocking, type: keyof typeof spoken, message: unknown): Promise<WondeAnswer> {
  const { connection, access, now } = knocking
  const read = spoken[type].safeParse(message)
  if (!read.success) return [400, 'not-understood']
  const said = read.data as z.output<(typeof spoken)['accessRevoked']> &
    z.output<(typeof spoken)['accessDeclined']> &
    z.output<(typeof spoken)['schoolMigration']>
  const { school_ref } = access.settings
  if (said.school_id && school_ref && said.school_id !== school_ref)
    return notConfirmed(
      knocking,
      'A change of access was told of another school than the one that this connection is for.',
    )
  // Where access was given anew meanwhile, Wonde is asked again.
  const isDone = type === 'schoolMigration' || access.token === null
  if (isDone && (await isHeardAlready(knocking))) return [200, 'duplicate']
  const confirmed = await confirmedBy(knocking, type === 'schoolMigration' ? { to: said.migrate_to ?? null } : 'lost')
  if ('later' in confirmed) return [503, 'unavailable', 300]
  if ('notSo' in confirmed) return notConfirmed(knocking, confirmed.notSo)
  const vendor_school_ref = said.school_id ?? school_ref ?? null
  if (type === 'schoolMigration') {
    const data = { vendor_school_ref, reason: null, from: said.migrate_from ?? null, to: said.migrate_to ?? null }
    const write = writeOfVendorList(connection.id, migrationList, { to: data.to }, now)
    return keep(knocking, { type: 'school.mis.migrated', data }, [write])
  }
  const reason = said.revoke_reason ?? said.decline_reason ?? null
  const canonical = type === 'accessRevoked' ? 'school.access.revoked' : 'school.access.declined'
  const write = writeOfAccessLost(connection.id, access.token ?? '')
  return keep(knocking, { type: canonical, data: { vendor_school_ref, reason } }, [write])
}

/** Whether Wonde, asked with the token that the connection has, says the same. */
async function confirmedBy(
  { house, access }: Knocking,
  told: 'lost' | { readonly to: string | null },
): Promise<ChangeConfirmed> {
  // Nothing to take away, and nothing to ask with.
  if (access.token === null)
    return {
      notSo:
        'A change of access was told, but the school has given none that Wonde could be asked about. Ask the school.',
    }
  if (house.askVendor === null) return { later: 'Nobody is asked here.' }
  const held = { settings: access.settings, token: await unlockText(house.keys.secrets, access.token) }
  const { ask } = askWithin(house, house.askVendor, 'wonde')
  return told === 'lost' ? confirmLoss(ask, held) : confirmMigration(ask, held, told.to)
}

/** Kept as our own message, without the token, in one commit with what follows from it. */
async function keep(
  knocking: Knocking,
  said: Pick<CanonicalMessage, 'type' | 'data'>,
  writes: readonly Query<unknown>[],
): Promise<WondeAnswer> {
  const { house, connection, now } = knocking
  const { id: connectionId, schoolUrn } = connection
  const source = { vendor: 'wonde', school_urn: schoolUrn }
  const body = JSON.stringify({ type: said.type, timestamp: now, schema: '2026-09-01', source, data: said.data })
  const [beginning, bodySha256, locked] = await Promise.all([
    beginningOf(knocking),
    sha256Of(body),
    lockText(house.keys.secrets, body),
  ])
  const delivery = { connectionId, deliveryId: `${beginning}${now}`, receivedAt: now, type: said.type, bodySha256 }
  await house.database.commit([writeOfDelivery({ ...delivery, body: locked, sentBy: null, replays: null }), ...writes])
  house.after(applyWaiting(house))
  return [202, 'accepted']
}

async function notConfirmed({ house, connection, now }: Knocking, detail: string): Promise<WondeAnswer> {
  const { id: connectionId, schoolUrn } = connection
  const event = { at: now, kind: 'access-not-confirmed' as const, connectionId, schoolUrn, deliveryId: null, detail }
  await house.database.commit([writeOfSecurityEvent(event, instantBefore(now, 60_000))])
  return [400, 'not-confirmed']
}

async function isHeardAlready(knocking: Knocking): Promise<boolean> {
  const { house, connection, now } = knocking
  const since = instantBefore(now, sameMilliseconds)
  return wasDeliveredSince(house.database, connection.id, await beginningOf(knocking), since)
}

/** Wonde numbers no message: the same words are the same message. */
async function beginningOf({ type, body }: Knocking): Promise<string> {
  return `wonde:${type}:${await sha256Of(body)}:`
}

// Over hashes, whose first differing byte says nothing of the secret's, and over all of them whatever they are.
async function isSame(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([sha256Of(one), sha256Of(other)])
  let difference = 0
  for (let at = 0; at < first.length; at += 1) difference |= first.charCodeAt(at) ^ second.charCodeAt(at)
  return difference === 0
}
