// Is this delivery new? Kept durably under its id before anything follows from it, whichever door it came through.
import type { House } from '../house.ts'
import { sha256Of } from '../storage/chain.ts'
import { clashOf } from '../storage/clashes.ts'
import type { Query } from '../storage/database.ts'
import { bodyHashAt, writeOfDelivery } from '../storage/deliveryStore.ts'
import { lockText } from '../storage/secretText.ts'

/** A delivery as it came: `body` is the canonical message as JSON text; `sentBy` the person who sent a file or a corrected part. */
export interface Arrived {
  readonly connectionId: string
  readonly deliveryId: string
  readonly receivedAt: string
  readonly type: string | null
  readonly body: string
  readonly sentBy?: string
  /** The delivery whose part is sent again, corrected. */
  readonly replays?: number
}

/** `kept`; `duplicate`: the same was there before; `reused`: its id was there with another body, and the first stays. `besides` is written in the same commit; what it breaks is thrown. */
export async function keepDelivery(
  house: House,
  arrived: Arrived,
  besides: readonly Query<unknown>[] = [],
): Promise<'kept' | 'duplicate' | 'reused'> {
  const { connectionId, deliveryId, receivedAt, type, body, sentBy = null, replays = null } = arrived
  const [bodySha256, locked] = await Promise.all([sha256Of(body), lockText(house.keys.secrets, body)])
  const delivery = { connectionId, deliveryId, receivedAt, type, bodySha256, body: locked, sentBy, replays }
  try {
    await house.database.commit([writeOfDelivery(delivery), ...besides])
    return 'kept'
  } catch (cause) {
    if (clashOf(cause)?.kind !== 'already-there') throw cause
    return (await bodyHashAt(house.database, connectionId, deliveryId)) === bodySha256 ? 'duplicate' : 'reused'
  }
}
