// Are two entries of a school's system one child? A person says; the machine only suggests.
import { withDetailsOf } from '../detailWords.ts'
import type { DeletionHere, EnrolmentWord } from '../enrolment.ts'
import type { Pupil } from '../pupil.ts'
import { type Refusal, refused } from '../refusals.ts'
import { afterWord, isKnown } from './takeInPupil.ts'

export type MatchReason = 'same-upn' | 'former-upn' | 'same-name' | 'merged'

// Schools clear up a double entry by having it leave: that says nothing of the child.
const wouldEnd: ReadonlySet<string> = new Set(['ended', 'reversed', 'deleted'])

interface Side {
  readonly pupil: Pupil
  readonly hasOpenCase: boolean
  readonly words: readonly EnrolmentWord[]
  readonly deletion: DeletionHere | null
}

/**
 * The two as they stand once joined, and the words that the one who stays takes over. Cases stay on the pupil in whose name
 * their chains are sealed, so the one with a case that is not over must be the one who stays.
 */
export function joinPupils(
  stays: Side,
  goes: Side,
  yesterday: string,
  at: string,
):
  | { readonly accepted: { readonly stays: Pupil; readonly goes: Pupil; readonly words: readonly EnrolmentWord[] } }
  | { readonly refused: Refusal } {
  if (stays.hasOpenCase && goes.hasOpenCase) return refused('both-have-cases')
  if (goes.hasOpenCase) return refused('case-on-the-other')
  const isHere = stays.pupil.leftOn === null
  const words = goes.words.filter((word) => !isKnown(word, stays.words) && !(isHere && wouldEnd.has(word.what)))
  let pupil = stays.pupil
  let known = stays.words
  for (const word of words) {
    pupil = afterWord(pupil, word, known, stays.deletion)
    known = [...known, word]
  }
  const { firstKnownOn } = goes.pupil
  const joined: Pupil = {
    ...withDetailsOf(pupil, goes.pupil),
    firstKnownOn: firstKnownOn < pupil.firstKnownOn ? firstKnownOn : pupil.firstKnownOn,
    enteredOn: isHere ? earlierEntry(stays.pupil, pupil, yesterday) : pupil.enteredOn,
  }
  const gone: Pupil = { ...goes.pupil, leftOn: yesterday, asks: null, asksFrom: null, enrolmentAt: at }
  return { accepted: { stays: joined, goes: gone, words } }
}

// Who is on roll today is not taken off it until a later start: in whole registers no row would then say present.
function earlierEntry({ enteredOn }: Pupil, { enteredOn: joined }: Pupil, yesterday: string): string | null {
  const isHereToday = enteredOn === null || enteredOn <= yesterday
  return isHereToday && joined !== null && joined > yesterday ? enteredOn : joined
}
