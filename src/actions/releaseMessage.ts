// Lets a held message go, by somebody who has looked at the register; or has one tried anew that was given up.
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import { findMessage, writeOfRelease } from '../storage/messageStore.ts'

/** Its id, or why not; null when it is not there for this person. Refused when it was let go or sent meanwhile. */
export async function releaseMessage(
  house: House,
  by: Person,
  id: string,
): Promise<{ readonly accepted: string } | { readonly refused: Refusal } | null> {
  const message = await findMessage(house.database, scopeOf(by, 'release-message'), id)
  if (!message) return null
  try {
    await house.database.commit([writeOfRelease(id, house.clock.now(), by.id)])
    return { accepted: id }
  } catch (cause) {
    const clash = clashOf(cause)
    if (clash?.kind === 'broken-rule' && clash.rule === 'messages.state') return refused('changed-meanwhile')
    throw cause
  }
}
