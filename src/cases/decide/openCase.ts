// May this absence be opened for the authority by hand? By a person, with a reason, before any day of the procedure asks for it.
import type { CaseNow } from '../caseNow.ts'
import type { CaseHappening } from '../events.ts'
import { isSeen } from '../plainText.ts'
import { type Decision, refused } from '../refusals.ts'

/** Opens a running absence. Refuses one that is open already, closed or over, and an opening without a reason. */
export function openCase(
  { summary, answer }: Pick<CaseNow, 'summary' | 'answer'>,
  reason: string,
): Decision<CaseHappening> {
  if (summary.closedAt !== null) return refused('case-closed')
  if (summary.openedAt !== null) return refused('case-open-already')
  if (summary.endedOn !== null) return refused('absence-over')
  if (!isSeen(reason)) return refused('decision-reason-needed')
  const schoolDay = answer?.absence?.schoolDays ?? null
  return { accepted: [{ what: 'case-opened', details: { because: 'by-hand', reason, schoolDay } }] }
}
