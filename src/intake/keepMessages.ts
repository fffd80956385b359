// Which of the messages read from a vendor are new? Kept like any delivery, many in one commit.
import type { House } from '../house.ts'
import { sha256Of } from '../storage/chain.ts'
import { type MessageRead, writeOfMessagesRead } from '../storage/pollStore.ts'
import { lockText } from '../storage/secretText.ts'
import type { CanonicalMessage } from './vendors/feed.ts'

/** What one statement may carry, in characters: D1 takes two million bytes in one parameter. */
const mostCharacters = 1_000_000

/**
 * Keeps messages in their order. Each goes under the feed's name and the hash of what it says, but for the time at which
 * it was read: so reading the same again adds nothing. `under` names it otherwise: what is true only once.
 */
export async function keepMessages(
  house: House,
  poll: { readonly connectionId: string; readonly feed: string },
  messages: readonly CanonicalMessage[],
  under?: string,
): Promise<void> {
  let batch: MessageRead[] = []
  let size = 0
  const at = house.clock.now()
  const keep = async () => {
    if (batch.length > 0) await house.database.commit([writeOfMessagesRead(poll.connectionId, batch, at)])
    batch = []
    size = 0
  }
  for (const message of messages) {
    const body = JSON.stringify(message)
    const [bodySha256, said, locked] = await Promise.all([
      sha256Of(body),
      under ?? sha256Of(JSON.stringify({ ...message, timestamp: undefined })),
      lockText(house.keys.secrets, body),
    ])
    if (size + locked.length > mostCharacters) await keep()
    batch.push({ deliveryId: `${poll.feed}:${said}`, type: message.type, bodySha256, body: locked })
    size += locked.length + 300
  }
  await keep()
}
