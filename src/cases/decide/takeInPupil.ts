// How does a pupil stand after one more message? Each aspect (details, flags, enrolment) takes the newer word for it.

import { type DeletionHere, type Enrolment, type EnrolmentWord, enrolmentOf } from '../enrolment.ts'
import type { Contact } from '../pupil.ts'
import { type Flags, flagNames, type Pupil, searchNameOf } from '../pupil.ts'
import { assertNever } from '../refusals.ts'
import type { AboutPupilTold, ContactTold, PupilRef, PupilTold } from '../told.ts'

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
    ...{ ...names, ...details, detailsAt: null },
    ...{ ...flags, flagsAt: null, flagsToCheck: [], flagsToCheckAt: null },
    ...enrolment,
  }
}

/** The pupil after a message about it; the same object when the message was too old to count. */
export function takeInPupil(pupil: Pupil, told: AboutPupilTold): Pupil {
  switch (told.what) {
    case 'pupil': {
      const detailed = takeInDetails(pupil, told.pupil, told.at)
      return told.flags ? withFlags(detailed, told.flags, told.at) : detailed
    }
    case 'flags-changed':
      return withFlagsToCheck(pupil, told.changed, told.at)
    case 'enrolment-expected':
      return takeInEnrolment(takeInDetails(pupil, told.pupil, told.at), told, [], null)
    case 'enrolment-started':
    case 'enrolment-ended':
    case 'enrolment-reversed':
    case 'pupil-deleted':
    case 'pupil-merged':
      return takeInEnrolment(pupil, told, [], null)
    case 'leave-granted':
    case 'exclusion':
    case 'contacts':
      return pupil
    default:
      return assertNever(told)
  }
}

function takeInDetails(pupil: Pupil, told: PupilTold, at: string): Pupil {
  return isAfter(at, pupil.detailsAt) ? withDetails(pupil, told, at) : pupil
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

function withDetails(pupil: Pupil, told: PupilTold, at: string): Pupil {
  const { misId: _, formerUpn, upn, dateOfBirth, boarder, ...said } = told
  const saidFields = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  const changedUpn = upn !== null && pupil.upn !== null && upn !== pupil.upn ? pupil.upn : pupil.formerUpn
  const detailed = {
    ...pupil,
    ...saidFields,
    upn: upn ?? pupil.upn,
    formerUpn: formerUpn ?? changedUpn,
    dateOfBirth: dateOfBirth ?? pupil.dateOfBirth,
    boarder: boarder ?? pupil.boarder,
    detailsAt: at,
  }
  return { ...detailed, searchName: searchNameOf(detailed) }
}

/**
 * The pupil with what a message said beside its own matter: it fills what nobody has said, and is no newer word about
 * anything, so that the order in which it came does not matter.
 */
export function withBlanksFilled(pupil: Pupil, told: PupilTold): Pupil {
  const { misId: _, boarder: __, ...said } = told
  const unsaid = Object.entries(said).filter(
    ([field, value]) => value !== undefined && value !== null && pupil[field as keyof typeof said] === null,
  )
  const filled = { ...pupil, ...Object.fromEntries(unsaid) }
  return unsaid.length === 0 ? pupil : { ...filled, searchName: searchNameOf(filled) }
}

// Not known never wipes out known, whichever came first.
function withFlags(pupil: Pupil, flags: Flags, at: string): Pupil {
  const isNew = isAfter(at, pupil.flagsAt)
  const merged = flagNames.map((name) => [name, isNew ? (flags[name] ?? pupil[name]) : (pupil[name] ?? flags[name])])
  const withValues = { ...pupil, ...(Object.fromEntries(merged) as Flags) }
  if (!isNew) return withValues
  const isChecked = pupil.flagsToCheckAt === null || at >= pupil.flagsToCheckAt
  return { ...withValues, flagsAt: at, ...(isChecked ? { flagsToCheck: [], flagsToCheckAt: null } : {}) }
}

function withFlagsToCheck(pupil: Pupil, changed: readonly string[], at: string): Pupil {
  if (pupil.flagsAt !== null && pupil.flagsAt > at) return pupil
  const flagsToCheck = [...new Set([...pupil.flagsToCheck, ...changed])].sort()
  return { ...pupil, flagsToCheck, flagsToCheckAt: isAfter(at, pupil.flagsToCheckAt) ? at : pupil.flagsToCheckAt }
}

/** The contacts that a message adds or changes. A contact it does not name stays; a restriction it does not name stays. */
export function takeInContacts(
  pupilId: string,
  known: readonly Contact[],
  told: readonly ContactTold[],
  at: string,
  newIds: readonly string[],
): Contact[] {
  const byRef = new Map(known.map((contact) => [contact.contactRef, contact]))
  const changed = new Map<string, Contact>()
  for (const [index, contact] of told.entries()) {
    const before = byRef.get(contact.contactRef)
    if (before && !isAfter(at, before.sourceUpdatedAt)) continue
    const restricted = contact.restricted ?? before?.restricted ?? false
    const id = before?.id ?? changed.get(contact.contactRef)?.id ?? newIds[index]!
    changed.set(contact.contactRef, { ...contact, id, pupilId, restricted, sourceUpdatedAt: at })
  }
  return [...changed.values()]
}
