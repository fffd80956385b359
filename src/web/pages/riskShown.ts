// What did the safeguarding lead answer last, and what does it ask for? A box on the case page, for those who may see risk.
import type { CaseNow } from '../../cases/caseNow.ts'
import type { RiskDecision, RiskLevel } from '../../cases/caseWork.ts'
import { standingOf } from '../../cases/standing.ts'
import { questionAsked } from '../../law/riskQuestionList.ts'
import type { Paths } from '../paths.ts'

export interface RiskShown {
  /** As it stands now: a review after the answers may have changed it. */
  readonly level: RiskLevel
  /** The day of the answers. */
  readonly on: string
  readonly byName: string | null
  /** The must-refer questions answered yes, in words. */
  readonly fired: readonly string[]
  readonly decision: RiskDecision
  /** The day of the review that the level comes from; null when it comes from the answers. */
  readonly reviewedOn: string | null
  /** A must-refer answer is yes and no referral stands since. */
  readonly isReferralOwed: boolean
  readonly snapshotHref: string
  readonly allHref: string
}

/** The last answers that stand, or null while nobody has answered. Show it only to those with `see-risk`. */
export function riskShown(now: CaseNow, paths: Paths): RiskShown | null {
  const { standing, id } = now.summary
  const risk = standingOf(standing, 'risk').at(-1)
  if (!risk) return null
  const review = standingOf(standing, 'review').findLast(({ version }) => version > risk.version)
  return {
    level: review?.level ?? risk.level,
    on: risk.on,
    byName: now.events.find(({ version }) => version === risk.version)?.byName ?? null,
    fired: risk.mustRefer.map((question) => questionAsked(question)),
    decision: risk.decision,
    reviewedOn: review?.on ?? null,
    isReferralOwed: isReferralOwed(now),
    snapshotHref: paths.riskSnapshot(id, risk.version),
    allHref: paths.riskAnswers(id),
  }
}

/** Whether a must-refer answer waits for its referral, by the clock; without a calendar, by the entries themselves. */
export function isReferralOwed({ answer, summary }: Pick<CaseNow, 'answer' | 'summary'>): boolean {
  const risk = standingOf(summary.standing, 'risk').at(-1)
  if (!risk || risk.mustRefer.length === 0) return false
  const duty = answer?.duties.find(({ rule }) => rule === 'refer-same-day')
  return duty ? duty.state !== 'done' : standingOf(summary.standing, 'referral').length === 0
}
