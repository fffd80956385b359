// A connection gets a new secret, loses its old one, may send other codes, or ends: read, decide, and write it down with who did it.
import { newSecret } from '../cases/connectionSecret.ts'
import {
  type ChangeDecided,
  type ConnectionChange,
  setCodesSent as decideCodesSent,
  endConnection as decideEnd,
  endPreviousSecret as decidePreviousEnd,
  rotateSecret as decideRotation,
  type KeepingOldSecret,
} from '../cases/decide/changeConnection.ts'
import { assertNever, type Refusal, refused } from '../cases/refusals.ts'
import { type Person, rolesWith, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import {
  type ConnectionFound,
  findConnection,
  writeOfCodesSent,
  writeOfConnectionEnd,
  writeOfPreviousEnded,
  writeOfRotation,
} from '../storage/connectionPageStore.ts'
import { writeOfConnectionChange } from '../storage/connectionStore.ts'
import type { Query } from '../storage/database.ts'
import { roleGuard } from '../storage/roleGuard.ts'
import { lockText } from '../storage/secretText.ts'
import { commandLine } from './connectSchool.ts'

export type ChangingHouse = Pick<House, 'database' | 'clock' | 'ids' | 'keys'>

/** Which connection, and how many changes of it the asker had seen (null: whatever they are). */
export interface ConnectionAsked {
  readonly connectionId: string
  readonly seen: number | null
}

type Changed<Value> = { readonly accepted: Value } | { readonly refused: Refusal } | null

/** The new secret in the clear, to be shown once, and until when the old one counts; null when there is no such connection. */
export async function rotateSecret(
  house: ChangingHouse,
  by: Person,
  asked: ConnectionAsked,
  keep: KeepingOldSecret,
): Promise<Changed<{ readonly secret: string; readonly previousUntil: string | null }>> {
  const found = await seenConnection(house, by, asked)
  if (!found || 'refused' in found) return found
  const secret = newSecret(found.vendor, house.ids.secret()) ?? ''
  const decision = decideRotation(found, keep, house.clock.now())
  const changed = await commit(house, by, found, decision, await lockText(house.keys.secrets, secret))
  return 'refused' in changed ? changed : { accepted: { secret, previousUntil: changed.accepted.detail } }
}

/** The old secret stops counting at once. */
export async function endPreviousSecret(
  house: ChangingHouse,
  by: Person,
  asked: ConnectionAsked,
): Promise<Changed<ConnectionChange>> {
  const found = await seenConnection(house, by, asked)
  if (!found || 'refused' in found) return found
  return commit(house, by, found, decidePreviousEnd(found, house.clock.now()), null)
}

/** The connection ends with a reason: its address answers as if it had never been, and nothing is asked of its vendor. */
export async function endConnection(
  house: ChangingHouse,
  by: Person,
  asked: ConnectionAsked,
  reason: string,
): Promise<Changed<ConnectionChange>> {
  const found = await seenConnection(house, by, asked)
  if (!found || 'refused' in found) return found
  return commit(house, by, found, decideEnd(found, reason), null)
}

/** Which codes may be sent to the school’s MIS by this connection, from now on; none switches sending off. */
export async function setCodesSent(
  house: ChangingHouse,
  by: Person,
  asked: ConnectionAsked,
  codes: readonly string[],
): Promise<Changed<ConnectionChange>> {
  const found = await seenConnection(house, by, asked)
  if (!found || 'refused' in found) return found
  return commit(house, by, found, decideCodesSent(found, codes), null)
}

async function seenConnection(house: ChangingHouse, by: Person, asked: ConnectionAsked) {
  const found = await findConnection(house.database, scopeOf(by, 'connect-schools'), asked.connectionId)
  if (!found) return null
  if (found.endedAt === null && asked.seen !== null && asked.seen !== found.changes) return refused('changed-meanwhile')
  return found
}

async function commit(
  house: ChangingHouse,
  by: Person,
  found: ConnectionFound,
  decision: ChangeDecided,
  secret: string | null,
): Promise<ChangeDecided> {
  if ('refused' in decision) return decision
  const isPerson = by.id !== commandLine.id
  const written = { at: house.clock.now(), by: isPerson ? by.id : null }
  try {
    await house.database.commit([
      ...(isPerson ? [roleGuard(by.id, rolesWith('connect-schools'), found.schoolUrn)] : []),
      writeOfConnectionChange(found.id, found.changes + 1, decision.accepted, written),
      writeOf(found.id, decision.accepted, written.at, secret),
    ])
    return decision
  } catch (cause) {
    const clash = clashOf(cause)
    if (clash?.kind === 'already-there' || clash?.kind === 'append-only') return refused('changed-meanwhile')
    if (clash?.kind === 'broken-rule' && clash.rule === 'settings.value') return refused('role-lost')
    throw cause
  }
}

function writeOf(id: string, change: ConnectionChange, at: string, secret: string | null): Query<unknown> {
  switch (change.what) {
    case 'secret-rotated':
      return writeOfRotation(id, secret ?? '', change.detail)
    case 'previous-secret-ended':
      return writeOfPreviousEnded(id)
    case 'ended':
      return writeOfConnectionEnd(id, at, change.detail)
    case 'codes-sent-set':
      return writeOfCodesSent(id, change.detail)
    default:
      return assertNever(change)
  }
}
