// What was typed about the answer to something that was asked, and does it say enough? It is kept under the name that was asked.
import type { CheckResult } from '../../cases/caseWork.ts'
import { isSameWho, type StandingCheck } from '../../cases/checksAsked.ts'
import type { CheckToLog } from '../../cases/decide/logCheck.ts'
import { inWords } from '../pages/inWords.ts'
import { type FormError, formErrors } from './caseForm.ts'
import { checkWays, mostSaid, readNextOn, type TypedCheck } from './check.ts'
import { isEmptyDay } from './typedDayParts.ts'

/** What an answer can be. That nobody answered is no answer: there they are asked again. */
export const answerResults = ['found-something', 'nothing-found'] as const satisfies readonly CheckResult[]

/** The answer, or what is to be mended. `asked` is the entry it answers, `today` London's date. */
export function readCheckAnswer(
  typed: TypedCheck,
  asked: StandingCheck,
  today: string,
): { readonly input: CheckToLog } | { readonly errors: readonly FormError[] } {
  const { errors, add, needs, mayBe, oneOf, day } = formErrors()
  const on = day(typed.on, 'on', 'The date', null, today)
  if (on !== null && on < asked.on)
    add(`The answer cannot be from before ${inWords.plainDay(asked.on)}, when it was asked`, 'on-day')
  const how = oneOf(typed.how, checkWays, 'how', 'Choose how they answered')
  needs(typed.who, 'who', 'Enter who answered')
  const result = oneOf(typed.result, answerResults, 'result', 'Choose what came of it')
  needs(typed.words, 'words', 'Enter what they said', mostSaid)
  mayBe(typed.nextStep, 'nextStep', 200)
  const nextOn = isEmptyDay(typed.nextOn) ? null : readNextOn(typed.nextOn, today, add)
  if (errors.length > 0 || on === null || how === null || result === null) return { errors }
  const who = asked.who === '' ? typed.who : asked.who
  const words = isSameWho({ who }, typed) ? typed.words : `Answered by ${typed.who}.\n${typed.words}`
  return {
    input: { check: asked.check, on, how, who, result, words, nextStep: typed.nextStep, nextOn, childSeen: false },
  }
}
