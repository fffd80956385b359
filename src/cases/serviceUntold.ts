// Does an open case rest on a message to the Education Welfare Service that was not sent?
import { isNotSent, type MessageBehind } from './messageBehind.ts'
import type { CaseSummary } from './replay.ts'
import { standingOf } from './standing.ts'

/** `tellings`: versions of the entries that say the service was told by this message. */
export interface UnsentMessage extends Pick<MessageBehind, 'id' | 'state' | 'because'> {
  readonly tellings: readonly number[]
}

/**
 * Whether nobody there can have read of it: `unsent`, the newest message not sent, is what the open case counts, and no
 * other telling stands. Once the absence is over, a message that was given up is owed to nobody.
 */
export function isServiceUntold(
  { standing, endedOn, closedAt }: Pick<CaseSummary, 'standing' | 'endedOn' | 'closedAt'>,
  unsent: UnsentMessage | null,
): boolean {
  if (unsent === null || !isNotSent(unsent) || closedAt !== null) return false
  const told = standingOf(standing, 'told').findLast(({ whom }) => whom === 'education-welfare')
  return told === undefined ? endedOn === null : unsent.tellings.includes(told.version)
}
