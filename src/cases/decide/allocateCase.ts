// May this case be given to this officer of the authority? To nobody is allowed too.
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'
import type { CaseSummary } from '../replay.ts'

/** A person of the authority who may have cases. */
export interface OfficerNamed {
  readonly id: string
  readonly name: string
}

/** Allocates an open case; `officer` null takes it from whoever has it. Nothing is written where it is so already. */
export function allocateCase(summary: CaseSummary, officer: OfficerNamed | null): Decision<CaseHappening> {
  if (summary.openedAt === null) return refused('case-not-open')
  if (summary.closedAt !== null) return refused('case-closed')
  if (summary.allocatedTo === (officer?.id ?? null)) return { accepted: [] }
  const details = { personId: officer?.id ?? null, personName: officer?.name ?? null }
  return { accepted: [{ what: 'case-allocated', details }] }
}
