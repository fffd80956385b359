// Which questions are asked about a child who is away, and in which words? Seven ask for a referral, the others inform.
// Each is answered yes, no or unknown; nothing is counted up to a score.
import { mustReferQuestions, type RiskAnswer, referSameDay } from './referSameDay.ts'
import { riskQuestions } from './riskQuestions.ts'
import type { Source } from './source.ts'

export const riskAnswerKinds: readonly RiskAnswer[] = ['yes', 'no', 'unknown']

/** A question: `must-refer` ones ask for a referral the same day when the answer is yes. */
export interface RiskQuestion {
  /** A1 to A7, Q1 to Q9c: the numbers of the procedure's lists. */
  readonly id: string
  readonly kind: 'must-refer' | 'judgement'
  readonly asks: string
  readonly hint?: string
}

/** Younger than this, a child's age alone adds to the concern. Our reading: the procedure asks for the age and names none. */
export const youngChildYears = 11

const judgement: readonly Omit<RiskQuestion, 'kind'>[] = [
  {
    id: 'Q1',
    asks: 'Does the child’s age add to the concern?',
    hint: `Under ${youngChildYears} it does. For an older child, think of what a person of that age could be drawn into.`,
  },
  { id: 'Q2', asks: 'Is it sudden, or unlike this child, to be away?' },
  { id: 'Q3', asks: 'Were there concerns about friends who are much older?' },
  { id: 'Q4', asks: 'Did something serious happen just before?', hint: 'At school, at home or on the way.' },
  { id: 'Q5', asks: 'Has the child been bullied?' },
  { id: 'Q6', asks: 'Is the child at risk because of their health?' },
  { id: 'Q6a', asks: 'Does the child need medicine or care they cannot do without?' },
  {
    id: 'Q6b',
    asks: 'Has anybody noticed that the child is depressed?',
    hint: 'Or hurts themselves, or speaks of it.',
  },
  { id: 'Q7', asks: 'Is there a religious or cultural reason to be concerned?' },
  {
    id: 'Q7a',
    asks: 'May a rite of passage or a forced marriage be planned?',
    hint: 'Do not ask the family. Ask children’s social care or the police.',
  },
  { id: 'Q8', asks: 'Has the child a disability or special educational needs?' },
  { id: 'Q9', asks: 'Were there concerns about the child and the family before?' },
  { id: 'Q9a', asks: 'Does somebody in the family depend on drugs or alcohol?' },
  { id: 'Q9b', asks: 'Is there domestic abuse?' },
  { id: 'Q9c', asks: 'Are there doubts that a parent can protect the child?' },
]

/** Every question, the seven first. Source: the partnership's procedure, day 1 (`riskQuestionSources`). */
export const riskQuestionList: readonly RiskQuestion[] = [
  ...Object.entries(mustReferQuestions).map(([id, asks]) => ({ id, kind: 'must-refer' as const, asks })),
  ...judgement.map((question) => ({ ...question, kind: 'judgement' as const })),
]

export const riskQuestionSources: Readonly<Record<RiskQuestion['kind'], Source>> = {
  'must-refer': referSameDay.source,
  judgement: riskQuestions.source,
}

/** The words of a question, or its number where the list no longer has it. */
export function questionAsked(id: string): string {
  return riskQuestionList.find((question) => question.id === id)?.asks ?? id
}

/** A sentence of ours that names questions by their numbers, with their words instead. */
export function questionsInWords(sentence: string): string {
  return sentence.replace(/\b[AQ]\d+[a-z]?\b/g, (id) => (questionAsked(id) === id ? id : `“${questionAsked(id)}”`))
}

/** Whole years of age on a date; both 'YYYY-MM-DD'. */
export function ageInYears(dateOfBirth: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(dateOfBirth.slice(0, 4))
  return on.slice(5) < dateOfBirth.slice(5) ? years - 1 : years
}
