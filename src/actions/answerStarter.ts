// Writes down what somebody found out about an expected starter, with all that follows from it.
import { londonDate } from '../calendar/londonTime.ts'
import { prepareCalendar } from '../calendar/schoolCalendar.ts'
import { answerStarter as decide, type StarterAnswer } from '../cases/decide/answerStarter.ts'
import { afterWord } from '../cases/decide/takeInPupil.ts'
import { type Refusal, refused } from '../cases/refusals.ts'
import { type Person, rolesWith, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { expectedStarterDays } from '../law/expectedStarter.ts'
import { findCalendar } from '../storage/calendarStore.ts'
import { clashOf } from '../storage/clashes.ts'
import { writeOfWords } from '../storage/enrolmentStore.ts'
import { findPupilRecord } from '../storage/pupilPageStore.ts'
import { writeOfPupils } from '../storage/pupilStore.ts'
import { roleGuard } from '../storage/roleGuard.ts'
import { writesOfStarterAbsence } from './starterAbsence.ts'

/** Kept, or why not; null when the pupil is not there for this person. Whoever wrote meanwhile is told apart: `changed-meanwhile`. */
export async function answerStarter(
  house: House,
  by: Person,
  pupilId: string,
  answer: StarterAnswer,
): Promise<{ readonly accepted: StarterAnswer['what'] } | { readonly refused: Refusal } | null> {
  const { database } = house
  const scope = scopeOf(by, 'log-absence')
  const found = await findPupilRecord(database, scope, pupilId)
  if (!found) return null
  const { pupil, enrolment: record } = found
  const at = house.clock.now()
  const calendar = await findCalendar(database, scope, pupil.schoolUrn)
  const firstOn =
    calendar && pupil.asksFrom ? expectedStarterDays(prepareCalendar(calendar), pupil.asksFrom).first.on : null
  const decision = decide({ ...record, today: londonDate(at), firstOn }, answer)
  if ('refused' in decision) return decision
  const word = { ...decision.accepted, at, by: by.id }
  const writes =
    word.what === 'did-not-come'
      ? await writesOfStarterAbsence(house, pupil, record, word.details.on, by.id)
      : [
          writeOfPupils([afterWord(pupil, word, record.words, record.deletion)]),
          writeOfWords(pupilId, record.words.length, [word], at),
        ]
  try {
    await database.commit([roleGuard(by.id, rolesWith('log-absence'), pupil.schoolUrn), ...writes])
    return { accepted: answer.what }
  } catch (cause) {
    const clash = clashOf(cause)
    if (clash?.kind === 'broken-rule' && clash.rule === 'settings.value') return refused('role-lost')
    if (clash === null || clash.kind === 'append-only') throw cause
    return refused('changed-meanwhile')
  }
}
