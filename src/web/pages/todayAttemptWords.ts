// How is an attempt said in a line? When, what came of it, who was tried, who wrote it down.
import { londonDate } from '../../calendar/londonTime.ts'
import type { ContactAttempt } from '../../cases/events.ts'
import { inWords } from './inWords.ts'
import { methodWords, outcomeWords } from './todayWords.ts'

/** What of an attempt is shown: everything, nothing of whom it was made to because they are restricted now, or only that somebody was tried. */
export type SightOfAttempt = 'all' | 'restricted' | 'outcome'

/** `09:47 no answer: Ana Ferreira, carer, 07700 900123, by Grace Osei`, as far as it is to be seen. */
export function attemptWords(
  attempt: ContactAttempt & { readonly at: string; readonly byName: string | null },
  on: string,
  sight: SightOfAttempt,
): string {
  const by = attempt.byName ? `, by ${attempt.byName}` : ''
  return `${whenWords(attempt.at, on)} ${whatWords(attempt, sight)}${by}`
}

/** The time today, the day with it otherwise. */
export function whenWords(at: string, on: string): string {
  return londonDate(at) === on ? inWords.time(at) : inWords.dayAndTime(at)
}

/** The attempt without when and by whom. */
export function whatWords({ who, number, method, outcome }: ContactAttempt, sight: SightOfAttempt): string {
  const what = `${method === 'phone' ? '' : `${methodWords[method].toLowerCase()}, `}${outcomeWords[outcome].toLowerCase()}`
  if (sight === 'outcome') return what
  return `${what}: ${sight === 'restricted' ? 'a restricted contact' : `${who}${number ? `, ${number}` : ''}`}`
}
