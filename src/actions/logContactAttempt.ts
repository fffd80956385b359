// Writes down that somebody was tried, for one child or for brothers and sisters at once.
import { type AttemptMade, logContactAttempt as decide } from '../cases/decide/logContactAttempt.ts'
import type { Refusal } from '../cases/refusals.ts'
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { listAbsencesToChange } from '../storage/todayStore.ts'
import { addToAbsences, type EntryMade } from './addToAbsences.ts'

export interface AttemptToLog {
  /** The absences it was about, each with the version its writer has seen. */
  readonly absences: readonly { readonly caseId: string; readonly seenVersion: number }[]
  readonly attempt: AttemptMade
}

/** The entries made, or why not; null when an absence is not there for this person. */
export async function logContactAttempt(
  house: House,
  by: Person,
  input: AttemptToLog,
): Promise<{ readonly accepted: readonly EntryMade[] } | { readonly refused: Refusal } | null> {
  const ids = input.absences.map(({ caseId }) => caseId)
  const found = await listAbsencesToChange(house.database, scopeOf(by, 'log-contact'), ids)
  if (found.length !== ids.length) return null

  const seen = found.map(({ kase, contacts }, index) => ({
    summary: kase.summary,
    contacts,
    seenVersion: input.absences[index]!.seenVersion,
  }))
  const decision = decide(seen, input.attempt)
  if ('refused' in decision) return decision

  const kases = found.map(({ kase }) => kase)
  return addToAbsences(house, by, kases, decision.accepted)
}
