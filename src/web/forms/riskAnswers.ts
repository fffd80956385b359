// What was answered to the risk questions, and is it all there? Nothing chosen is asked for again; it is never read as no.

import { riskDecisions, riskLevels } from '../../cases/caseWork.ts'
import type { RiskToAnswer } from '../../cases/decide/answerRisk.ts'
import { refusals } from '../../cases/refusals.ts'
import { riskAnswerKinds, riskQuestionList } from '../../law/riskQuestionList.ts'
import { type FormError, formErrors, lineOf, mostWords, type SentBody, seenVersionOf, textOf } from './caseForm.ts'

export interface TypedRisk {
  /** By question; one that was not answered is not there. */
  readonly answers: Readonly<Record<string, string>>
  /** “I do not know the rest” was ticked. */
  readonly isRestUnknown: boolean
  readonly level: string
  readonly decision: string
  readonly reason: string
  readonly whyLower: string
  readonly seenVersion: number
  /** What was known when the form was opened, as `knownMark` says it. */
  readonly known: string
}

/** The body of the form as text, whatever was sent. */
export function typedRisk(body: SentBody): TypedRisk {
  const answers = riskQuestionList.flatMap(({ id }) => {
    const answer = lineOf(body, `answer-${id}`)
    return riskAnswerKinds.some((kind) => kind === answer) ? [[id, answer] as const] : []
  })
  return {
    answers: Object.fromEntries(answers),
    isRestUnknown: lineOf(body, 'rest') !== '',
    level: lineOf(body, 'level'),
    decision: lineOf(body, 'decision'),
    reason: textOf(body, 'reason'),
    whyLower: textOf(body, 'whyLower'),
    seenVersion: seenVersionOf(body),
    known: lineOf(body, 'known'),
  }
}

/** The answers with the rest filled in as unknown where that was asked for: the judgement questions alone. */
export function answersWithRest({ answers, isRestUnknown }: TypedRisk): Record<string, string> {
  if (!isRestUnknown) return { ...answers }
  const rest = riskQuestionList.filter(({ kind }) => kind === 'judgement').map(({ id }) => [id, 'unknown'] as const)
  return { ...Object.fromEntries(rest), ...answers }
}

/** The questions that nobody has answered. */
export function missingAnswers(typed: TypedRisk): string[] {
  const answers = answersWithRest(typed)
  return riskQuestionList.flatMap(({ id }) => (answers[id] ? [] : [id]))
}

/** What to decide on, without the sentences that the page adds, or what is to be mended. */
export function readRisk(
  typed: TypedRisk,
): { readonly input: Omit<RiskToAnswer, 'known' | 'shown'> } | { readonly errors: readonly FormError[] } {
  const form = formErrors()
  const missing = missingAnswers(typed)
  if (missing.length > 0)
    form.add(`${refusals['answer-missing']} Not answered: ${missing.join(', ')}.`, `answer-${missing[0]}`)
  const level = form.oneOf(typed.level, riskLevels, 'level', 'Choose the level of risk')
  const decision = form.oneOf(typed.decision, riskDecisions, 'decision', 'Choose what happens now')
  form.needs(typed.reason, 'reason', refusals['decision-reason-needed'], mostWords)
  form.mayBe(typed.whyLower, 'whyLower')
  if (form.errors.length > 0 || level === null || decision === null) return { errors: form.errors }
  const { reason, whyLower } = typed
  return { input: { answers: answersWithRest(typed), level, decision, reason, whyLower } }
}
