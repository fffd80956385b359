// How does a pupil stand after one more message? Each detail takes the newer word for it, and the roll follows from all words.
import { type DetailWord, withDetailWord, wordOfRef } from '../detailWords.ts'
import { type DeletionHere, type Enrolment, type EnrolmentWord, enrolmentOf } from '../enrolment.ts'
import { type Flags, flagNames, type Pupil } from '../pupil.ts'
import { assertNever } from '../refusals.ts'
import type { AboutPupilTold, PupilRef } from '../told.ts'

/** A pupil of whom no more is known than the number in the MIS. */
export function newPupil(id: string, schoolUrn: string, ref: PupilRef, knownOn: string): Pupil {
  const flags = Object.fromEntries(flagNames.map((name) => [name, null])) as Flags
  const names = {
    legalForename: null,
    legalSurname: null,
    preferredForename: null,
    preferredSurname: null,
    searchName: '',
  }
  const details = { dateOfBirth: null, sex: null, yearGroup: null, regGroup: null, homeLaCode: null, boarder: false }
  const enrolment = {
    firstKnownOn: knownOn,
    enteredOn: null,
    leftOn: null,
    enrolmentAt: null,
    asks: null,
    asksFrom: null,
  }
  return {
    ...{ id, schoolUrn, misId: ref.misId, upn: ref.upn, formerUpn: null },
    ...{ ...names, ...details, detailsAt: null, detailWords: ref.upn === null ? [] : [wordOfRef(ref.upn)] },
    ...{ ...flags, flagsAt: null, flagsToCheck: [], flagsToCheckAt: null },
    ...enrolment,
  }
}

/** The pupil after a message about it; the same object when the message changes nothing. */
export function takeInPupil(pupil: Pupil, told: AboutPupilTold): Pupil {
  return takeInEnrolment(takeInDetails(pupil, told), told, [], null)
}

/** The pupil after what a message says of the details and flags, whatever its matter is; the same object when it changes nothing. */
export function takeInDetails(pupil: Pupil, told: AboutPupilTold): Pupil {
  const { at } = told
  switch (told.what) {
    case 'pupil': {
      const { misId: _, ...said } = told.pupil
      const word: DetailWord = { at, isAside: false, said: { ...said, ...told.flags }, toCheck: [] }
      const flagsAt = told.flags ? newest(at, pupil.flagsAt) : pupil.flagsAt
      return withDetailWord(pupil, word, { detailsAt: newest(at, pupil.detailsAt), flagsAt })
    }
    case 'enrolment-expected': {
      const { misId: _, ...said } = told.pupil
      return withDetailWord(pupil, { at, isAside: true, said, toCheck: [] })
    }
    case 'flags-changed':
      return withRef(withDetailWord(pupil, { at, isAside: false, said: {}, toCheck: told.changed }), told.pupil)
    case 'contacts':
    case 'enrolment-started':
    case 'enrolment-ended':
    case 'enrolment-reversed':
    case 'pupil-deleted':
    case 'pupil-merged':
    case 'leave-granted':
    case 'exclusion':
      return withRef(pupil, told.pupil)
    default:
      return assertNever(told)
  }
}

/** The pupil with the UPN by which a message about another matter names it; the same object when it names none or the same. */
export function withRef(pupil: Pupil, { upn }: PupilRef): Pupil {
  return upn === null || upn === pupil.upn ? pupil : withDetailWord(pupil, wordOfRef(upn))
}

function newest(at: string, known: string | null): string {
  return isAfter(at, known) ? at : known!
}

/** What a message says about coming and leaving; null for one that says nothing about it. */
export function wordOf(told: AboutPupilTold): EnrolmentWord | null {
  const said = { at: told.at, by: 'mis' } as const
  switch (told.what) {
    case 'enrolment-expected':
      return { ...said, what: 'expected', details: { on: told.expectedOn, previousSchool: told.previousSchool } }
    case 'enrolment-started': {
      const { entryOn: on, status, previousSchool } = told
      return { ...said, what: 'started', details: { on, status, previousSchool } }
    }
    case 'enrolment-ended': {
      const { leavingOn: on, grounds, reasonCode, destination, lastAttended, newAddressKnown } = told
      const details = { on, grounds, reasonCode, destination, lastAttended, newAddressKnown }
      return { ...said, what: 'ended', details }
    }
    case 'enrolment-reversed':
      return { ...said, what: 'reversed', details: { on: told.leavingOn, reason: told.reason } }
    case 'pupil-deleted':
      return { ...said, what: 'deleted', details: { reason: told.reason } }
    case 'pupil-merged':
      return { ...said, what: 'merged', details: { fromMisId: told.fromMisId } }
    case 'pupil':
    case 'flags-changed':
    case 'contacts':
    case 'leave-granted':
    case 'exclusion':
      return null
    default:
      return assertNever(told)
  }
}

/** The pupil after one more message about coming and leaving, beside the words known; the same object when it changes nothing. */
export function takeInEnrolment(
  pupil: Pupil,
  told: AboutPupilTold,
  words: readonly EnrolmentWord[],
  deletion: DeletionHere | null,
): Pupil {
  const word = wordOf(told)
  return word === null || isKnown(word, words) ? pupil : afterWord(pupil, word, words, deletion)
}

/** Whether the very same was said before. */
export function isKnown(word: EnrolmentWord, words: readonly EnrolmentWord[]): boolean {
  const details = JSON.stringify(word.details)
  return words.some(
    ({ what, at, by, details: known }) =>
      what === word.what && at === word.at && by === word.by && JSON.stringify(known) === details,
  )
}

const setsRoll: ReadonlySet<string> = new Set(['started', 'ended', 'has-started', 'attended', 'did-not-come'])

/** The pupil after one more word, of the system or of a person. What was decided here stays where the word changes nothing of it. */
export function afterWord(
  pupil: Pupil,
  word: EnrolmentWord,
  words: readonly EnrolmentWord[],
  deletion: DeletionHere | null,
): Pupil {
  const was = enrolmentOf(words, deletion)
  const is = enrolmentOf([...words, word], deletion)
  // What is newer than anything known sets the roll, whatever it says now.
  const isNews = setsRoll.has(word.what) && isAfter(word.at, pupil.enrolmentAt)
  const changed = <Key extends 'enteredOn' | 'leftOn' | 'asks' | 'asksFrom'>(key: Key): Enrolment[Key] | Pupil[Key] =>
    is[key] === was[key] && !isNews ? pupil[key] : is[key]
  const enrolmentAt = isAfter(word.at, pupil.enrolmentAt) ? word.at : pupil.enrolmentAt
  const after: Pupil = {
    ...pupil,
    enteredOn: changed('enteredOn'),
    leftOn: changed('leftOn'),
    asks: changed('asks') as Pupil['asks'],
    asksFrom: changed('asksFrom'),
    enrolmentAt,
  }
  const isSame = (['enteredOn', 'leftOn', 'asks', 'asksFrom', 'enrolmentAt'] as const).every(
    (key) => after[key] === pupil[key],
  )
  return isSame ? pupil : after
}

/**
 * Whether a word is no news against a deletion decided here: an entry of its day or before only repeats what was so when
 * the head decided, and a reversal takes back what a school's system said, never what the head decided.
 */
export function isUndoneByDeletion(
  pupil: Pupil,
  told: AboutPupilTold,
  words: readonly EnrolmentWord[],
  deletion: DeletionHere | null,
): boolean {
  if (deletion === null || told.at <= deletion.at) return false
  if (told.what === 'enrolment-started') return told.entryOn <= deletion.on && isAfter(told.at, pupil.enrolmentAt)
  if (told.what !== 'enrolment-reversed') return false
  const { leftOn, ending } = enrolmentOf(words, deletion)
  return leftOn === deletion.on && ending === null
}

/** A pupil back on roll after that deletion is known anew from the entry on: the days before it count for no absence again. */
export function knownAnew(pupil: Pupil, deletedOn: string | null): Pupil {
  const { enteredOn, firstKnownOn } = pupil
  const isAnew = deletedOn !== null && enteredOn !== null && enteredOn > deletedOn && firstKnownOn < enteredOn
  return isAnew ? { ...pupil, firstKnownOn: enteredOn } : pupil
}

function isAfter(at: string, known: string | null): boolean {
  return known === null || at > known
}
