// An agency has answered a referral: what did it say, when, and who said so?
import type { CaseNow } from '../caseNow.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, refused } from '../refusals.ts'
import { whyNoReply } from './acknowledgeReferral.ts'
import { isRepeated } from './repeatedEntry.ts'

export interface ReferralAnswer {
  /** The version of the referral's own entry. */
  readonly version: number
  readonly on: string
  readonly who: string
  readonly answer: string
}

/** The entry. Refuses as an acknowledgement is refused: an answer is written down once. */
export function answerReferral(now: CaseNow, answer: ReferralAnswer, by: string): Decision<CaseHappening> {
  const happening: CaseHappening = { what: 'referral-answered', details: answer }
  if (isRepeated(now, happening, by)) return { accepted: [] }
  const why = whyNoReply(now, answer.version, answer.on)
  return why ? refused(why) : { accepted: [happening] }
}
