// Lets a held message go, by somebody who has looked at the register; or has one tried anew that was given up.

import { toldByRelease } from '../cases/decide/toldByMessage.ts'
import type { CaseHappening } from '../cases/events.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import { findMessage, writeOfRelease } from '../storage/messageStore.ts'
import { writeOnCase } from './writeOnCase.ts'

/**
 * Its id, or why not; null when it is not there for this person. Refused when it was let go or sent meanwhile. Where the
 * case tells somebody by this message, it says so in the same commit, in the name of who let it go.
 */
export async function releaseMessage(
  house: House,
  by: Person,
  id: string,
): Promise<{ readonly accepted: string } | { readonly refused: Refusal } | null> {
  const scope = scopeOf(by, 'release-message')
  const message = await findMessage(house.database, scope, id, { sending: scope, cases: scope })
  // Nobody lets go what they may not read.
  if (!message || message.body === null) return null
  const release = () => writeOfRelease(id, house.clock.now(), by.id)
  try {
    let told: readonly CaseHappening[] = []
    const written = message.caseId
      ? await writeOnCase(house, by, {
          caseId: message.caseId,
          permission: 'release-message',
          seenVersion: null,
          decide: (now) => {
            told = toldByRelease(now, id)
            return { accepted: told }
          },
          besides: () => [release()],
        })
      : null
    if (written !== null && 'refused' in written) return written
    if (told.length === 0) await house.database.commit([release()])
    return { accepted: id }
  } catch (cause) {
    const clash = clashOf(cause)
    if (clash?.kind === 'broken-rule' && clash.rule === 'messages.state') return refused('changed-meanwhile')
    throw cause
  }
}
