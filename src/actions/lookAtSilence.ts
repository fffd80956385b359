// Somebody has looked at why a school is not heard from: that is written down, and what waited for it goes.
import { heldForSilence } from '../cases/messageBehind.ts'
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { listHeldMessages, writeOfLooks } from '../storage/silenceStore.ts'
import { releaseMessage } from './releaseMessage.ts'
import { schoolsSilent } from './schoolsSilent.ts'

/**
 * How many messages went: each is let go as by its own page, in this person's name. Null when the school is not there for
 * this person. Somebody who looks again changes nothing about the first look.
 */
export async function lookAtSilence(
  house: House,
  by: Person,
  schoolUrn: string,
): Promise<{ readonly accepted: number } | null> {
  const scope = scopeOf(by, 'release-message')
  if (scope.schools !== 'every-school' && !scope.schools.includes(schoolUrn)) return null
  const here = { ...scope, schools: [schoolUrn] }
  const [silence] = await schoolsSilent(house, here)
  const held = (await listHeldMessages(house.database, here, [schoolUrn], heldForSilence)).get(schoolUrn) ?? []
  if (silence) await house.database.commit([writeOfLooks(schoolUrn, silence.missing, house.clock.now(), by.id)])
  let released = 0
  for (const id of held) {
    const outcome = await releaseMessage(house, by, id)
    if (outcome && 'accepted' in outcome) released += 1
  }
  return { accepted: released }
}
