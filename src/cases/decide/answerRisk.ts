// May these risk answers be kept, and do they open the case? Unknown is an answer, and only a person sets a level.
import { mustReferAnswers, type RiskAnswer } from '../../law/referSameDay.ts'
import { riskAnswerKinds, riskQuestionList } from '../../law/riskQuestionList.ts'
import type { CaseNow } from '../caseNow.ts'
import { type RiskDecision, type RiskLevel, riskLevels } from '../caseWork.ts'
import type { CaseHappening } from '../events.ts'
import { isSeen } from '../plainText.ts'
import { type Decision, refused } from '../refusals.ts'
import type { CaseSummary } from '../replay.ts'
import { standingOf } from '../standing.ts'

export interface RiskToAnswer {
  readonly answers: Readonly<Record<string, string>>
  readonly level: RiskLevel
  readonly decision: RiskDecision
  readonly reason: string
  /** Why the level is lower than before; empty when it is not. */
  readonly whyLower: string
  /** Sentences, as the page had them. */
  readonly known: readonly string[]
  readonly shown: readonly string[]
}

/** The level before: of the last answers or the last review, whichever was written later; null where none was set. */
export function levelBefore({ standing }: Pick<CaseSummary, 'standing'>): RiskLevel | null {
  const set = [...standingOf(standing, 'risk'), ...standingOf(standing, 'review')]
  return set.toSorted((one, other) => one.version - other.version).at(-1)?.level ?? null
}

/** Whether a level is lower than the one before. */
export function isLower(level: RiskLevel, before: RiskLevel | null): boolean {
  return before !== null && riskLevels.indexOf(level) < riskLevels.indexOf(before)
}

/**
 * What to add: the answers, and the opening of the case when the decision is to refer or the level is high. Refuses a closed
 * case, a question without an answer, a decision without a reason, a lower level without its own. Raising needs none.
 */
export function answerRisk(now: CaseNow, input: RiskToAnswer): Decision<CaseHappening> {
  const { summary, today } = now
  if (summary.closedAt !== null) return refused('case-closed')
  const answers: Record<string, RiskAnswer> = {}
  for (const { id } of riskQuestionList) {
    const answer = riskAnswerKinds.find((kind) => kind === input.answers[id])
    if (!answer) return refused('answer-missing')
    answers[id] = answer
  }
  if (!isSeen(input.reason)) return refused('decision-reason-needed')
  const before = levelBefore(summary)
  const lowered = isLower(input.level, before)
  if (lowered && !isSeen(input.whyLower)) return refused('lowering-reason-needed')
  const { level, decision, known, shown } = input
  const reason = lowered ? `${input.reason}\n\nWhy the level is lower than before: ${input.whyLower}` : input.reason
  const answered: CaseHappening = {
    what: 'risk-answered',
    details: { on: today, answers, level, decision, reason, known, shown },
  }
  const opens = summary.openedAt === null && (decision === 'refer' || level === 'high')
  if (!opens) return { accepted: [answered] }
  if (now.others.some(isUnfinished)) return refused('other-case-open')
  const opened: CaseHappening = {
    what: 'case-opened',
    details: {
      because: 'risk',
      reason: whyOpened(decision, answers),
      schoolDay: now.answer?.absence?.schoolDays ?? null,
    },
  }
  return { accepted: [answered, opened] }
}

function whyOpened(decision: RiskDecision, answers: Readonly<Record<string, RiskAnswer>>): string {
  if (decision === 'enquire') return 'The level of risk is high.'
  const fired = mustReferAnswers(answers)
  return fired.length > 0 ? `Referral decided, with yes to ${fired.join(', ')}.` : 'Referral decided.'
}

function isUnfinished({ endedOn, openedAt, closedAt }: CaseSummary): boolean {
  return endedOn === null || (openedAt !== null && closedAt === null)
}
