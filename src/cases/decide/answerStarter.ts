// An expected starter is not here: may this answer be written down, and what follows from it?
import {
  type DeletionHere,
  type Enrolment,
  type EnrolmentWord,
  enrolmentOf,
  type PlaceSaid,
  type WordOfPerson,
} from '../enrolment.ts'
import { type Refusal, refused } from '../refusals.ts'

/** What somebody found out about an expected starter. */
export type StarterAnswer =
  | { readonly what: 'has-started'; readonly on: string; readonly words: string }
  | { readonly what: 'starts-later'; readonly on: string; readonly agreedWith: string; readonly reason: string }
  | { readonly what: 'did-not-come' }
  | ({ readonly what: 'elsewhere' } & PlaceSaid)

/** What is known when the answer is written down. `firstOn`: the first school day on or after the day agreed, null when the calendar does not say. */
export interface StarterKnown {
  readonly words: readonly EnrolmentWord[]
  readonly deletion: DeletionHere | null
  readonly today: string
  readonly firstOn: string | null
}

/**
 * The word that an answer becomes. Refuses when nothing is asked, a start before the day agreed or in the future, another
 * day in the past (a child who did not come then is away), and an absence before the first school day or without a calendar.
 */
export function answerStarter(
  known: StarterKnown,
  answer: StarterAnswer,
): { readonly accepted: WordOfPerson } | { readonly refused: Refusal } {
  const { asks, expected }: Enrolment = enrolmentOf(known.words, known.deletion)
  if (asks !== 'starter' || !expected) return refused('nothing-asked')
  if (answer.what === 'has-started') {
    const { what, ...details } = answer
    if (details.on > known.today) return refused('in-the-future')
    return { accepted: { what, details } }
  }
  if (answer.what === 'starts-later') {
    const { what, ...details } = answer
    return details.on < known.today ? refused('start-in-past') : { accepted: { what, details } }
  }
  if (answer.what === 'elsewhere') {
    const { what, ...details } = answer
    return { accepted: { what, details } }
  }
  if (known.firstOn === null) return refused('day-not-known')
  if (known.firstOn > known.today) return refused('in-the-future')
  return { accepted: { what: 'did-not-come', details: { on: known.firstOn } } }
}
