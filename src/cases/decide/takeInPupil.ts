// How does a pupil stand after one more message? Each aspect (details, flags, enrolment) takes the newer word for it.

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
  const enrolment = { firstKnownOn: knownOn, enteredOn: null, leftOn: null, enrolmentAt: null }
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
      const detailed = isAfter(told.at, pupil.detailsAt) ? withDetails(pupil, told.pupil, told.at) : pupil
      return told.flags ? withFlags(detailed, told.flags, told.at) : detailed
    }
    case 'flags-changed':
      return withFlagsToCheck(pupil, told.changed, told.at)
    case 'enrolment-started':
      if (!isAfter(told.at, pupil.enrolmentAt)) return pupil.enteredOn ? pupil : { ...pupil, enteredOn: told.entryOn }
      return { ...pupil, enteredOn: told.entryOn, leftOn: null, enrolmentAt: told.at }
    case 'enrolment-ended':
      return isAfter(told.at, pupil.enrolmentAt) ? { ...pupil, leftOn: told.leavingOn, enrolmentAt: told.at } : pupil
    case 'contacts':
      return pupil
    default:
      return assertNever(told)
  }
}

/**
 * Whether an entry is news against a deletion decided here on `deletedOn`: one of that day or before only repeats what was
 * so when the head decided, and brings nobody back on roll.
 */
export function isUndoneByDeletion(pupil: Pupil, told: AboutPupilTold, deletedOn: string | null): boolean {
  if (told.what !== 'enrolment-started' || deletedOn === null) return false
  return told.entryOn <= deletedOn && isAfter(told.at, pupil.enrolmentAt)
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
