// An agency has said that it has the referral: which referral, when, and who said so?
import { londonDate } from '../../calendar/londonTime.ts'
import type { CaseNow } from '../caseNow.ts'
import type { CaseHappening } from '../events.ts'
import { type Decision, type Refusal, refused } from '../refusals.ts'
import { standingOf } from '../standing.ts'
import { isRepeated } from './repeatedEntry.ts'

export interface ReferralAcknowledgement {
  /** The version of the referral's own entry. */
  readonly version: number
  readonly on: string
  readonly who: string
  readonly reference: string
}

/** The entry. Refuses a referral that is not there or was withdrawn, one answered already, and days that cannot be. */
export function acknowledgeReferral(
  now: CaseNow,
  acknowledgement: ReferralAcknowledgement,
  by: string,
): Decision<CaseHappening> {
  const happening: CaseHappening = { what: 'referral-acknowledged', details: acknowledgement }
  if (isRepeated(now, happening, by)) return { accepted: [] }
  const why = whyNoReply(now, acknowledgement.version, acknowledgement.on)
  return why ? refused(why) : { accepted: [happening] }
}

/** Why nothing can have come back on this referral on that day, or null. An agency may answer after the case is closed. */
export function whyNoReply({ summary, today }: CaseNow, version: number, on: string): Refusal | null {
  const referral = standingOf(summary.standing, 'referral').find((entry) => entry.version === version)
  if (!referral) return 'entry-not-found'
  if (standingOf(summary.standing, 'answered').some(({ of }) => of === version)) return 'answered-already'
  if (on > today) return 'in-the-future'
  return on < londonDate(referral.at) ? 'before-the-referral' : null
}
