// What was typed on a form of the removal gate? One shape for the three signatures and the decision.
import type { GroundLetter } from '../../cases/caseWork.ts'
import { type OutcomeAnswer, outcomeAnswers } from '../../cases/decide/signOutcome.ts'
import { type FormError, formErrors, lineOf, mostWords, type SentBody, seenVersionOf, textOf } from './caseForm.ts'

export type RemovalStep = 'sickness' | 'enquiries' | 'outcome' | 'decision'

export interface TypedSignature {
  readonly ground: GroundLetter
  /** The role signed in, as it was sent. */
  readonly as: string
  readonly answer: string
  readonly words: string
  /** The day of the deletion, as it was sent. */
  readonly on: string
  readonly seenVersion: number
}

/** The form as it was sent; ground I unless it says H. */
export function typedSignature(body: SentBody): TypedSignature {
  return {
    ground: lineOf(body, 'ground') === 'H' ? 'H' : 'I',
    as: lineOf(body, 'as'),
    answer: lineOf(body, 'answer'),
    words: textOf(body, 'words'),
    on: lineOf(body, 'on'),
    seenVersion: seenVersionOf(body),
  }
}

/** A form that nobody has typed in yet. */
export function emptySignature(ground: GroundLetter, as: string, on: string): TypedSignature {
  return { ground, as, answer: '', words: '', on, seenVersion: 0 }
}

export const sicknessAnswers = ['no', 'yes'] as const
export type SicknessAnswer = (typeof sicknessAnswers)[number]

export interface ReadSignature {
  readonly sickness: SicknessAnswer | null
  readonly outcome: OutcomeAnswer | null
  readonly errors: readonly FormError[]
}

/** The answers of a step, or what is to be mended. `roles`: those the person may sign in. */
export function readSignature(step: RemovalStep, typed: TypedSignature, roles: readonly string[]): ReadSignature {
  const { errors, add, needs, mayBe, oneOf } = formErrors()
  if (!roles.includes(typed.as)) add('Choose the role you sign in', 'as')
  const sickness =
    step === 'sickness' ? oneOf(typed.answer, sicknessAnswers, 'answer', 'Choose the sentence you sign') : null
  const outcome =
    step === 'outcome' ? oneOf(typed.answer, outcomeAnswers, 'answer', 'Choose the sentence you sign') : null
  if (step === 'enquiries') mayBe(typed.words, 'words')
  else needs(typed.words, 'words', wordsAsked[step], mostWords)
  return { sickness, outcome, errors }
}

const wordsAsked = {
  sickness: 'Write what is known and from whom',
  outcome: 'Write what the enquiries came to',
  decision: 'Write why the name is deleted',
} as const
