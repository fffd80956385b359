// What was typed about an attempt, and does it say enough? One press on a row and the long form send the same fields.
import { z } from 'zod'
import type { AttemptToLog } from '../../actions/logContactAttempt.ts'
import { type Method, methods, type Outcome, outcomes } from '../../cases/events.ts'
import { isSeen } from '../../cases/plainText.ts'
import { seenVersions, typedLine, typedList, typedText } from './absencesSeen.ts'

/** As typed, for showing it again. `whom` is `contact/number`, or `else` with a name of its own. */
export interface TypedAttempt {
  readonly cases: readonly string[]
  readonly versions: readonly string[]
  readonly whom: string
  readonly whoElse: string
  readonly numberElse: string
  readonly method: string
  readonly outcome: string
  readonly words: string
  readonly list: string
}

export interface FormError {
  readonly text: string
  readonly href: string
}

const mostWords = 2000
const mostName = 200
const mostNumber = 40

const form = z.object({
  case: typedList,
  version: typedList,
  whom: typedLine,
  whoElse: typedLine,
  numberElse: typedLine,
  method: typedLine,
  outcome: typedLine,
  words: typedText,
  list: typedLine,
})

/** The body of the form as text, whatever was sent. */
export function typedAttempt(body: Record<string, unknown>): TypedAttempt {
  const { case: cases, version: versions, ...rest } = form.parse(body)
  return { cases, versions, ...rest }
}

/** Every absence the form speaks about, ticked or not. */
export function casesOnForm({ cases, versions }: Pick<TypedAttempt, 'cases' | 'versions'>): string[] {
  return [...new Set([...cases, ...versions.map((text) => text.slice(0, text.lastIndexOf('.')))])]
}

/** The attempt to log, or what is to be mended. */
export function readAttempt(typed: TypedAttempt): { readonly input: AttemptToLog } | { readonly errors: FormError[] } {
  const errors: FormError[] = []
  const absences = seenVersions(typed.cases, typed.versions)
  if (absences.length === 0) errors.push({ text: 'Choose the children it was about', href: '#case-0' })
  const isElse = typed.whom === 'else'
  if (typed.whom === '') errors.push({ text: 'Choose who was tried', href: '#whom-0' })
  if (isElse && !isSeen(typed.whoElse)) errors.push({ text: 'Enter the name of who was tried', href: '#who-else' })
  if (isElse && typed.whoElse.length > mostName) {
    errors.push({ text: `The name must be ${mostName} characters or fewer`, href: '#who-else' })
  }
  if (isElse && typed.numberElse.length > mostNumber) {
    errors.push({ text: `The number must be ${mostNumber} characters or fewer`, href: '#number-else' })
  }
  const method = methods.find((each) => each === typed.method)
  if (!method) errors.push({ text: 'Choose how they were tried', href: '#method-0' })
  const outcome = outcomes.find((each) => each === typed.outcome)
  if (!outcome) errors.push({ text: 'Choose what came of it', href: '#outcome-0' })
  if (typed.words.length > mostWords) {
    errors.push({ text: `What was said must be ${mostWords} characters or fewer`, href: '#words' })
  }
  if (errors.length > 0) return { errors }
  const whom = isElse
    ? { contactId: null, name: typed.whoElse, number: typed.numberElse || null }
    : contactChosen(typed.whom)
  return {
    input: { absences, attempt: { whom, method: method as Method, outcome: outcome as Outcome, words: typed.words } },
  }
}

// A number can hold a slash, an id cannot.
function contactChosen(whom: string): { contactId: string; number: string | null } {
  const at = whom.indexOf('/')
  return at < 0
    ? { contactId: whom, number: null }
    : { contactId: whom.slice(0, at), number: whom.slice(at + 1) || null }
}
