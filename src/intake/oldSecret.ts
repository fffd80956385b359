// Does a sender still use the secret that is to go? Noted once an hour, so that somebody can see when it may be ended.
import type { House } from '../house.ts'
import { type ConnectionWithSecrets, writeOfPreviousUsed } from '../storage/connectionStore.ts'
import { instantBefore } from './instants.ts'

const quietMilliseconds = 3_600_000

/** Notes that a delivery came by the connection's old secret, after it is answered: the note must not cost the delivery. */
export function noteOldSecret(house: House, { id, previousUsedAt }: ConnectionWithSecrets, now: string): void {
  const quietFrom = instantBefore(now, quietMilliseconds)
  if (previousUsedAt !== null && previousUsedAt > quietFrom && previousUsedAt <= now) return
  const noted = house.database.commit([writeOfPreviousUsed(id, now, quietFrom)])
  house.after(noted.catch((cause) => house.log.fault('old-secret-not-noted', cause)))
}
