// A delivery that could not be applied: has it tried again from the start, or lets it go with a reason.
import { isSeen } from '../cases/plainText.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { clashOf } from '../storage/clashes.ts'
import type { Query } from '../storage/database.ts'
import { writeOfDeadDiscarded, writeOfRetry } from '../storage/deliveryStore.ts'
import { findFailedDelivery } from '../storage/faultStore.ts'
import { isSettledClash } from '../storage/settledStore.ts'

type Outcome = { readonly accepted: number } | { readonly refused: Refusal }

/** Refused when it is dead no more, or what it said is erased. It is applied by the next look at what waits. */
export async function retryDelivery(house: House, by: Person, id: number): Promise<Outcome> {
  const dead = await findFailedDelivery(house.database, scopeOf(by, 'settle-dead-deliveries'), id)
  if (!dead) return refused('settled-already')
  if (!dead.hasBody) return refused('nothing-left-to-send')
  return settled(house, id, writeOfRetry(id, house.clock.now(), by.id))
}

/** Refused without a reason, or when it is dead no more. */
export async function discardDelivery(house: House, by: Person, id: number, because: string): Promise<Outcome> {
  const dead = await findFailedDelivery(house.database, scopeOf(by, 'settle-dead-deliveries'), id)
  if (!dead) return refused('settled-already')
  if (!isSeen(because)) return refused('discard-reason-needed')
  return settled(house, id, writeOfDeadDiscarded(id, { at: house.clock.now(), by: by.id, because }))
}

async function settled(house: House, id: number, write: Query<unknown>): Promise<Outcome> {
  try {
    await house.database.commit([write])
    return { accepted: id }
  } catch (cause) {
    if (isSettledClash(clashOf(cause))) return refused('settled-already')
    throw cause
  }
}
