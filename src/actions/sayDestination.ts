// Writes down where a leaver went, with what follows for an absence that runs.
import { sayDestination as decide } from '../cases/decide/sayDestination.ts'
import { afterWord } from '../cases/decide/takeInPupil.ts'
import type { PlaceSaid } from '../cases/enrolment.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, rolesWith, scopeOf, scopeOfSource } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { listCasesToFollow } from '../storage/caseStore.ts'
import { clashOf } from '../storage/clashes.ts'
import { writeOfWords } from '../storage/enrolmentStore.ts'
import { findPupilRecord } from '../storage/pupilPageStore.ts'
import { writeOfPupils } from '../storage/pupilStore.ts'
import { roleGuard } from '../storage/roleGuard.ts'
import { takeInRegister } from './takeInRegister.ts'

/** Kept, or why not; null when the pupil is not there for this person. */
export async function sayDestination(
  house: House,
  by: Person,
  pupilId: string,
  place: PlaceSaid,
): Promise<{ readonly accepted: PlaceSaid } | { readonly refused: Refusal } | null> {
  const { database } = house
  const scope = scopeOf(by, 'log-absence')
  const found = await findPupilRecord(database, scope, pupilId)
  if (!found) return null
  const { pupil, enrolment: record } = found
  const at = house.clock.now()
  const decision = decide(record.words, record.deletion, place)
  if ('refused' in decision) return decision
  const word = { ...decision.accepted, at, by: by.id }
  const known = afterWord(pupil, word, record.words, record.deletion)
  const { schoolUrn } = pupil
  const running = await listCasesToFollow(database, scopeOfSource(schoolUrn), [pupilId])
  const news = { schoolUrn, pupilIds: [pupilId], running, pupils: [known], by: by.id }
  try {
    await database.commit([
      roleGuard(by.id, rolesWith('log-absence'), schoolUrn),
      writeOfPupils([known]),
      writeOfWords(pupilId, record.words.length, [word], at),
      ...(await takeInRegister(house, news)),
    ])
    return { accepted: place }
  } catch (cause) {
    const clash = clashOf(cause)
    if (clash?.kind === 'broken-rule' && clash.rule === 'settings.value') return refused('role-lost')
    if (clash === null || clash.kind === 'append-only') throw cause
    return refused('changed-meanwhile')
  }
}
