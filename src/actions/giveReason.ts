// Records why children are away and until when, child by child, in one commit.

import { londonDate } from '../calendar/londonTime.ts'
import { giveReason as decide, type ReasonToGive } from '../cases/decide/giveReason.ts'
import type { CaseHappening } from '../cases/events.ts'
import type { Refusal } from '../cases/refusals.ts'
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { listAbsencesToChange } from '../storage/todayStore.ts'
import { addToAbsences, type EntryMade } from './addToAbsences.ts'

/** The entries made, or why not; null when an absence is not there for this person. */
export async function giveReason(
  house: House,
  by: Person,
  reasons: readonly (ReasonToGive & { readonly caseId: string })[],
): Promise<{ readonly accepted: readonly EntryMade[] } | { readonly refused: Refusal } | null> {
  const ids = reasons.map(({ caseId }) => caseId)
  const found = await listAbsencesToChange(house.database, scopeOf(by, 'log-contact'), ids)
  if (found.length !== ids.length) return null

  const today = londonDate(house.clock.now())
  const happenings: (readonly CaseHappening[])[] = []
  for (const [index, { kase }] of found.entries()) {
    const decision = decide(kase.summary, reasons[index]!, today)
    if ('refused' in decision) return decision
    happenings.push(decision.accepted)
  }

  const kases = found.map(({ kase }) => kase)
  return addToAbsences(house, by, kases, happenings)
}
