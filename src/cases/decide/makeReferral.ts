// May this referral be written down? It was made by a person, by telephone or form: the program sends nothing to an agency.
import { londonDate } from '../../calendar/londonTime.ts'
import type { CaseNow } from '../caseNow.ts'
import type { Agency, ReferralMade, Side } from '../caseWork.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'
import { whyNotOn } from './entryDate.ts'
import { isRepeated } from './repeatedEntry.ts'

/** One referral to one or more agencies at once, each with its own reference and who took it. */
export interface ReferralToMake extends Omit<ReferralMade, 'to' | 'reference' | 'takenBy'> {
  readonly to: readonly { readonly agency: Agency; readonly reference: string; readonly takenBy: string }[]
}

/** The side is the writer's, found by the action. */
export type ReferralInput = Omit<ReferralToMake, 'side'>

/**
 * One entry for each agency. Refuses a closed case, an instant to come or before the absence, and an answer expected before
 * the day it was made. The very same entry by the same person within a minute is a second press and is not written twice.
 */
export function makeReferral(now: CaseNow, input: ReferralToMake, by: string): Decision<CaseHappening> {
  const { side, at, dueOn, said, words } = input
  const made = input.to.map(
    ({ agency, reference, takenBy }): CaseHappening => ({
      what: 'referral-made',
      details: { side: side satisfies Side, to: agency, at, reference, takenBy, dueOn, said, words },
    }),
  )
  const unwritten = made.filter((happening) => !isRepeated(now, happening, by))
  if (unwritten.length === 0) return { accepted: [] }
  if (now.summary.closedAt !== null) return refused('case-closed')
  if (Date.parse(at) > Date.parse(now.asOf)) return refused('in-the-future')
  const whyNot = whyNotOn(now, londonDate(at))
  if (whyNot) return refused(whyNot)
  if (dueOn < londonDate(at)) return refused('before-the-referral')
  return { accepted: unwritten }
}
