// Writes down that somebody was tried, for one child or for brothers and sisters at once.
import { caseMessage } from '../cases/caseMessage.ts'
import { type AttemptMade, logContactAttempt as decide } from '../cases/decide/logContactAttempt.ts'
import { repeatedAttempt } from '../cases/decide/repeatedAttempt.ts'
import type { Refusal } from '../cases/refusals.ts'
import { type Person, scopeOf, scopeOfSource } from '../cases/roles.ts'
import type { House } from '../house.ts'
import type { Kase } from '../storage/caseStore.ts'
import type { Query } from '../storage/database.ts'
import { writesOfMessages } from '../storage/messageStore.ts'
import { findSchoolName } from '../storage/schoolStore.ts'
import { listAbsencesToChange, listWhatHappened } from '../storage/todayStore.ts'
import { addToAbsences, type EntryMade } from './addToAbsences.ts'

export interface AttemptToLog {
  /** The absences it was about, each with the version its writer has seen. */
  readonly absences: readonly { readonly caseId: string; readonly seenVersion: number }[]
  readonly attempt: AttemptMade
}

/**
 * The entries made, or why not; null when an absence is not there for this person. What the same person has just written
 * down, by a second press, is not written twice: its entries are the answer.
 */
export async function logContactAttempt(
  house: House,
  by: Person,
  input: AttemptToLog,
): Promise<{ readonly accepted: readonly EntryMade[] } | { readonly refused: Refusal } | null> {
  const ids = input.absences.map(({ caseId }) => caseId)
  const scope = scopeOf(by, 'log-contact')
  const found = await listAbsencesToChange(house.database, scope, ids)
  if (found.length !== ids.length) return null

  const seen = found.map(({ kase, contacts }, index) => ({
    summary: kase.summary,
    contacts,
    seenVersion: input.absences[index]!.seenVersion,
  }))
  const kases = found.map(({ kase }) => kase)
  const decision = decide(seen, input.attempt)
  const logged =
    'refused' in decision
      ? decision
      : await addToAbsences(house, by, kases, decision.accepted, await tellingOf(house, input, kases))
  if (!('refused' in logged) || logged.refused !== 'changed-meanwhile') return logged
  const events = await listWhatHappened(house.database, scope, ids)
  const repeated = repeatedAttempt(seen, input.attempt, events, by.id)
  return repeated ? { accepted: repeated } : logged
}

// The most alarming answer of all: the safeguarding lead is told in the same commit, once a call.
async function tellingOf(house: House, { attempt }: AttemptToLog, kases: readonly Kase[]): Promise<Query<unknown>[]> {
  if (attempt.outcome !== 'parent-did-not-know') return []
  const { id: caseId, schoolUrn, version } = kases[0]!.summary
  const schoolName = (await findSchoolName(house.database, scopeOfSource(schoolUrn), schoolUrn)) ?? schoolUrn
  const about = { caseId, schoolUrn, schoolName, schoolDay: 0, version, isHeld: false, publicUrl: house.publicUrl }
  return writesOfMessages([
    caseMessage('parent-did-not-know', { id: house.ids.next(), madeAt: house.clock.now(), ...about }),
  ])
}
