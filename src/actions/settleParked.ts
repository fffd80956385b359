// Releases or refuses the deliveries that were held back: all of one school and reason that the person was shown, in one commit.
import { settleParked as decide, type ParkedAnswer } from '../cases/decide/settleParked.ts'
import type { Refusal } from '../cases/refusals.ts'
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { findParkedNamed, type ParkedNamed, writesOfSettling } from '../storage/parkedStore.ts'

/**
 * How many it settled: 0 when somebody did so before. Released ones wait to be applied again, in the order in which they
 * came, each in its own commit. Null when the school is not there for this person.
 */
export async function settleParked(
  house: House,
  by: Person,
  parked: ParkedNamed,
  answer: Pick<ParkedAnswer, 'how' | 'because'>,
): Promise<{ readonly accepted: number } | { readonly refused: Refusal } | null> {
  const { how } = answer
  const decision = decide(by, { ...answer, schoolUrn: parked.schoolUrn })
  if (!decision || 'refused' in decision) return decision
  const many = await findParkedNamed(house.database, scopeOf(by, 'release-deliveries'), parked, how)
  if (many === 0) return { accepted: 0 }
  const said = { how, because: decision.accepted.because, at: house.clock.now(), by: by.id }
  await house.database.commit(writesOfSettling(parked, said))
  return { accepted: many }
}
