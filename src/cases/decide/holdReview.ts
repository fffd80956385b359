// May this joint review be written down? School and authority look again: is the child still missing, is the plan right, what next?
import type { CaseNow } from '../caseNow.ts'
import { type RiskLevel, riskLevels } from '../caseWork.ts'
import type { CaseHappening } from '../events.ts'
import { isSeen } from '../plainText.ts'
import { type Decision, refused } from '../refusals.ts'
import type { Standing } from '../standing.ts'
import { whyNotOn } from './entryDate.ts'

/** What the two sides agreed. `lowerWhy` is asked only where the level goes down. */
export interface ReviewToHold {
  readonly on: string
  readonly present: string
  readonly isStillMissing: boolean
  readonly isPlanRight: boolean
  readonly level: RiskLevel
  readonly lowerWhy: string
  readonly changed: string
  readonly next: string
}

/** The entry, or why not: not open or closed, a date before the absence or to come, a lower level without a reason. */
export function holdReview(now: CaseNow, input: ReviewToHold): Decision<CaseHappening> {
  const { summary } = now
  if (summary.closedAt !== null) return refused('case-closed')
  if (summary.openedAt === null) return refused('case-not-open')
  const whyNot = whyNotOn(now, input.on)
  if (whyNot) return refused(whyNot)
  const was = levelNow(summary.standing)
  const isLower = isLowerLevel(input.level, was)
  if (isLower && !isSeen(input.lowerWhy)) return refused('lowering-reason-needed')
  const { on, present, level, next } = input
  const changed = [
    input.isStillMissing ? 'The child is still missing.' : 'The child is no longer missing.',
    input.isPlanRight ? 'The plan is right.' : 'The plan is to be changed.',
    input.changed,
    isLower ? `Why the level is lower: ${input.lowerWhy}` : '',
  ]
  const details = { on, present, level, was, changed: changed.filter((line) => line !== '').join('\n'), next }
  return { accepted: [{ what: 'review-held', details }] }
}

/** The level as the last risk answers or the last review left it; null where none was ever set. */
export function levelNow(standing: readonly Standing[]): RiskLevel | null {
  const last = standing.findLast((entry) => entry.what === 'risk' || entry.what === 'review')
  return last && 'level' in last ? last.level : null
}

/** Whether a level is lower than another; nothing is lower than none. */
export function isLowerLevel(level: RiskLevel, was: RiskLevel | null): boolean {
  return was !== null && riskLevels.indexOf(level) < riskLevels.indexOf(was)
}
