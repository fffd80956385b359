// A leaver's destination was not known: may this be written down as where the child went?
import { type DeletionHere, type EnrolmentWord, enrolmentOf, type PlaceSaid, type WordOfPerson } from '../enrolment.ts'
import { type Refusal, refused } from '../refusals.ts'

/** The word that it becomes. Refuses when nobody asks any more. */
export function sayDestination(
  words: readonly EnrolmentWord[],
  deletion: DeletionHere | null,
  place: PlaceSaid,
): { readonly accepted: WordOfPerson } | { readonly refused: Refusal } {
  if (enrolmentOf(words, deletion).asks !== 'leaver') return refused('nothing-asked')
  return { accepted: { what: 'destination-said', details: place } }
}
