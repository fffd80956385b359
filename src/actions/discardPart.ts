// Lets go of a part that was not taken in: it changed nothing and will not; why is kept.
import { isSeen } from '../cases/plainText.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import { findPart, isSettledClash, type PartKey, writeOfDiscard } from '../storage/settledStore.ts'

/** Null when it is not there for this person. Refused without a reason, or when somebody settled it before. */
export async function discardPart(
  house: House,
  by: Person,
  key: PartKey,
  because: string,
): Promise<{ readonly accepted: PartKey } | { readonly refused: Refusal } | null> {
  const part = await findPart(house.database, scopeOf(by, 'settle-faults'), key)
  if (!part) return null
  if (part.settledAt !== null) return refused('settled-already')
  if (!isSeen(because)) return refused('discard-reason-needed')
  try {
    await house.database.commit([writeOfDiscard(key, { at: house.clock.now(), by: by.id, because })])
    return { accepted: key }
  } catch (cause) {
    if (isSettledClash(clashOf(cause))) return refused('settled-already')
    throw cause
  }
}
