// Records why children are away and until when, and of whom nothing was said, child by child, in one commit.
import { londonDate } from '../calendar/londonTime.ts'
import { giveReason as decide, type ReasonToGive } from '../cases/decide/giveReason.ts'
import { nothingSaid } from '../cases/decide/nothingSaid.ts'
import type { CaseHappening } from '../cases/events.ts'
import type { Refusal } from '../cases/refusals.ts'
import { type Person, scopeOf } from '../cases/roles.ts'
import type { House } from '../house.ts'
import type { Kase } from '../storage/caseStore.ts'
import { listAbsencesToChange, listWhatHappened } from '../storage/todayStore.ts'
import { addToAbsences, type EntryMade } from './addToAbsences.ts'

/** The entries made, or why not; null when an absence is not there for this person. `unsaid`: the children of the same call about whom nothing was said. */
export async function giveReason(
  house: House,
  by: Person,
  reasons: readonly (ReasonToGive & { readonly caseId: string })[],
  unsaid: readonly { readonly caseId: string; readonly seenVersion: number }[] = [],
): Promise<{ readonly accepted: readonly EntryMade[] } | { readonly refused: Refusal } | null> {
  const ids = [...reasons, ...unsaid].map(({ caseId }) => caseId)
  const scope = scopeOf(by, 'log-contact')
  const found = await listAbsencesToChange(house.database, scope, ids)
  if (found.length !== ids.length) return null

  const today = londonDate(house.clock.now())
  const events = unsaid.length > 0 ? await listWhatHappened(house.database, scope, ids) : []
  const additions: { readonly kase: Kase; readonly happenings: readonly CaseHappening[] }[] = []
  for (const [index, { kase }] of found.entries()) {
    const reason = reasons[index]
    const decision = reason
      ? decide(kase.summary, reason, today)
      : nothingSaid(
          kase.summary,
          unsaid[index - reasons.length]!.seenVersion,
          events.filter(({ caseId }) => caseId === kase.summary.id),
        )
    if ('refused' in decision) return decision
    if (decision.accepted.length > 0) additions.push({ kase, happenings: decision.accepted })
  }

  const kases = additions.map(({ kase }) => kase)
  return addToAbsences(
    house,
    by,
    kases,
    additions.map(({ happenings }) => happenings),
  )
}
