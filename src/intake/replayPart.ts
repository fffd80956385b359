// A person corrects a part that was not taken in: it is read as any delivery is, and kept as one, in the commit that settles the part.

import { deepestMessage, messageIn } from '../cases/messageText.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, scopeOf, scopeOfSource } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import { listPupilsByMisId } from '../storage/pupilStore.ts'
import { unlockText } from '../storage/secretText.ts'
import { findPart, isSettledClash, type PartKey, type PartToSettle, writeOfReplay } from '../storage/settledStore.ts'
import { marksIn, readDelivery, schoolUrnOf, typeOf } from './events.ts'
import { keepDelivery } from './keep.ts'
import { messageWith, type PartOfMessage, partAt, pathWithin } from './partOfMessage.ts'
import { applyWaiting } from './work.ts'

const mostBytes = 256 * 1024
const mostMarks = 500

/** Types that make a pupil known: a number that nobody has here is right in them. */
const namesPupils: ReadonlySet<string> = new Set(['pupil.upserted', 'enrolment.started', 'enrolment.expected'])

/** A part as a person may correct it. `said` null: erased, not to be opened with the key there is now, not to be found in its message, or of a message too deep to walk through. */
export interface PartOpened {
  readonly part: PartToSettle
  readonly said: (PartOfMessage & { readonly message: unknown }) | null
}

/** What is still wrong with a corrected part: where within it, and the sentence of its reader. */
export interface StillWrong {
  readonly within: string
  readonly reason: string
}

/** The part with what it said, for those who may settle it; null when it is not there for them. */
export async function openPart(house: House, by: Person, key: PartKey): Promise<PartOpened | null> {
  const part = await findPart(house.database, scopeOf(by, 'settle-faults'), key)
  if (!part) return null
  if (part.body === null || part.settledAt !== null) return { part, said: null }
  try {
    const read = messageIn(await unlockText(house.keys.secrets, part.body))
    const found = 'message' in read ? partAt(read.message, part.path) : null
    return { part, said: found && 'message' in read ? { ...found, message: read.message } : null }
  } catch {
    house.log.fault('set-aside-not-opened', new Error('The message could not be opened'), { delivery: key.delivery })
    return { part, said: null }
  }
}

/**
 * Keeps the corrected part as a delivery that replays the first, and applies it after. Null when the part is not there for
 * this person; `wrong` when a reader would set it aside again: then nothing is kept. Refused when it was settled before.
 * `corrected` is what `messageIn` read, or was put together from single fields: no deeper than can be written as text.
 */
export async function replayPart(
  house: House,
  by: Person,
  key: PartKey,
  corrected: unknown,
): Promise<
  { readonly accepted: PartKey } | { readonly wrong: readonly StillWrong[] } | { readonly refused: Refusal } | null
> {
  const opened = await openPart(house, by, key)
  if (!opened) return null
  const { part, said } = opened
  if (part.settledAt !== null) return refused('settled-already')
  if (!said) return refused('nothing-left-to-send')
  const receivedAt = house.clock.now()
  const message = messageWith(said.message, said, corrected)
  const body = JSON.stringify(message)
  const wrong = await wrongWith(house, part, said, { message, body, receivedAt })
  if (wrong.length > 0) return { wrong }
  const { connectionId } = part
  const deliveryId = `replay_${house.ids.next()}`
  const arrived = { connectionId, deliveryId, receivedAt, type: typeOf(message), body }
  const settling = writeOfReplay(key, { at: receivedAt, by: by.id }, { connectionId, deliveryId })
  try {
    await keepDelivery(house, { ...arrived, sentBy: by.id, replays: key.delivery }, [settling])
  } catch (cause) {
    if (isSettledClash(clashOf(cause))) return refused('settled-already')
    throw cause
  }
  house.after(applyWaiting(house))
  return { accepted: key }
}

async function wrongWith(
  house: House,
  part: PartToSettle,
  said: PartOfMessage,
  { message, body, receivedAt }: { readonly message: unknown; readonly body: string; readonly receivedAt: string },
): Promise<StillWrong[]> {
  if ('refused' in messageIn(body))
    return [{ within: '', reason: `lies more than ${deepestMessage} deep: look for brackets too many` }]
  if (new TextEncoder().encode(body).length > mostBytes || marksIn(message) > mostMarks)
    return [{ within: '', reason: 'is more than one message may hold' }]
  const { told, faults } = readDelivery(message, receivedAt)
  if (faults.length > 0) return faults.map((fault) => ({ within: pathWithin(said, fault), reason: fault.reason }))
  if (schoolUrnOf(message) !== part.schoolUrn) return [{ within: 'source.school_urn', reason: 'must be this school' }]
  if (told === null) return [{ within: 'type', reason: 'is not a type that is known here' }]
  const misId = misIdIn(said.at === '' ? null : messagePart(message, said))
  if (misId === null || misId === misIdIn(said.value) || namesPupils.has(typeOf(message) ?? '')) return []
  const known = await listPupilsByMisId(house.database, scopeOfSource(part.schoolUrn), [misId])
  return known.length > 0 ? [] : [{ within: 'pupil.mis_id', reason: 'is not the number of a pupil here' }]
}

function messagePart(message: unknown, said: PartOfMessage): unknown {
  return partAt(message, said.at.replace(/\[\d+\]$/, '[0]'))?.value
}

function misIdIn(value: unknown): string | null {
  const pupil = (value as { pupil?: { mis_id?: unknown } } | null)?.pupil
  return typeof pupil?.mis_id === 'string' || typeof pupil?.mis_id === 'number' ? String(pupil.mis_id) : null
}
