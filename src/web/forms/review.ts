// What was typed about a joint review, and does it say enough?

import { type RiskLevel, riskLevels } from '../../cases/caseWork.ts'
import { isLowerLevel, type ReviewToHold } from '../../cases/decide/holdReview.ts'
import { isSeen } from '../../cases/plainText.ts'
import { refusals } from '../../cases/refusals.ts'
import { dayOf, type FormError, formErrors, lineOf, partsOfDay, type SentBody, textOf } from './caseForm.ts'
import type { TypedDayParts } from './typedDayParts.ts'

/** As typed, for showing it again. */
export interface TypedReview {
  readonly on: TypedDayParts
  readonly present: string
  readonly missing: string
  readonly plan: string
  readonly level: string
  readonly lowerWhy: string
  readonly changed: string
  readonly next: string
}

/** The body of the form as text, whatever was sent. */
export function typedReview(body: SentBody): TypedReview {
  return {
    on: dayOf(body, 'on'),
    present: lineOf(body, 'present'),
    missing: lineOf(body, 'missing'),
    plan: lineOf(body, 'plan'),
    level: lineOf(body, 'level'),
    lowerWhy: textOf(body, 'lowerWhy'),
    changed: textOf(body, 'changed'),
    next: textOf(body, 'next'),
  }
}

/** The form as it is opened: today, and nothing chosen for anybody. */
export function emptyReview(today: string): TypedReview {
  const empty = { present: '', missing: '', plan: '', level: '', lowerWhy: '', changed: '', next: '' }
  return { ...empty, on: partsOfDay(today) }
}

const mostSaid = 900

/** The review, or what is to be mended. `from` is the first day of the absence, `was` the level until now. */
export function readReview(
  typed: TypedReview,
  { from, today, was }: { readonly from: string; readonly today: string; readonly was: RiskLevel | null },
): { readonly input: ReviewToHold } | { readonly errors: readonly FormError[] } {
  const { errors, add, needs, mayBe, oneOf, day } = formErrors()
  const on = day(typed.on, 'on', 'The date', null, today)
  if (on !== null && on < from) add(refusals['before-the-absence'], 'on-day')
  needs(typed.present, 'present', 'Enter who took part')
  const missing = oneOf(typed.missing, ['yes', 'no'], 'missing', 'Choose whether the child is still missing')
  const plan = oneOf(typed.plan, ['yes', 'no'], 'plan', 'Choose whether the plan is right')
  const level = oneOf(typed.level, riskLevels, 'level', 'Choose the level')
  const isLower = level !== null && isLowerLevel(level, was)
  if (isLower && !isSeen(typed.lowerWhy)) add(refusals['lowering-reason-needed'], 'lowerWhy')
  mayBe(typed.lowerWhy, 'lowerWhy', mostSaid)
  needs(typed.changed, 'changed', 'Enter what has changed since the last review, or that nothing has', mostSaid)
  needs(typed.next, 'next', 'Enter what happens next, and who does it', mostSaid)
  if (errors.length > 0 || on === null || level === null) return { errors }
  const { present, lowerWhy, changed, next } = typed
  const answers = { isStillMissing: missing === 'yes', isPlanRight: plan === 'yes' }
  return { input: { on, present, level, lowerWhy, changed, next, ...answers } }
}
