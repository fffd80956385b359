// What may be changed about a connection: a new secret, the end of the old one, or its own end?
import { epochMilliseconds, utcInstant } from '../../calendar/londonTime.ts'
import { isSeen, plainLine } from '../plainText.ts'
import { type Refusal, refused } from '../refusals.ts'
import { hasSecret, type Vendor } from '../vendors.ts'
import { codesSent, codesText } from '../writeBack.ts'

/** For how long the old secret counts beside the new one. */
export const keepingOldSecret = ['1-hour', '1-day', '7-days', 'until-ended'] as const
export type KeepingOldSecret = (typeof keepingOldSecret)[number]

const hours: Record<KeepingOldSecret, number | null> = { '1-hour': 1, '1-day': 24, '7-days': 168, 'until-ended': null }
export const longestReason = 500

/** A connection as these decisions see it. `previousUntil` null with a previous secret: until somebody ends it. */
export interface ConnectionStanding {
  readonly vendor: Vendor
  readonly endedAt: string | null
  readonly hasPreviousSecret: boolean
  readonly previousUntil: string | null
}

/** What was decided and is written down. `detail`: until when the old secret counts, why the connection ended, or which codes are sent (null: none). */
export type ConnectionChange =
  | { readonly what: 'secret-rotated'; readonly detail: string | null }
  | { readonly what: 'previous-secret-ended'; readonly detail: null }
  | { readonly what: 'ended'; readonly detail: string }
  | { readonly what: 'codes-sent-set'; readonly detail: string | null }

export type ChangeDecided<Change = ConnectionChange> = { readonly accepted: Change } | { readonly refused: Refusal }

/** The old secret counts until `detail`, an instant, or until it is ended (null). An older one stops at once: two at a time. */
export function rotateSecret(connection: ConnectionStanding, keep: KeepingOldSecret, now: string): ChangeDecided {
  if (connection.endedAt !== null) return refused('connection-ended')
  if (!hasSecret(connection.vendor)) return refused('no-secret')
  const kept = hours[keep]
  const detail = kept === null ? null : utcInstant(epochMilliseconds(now) + kept * 3_600_000)
  return { accepted: { what: 'secret-rotated', detail } }
}

export function endPreviousSecret(connection: ConnectionStanding, now: string): ChangeDecided {
  if (connection.endedAt !== null) return refused('connection-ended')
  if (!countsPrevious(connection, now)) return refused('no-old-secret')
  return { accepted: { what: 'previous-secret-ended', detail: null } }
}

export function endConnection(connection: ConnectionStanding, reason: string): ChangeDecided {
  if (connection.endedAt !== null) return refused('connection-ended')
  const because = plainLine(reason)
  if (!isSeen(because)) return refused('ending-reason-needed')
  if (because.length > longestReason) return refused('ending-reason-too-long')
  return { accepted: { what: 'ended', detail: because } }
}

/** Which codes may be sent to the school’s MIS from here on: those of the asked that a reason can lead to. Only Wonde takes codes. */
export function setCodesSent(
  connection: ConnectionStanding & { readonly settings: Readonly<Record<string, string>> },
  asked: readonly string[],
): ChangeDecided {
  if (connection.endedAt !== null) return refused('connection-ended')
  if (connection.vendor !== 'wonde') return refused('code-not-sent')
  const detail = codesText(asked)
  if (detail === codesText(codesSent(connection.settings))) return refused('codes-unchanged')
  return { accepted: { what: 'codes-sent-set', detail } }
}

/** Whether the old secret still counts at an instant; at its last instant it does not. */
export function countsPrevious(connection: ConnectionStanding, now: string): boolean {
  const { hasPreviousSecret, previousUntil } = connection
  return hasPreviousSecret && (previousUntil === null || previousUntil > now)
}
