// What do the answers ask for? Sentences as the page shows them, frozen with the answers.
import type { RiskDecision } from '../../cases/caseWork.ts'
import { mustReferAnswers, type RiskAnswer } from '../../law/referSameDay.ts'
import { riskQuestionList } from '../../law/riskQuestionList.ts'
import { inWords } from './inWords.ts'

/** The words of each question, beginning with its number, then what the answers ask for. `on` is the day of the answers. */
export function shownLines(
  answers: Readonly<Record<string, string>>,
  decision: RiskDecision | null,
  on: string,
): string[] {
  return [...riskQuestionList.map(({ id, asks }) => `${id}: ${asks}`), ...askedFor(answers, decision, on)]
}

/** What the answers ask for, in sentences. */
export function askedFor(
  answers: Readonly<Record<string, string>>,
  decision: RiskDecision | null,
  on: string,
): string[] {
  const fired = mustReferAnswers(answers as Record<string, RiskAnswer>)
  const unknown = riskQuestionList.filter(({ id }) => answers[id] === 'unknown').map(({ id }) => id)
  const asked: string[] = []
  if (fired.length > 0) {
    const many = fired.length > 1 ? 'ask' : 'asks'
    asked.push(
      `Yes to ${fired.join(', ')} ${many} for a referral to children’s social care or the police today, ${inWords.plainDay(on)}.`,
    )
    if (decision === 'enquire') {
      asked.push('You decided to make enquiries first. The referral stays owed until one is made.')
    }
  }
  if (unknown.length > 0) asked.push(`Unknown is not no. Find out: ${unknown.join(', ')}.`)
  return asked
}

/** Parts a frozen sentence into the question it begins with and the rest; `question` null for what is about none. */
export function frozenLine(line: string): { readonly question: string | null; readonly words: string } {
  const match = /^([AQ]\d[a-z]?): ([\s\S]*)$/.exec(line)
  return match ? { question: match[1]!, words: match[2]! } : { question: null, words: line }
}
