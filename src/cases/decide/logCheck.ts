// May this enquiry be written down? One line of one side's list: what was asked of whom, and what came of it.
import { homeVisitChecks, isMade } from '../caseFacts.ts'
import type { CaseNow } from '../caseNow.ts'
import type { CheckMade } from '../caseWork.ts'
import { findCheckLine } from '../enquiryLists.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'
import { whyNotOn } from './entryDate.ts'
import { isRepeated } from './repeatedEntry.ts'

/** What a person says of one line; the side is the line's own. */
export type CheckToLog = Omit<CheckMade, 'side'>

/**
 * The entry. It is as true on a newer case, so no version is asked. The very same entry by the same person within a minute
 * is a second press of the button: accepted, and not written twice. Refuses dates before the absence or still to come.
 */
export function logCheck(now: CaseNow, input: CheckToLog, by: string): Decision<CaseHappening> {
  const line = findCheckLine(input.check)
  if (!line) return refused('entry-not-found')
  const childSeen = homeVisitChecks.has(line.code) && isMade(input.result) && input.childSeen
  const happening: CaseHappening = { what: 'check-made', details: { ...input, childSeen, side: line.side } }
  if (isRepeated(now, happening, by)) return { accepted: [] }
  if (now.summary.closedAt !== null) return refused('case-closed')
  const whyNot = whyNotOn(now, input.on)
  if (whyNot) return refused(whyNot)
  if (input.nextOn !== null && input.nextOn < now.today) return refused('next-step-past')
  return { accepted: [happening] }
}
