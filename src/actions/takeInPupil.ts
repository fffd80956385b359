// Take in a message about one pupil: who it is, whom to ring, what to look out for, whether the pupil came or left.
import { londonDate } from '../calendar/londonTime.ts'
import { daysNewlyOnRoll, isKnownPupil, neverOnRoll } from '../cases/daysOnRoll.ts'
import { isNumberReused, numberPath, numberReusedSentence } from '../cases/decide/isNumberReused.ts'
import { takeInContacts } from '../cases/decide/takeInContacts.ts'
import {
  isKnown,
  isUndoneByDeletion,
  knownAnew,
  newPupil,
  takeInDetails,
  takeInEnrolment,
  wordOf,
} from '../cases/decide/takeInPupil.ts'
import type { Pupil } from '../cases/pupil.ts'
import { scopeOfSource } from '../cases/roles.ts'
import type { AboutPupilTold, PupilRef, ToldBy } from '../cases/told.ts'
import type { House } from '../house.ts'
import { listCasesToFollow } from '../storage/caseStore.ts'
import type { Query } from '../storage/database.ts'
import type { Fault } from '../storage/deliveryStore.ts'
import { listEnrolments, nothingSaid, writeOfWords } from '../storage/enrolmentStore.ts'
import { listMarks, writeOfMarksMissingBefore } from '../storage/markStore.ts'
import { findNumberReuse } from '../storage/numberReusedStore.ts'
import { listContacts, listPupilsByMisId, writeOfContacts, writeOfPupils } from '../storage/pupilStore.ts'
import { type RegisterNews, takeInRegister } from './takeInRegister.ts'

/** The writes that a fact makes, or what is wrong with it: then it is set aside and there are none. */
export interface TakenIn {
  readonly writes: readonly Query<unknown>[]
  readonly faults: readonly Fault[]
}

/**
 * What a message about a pupil makes. A pupil not known yet becomes known by it. An entry from before a deletion that was
 * decided here is set aside.
 */
export async function takeInPupil(house: House, by: ToldBy, told: AboutPupilTold): Promise<TakenIn> {
  const { database } = house
  const { schoolUrn, receivedAt } = by
  const scope = scopeOfSource(schoolUrn)
  const known = (await listPupilsByMisId(database, scope, [told.pupil.misId]))[0]
  if (known && (await isOfAnotherChild(house, by, known, told))) return { writes: [], faults: [numberReused(told)] }
  const ref: PupilRef = { misId: told.pupil.misId, upn: told.pupil.upn }
  const today = londonDate(receivedAt)
  const isNamedAgain = known !== undefined && !isKnownPupil(known)
  const before = isNamedAgain
    ? { ...known, firstKnownOn: today }
    : (known ?? newPupil(house.ids.next(), schoolUrn, ref, today))
  const word = wordOf(told)
  const said = (word && known && (await listEnrolments(database, scope, [known.id])).get(known.id)) || nothingSaid
  const { words, deletion } = said
  if (isUndoneByDeletion(before, told, words, deletion))
    return { writes: [], faults: [wordBeforeDeletion(told, deletion!.on)] }
  const detailed = takeInDetails(before, told)
  const enrolled = word ? takeInEnrolment(detailed, told, words, deletion) : detailed
  const wasHere = known ? await isHereUntilStart(house, known, told, today) : false
  const pupil = knownAnew(wasHere ? { ...enrolled, enteredOn: before.enteredOn } : enrolled, deletion?.on ?? null)
  // A register that was already whole when the pupil came on roll says nothing about the pupil.
  const spans = daysNewlyOnRoll(known && !isNamedAgain ? before : neverOnRoll, pupil)
  const unknownTo = spans.map((span) => ({ pupilId: pupil.id, ...span }))
  const isRollChanged =
    pupil.leftOn !== before.leftOn || pupil.asks !== before.asks || (known !== undefined && unknownTo.length > 0)
  const writes = [
    ...(pupil !== known ? [writeOfPupils([pupil])] : []),
    ...(word && !isKnown(word, words) ? [writeOfWords(pupil.id, words.length, [word], receivedAt)] : []),
    ...(unknownTo.length > 0 ? [writeOfMarksMissingBefore(schoolUrn, unknownTo, receivedAt)] : []),
    ...(told.what === 'contacts' ? await contactWrites(house, schoolUrn, pupil, told) : []),
    ...(isRollChanged ? await absenceWrites(house, schoolUrn, pupil, unknownTo) : []),
  ]
  return { writes, faults: [] }
}

// A start still to come says nothing of the days until then: neither of a child who is here, nor of one who is away.
async function isHereUntilStart(house: House, pupil: Pupil, told: AboutPupilTold, today: string): Promise<boolean> {
  if (told.what === 'enrolment-expected') return isHereBefore(house, pupil, told.expectedOn)
  if (told.what !== 'enrolment-started' || told.entryOn <= today) return false
  const cases = await listCasesToFollow(house.database, scopeOfSource(pupil.schoolUrn), [pupil.id])
  return cases.some(({ summary }) => summary.endedOn === null)
}

// A child of this school's nursery who is expected in its reception is here already, and on roll until then too.
async function isHereBefore(house: House, pupil: Pupil, expectedOn: string): Promise<boolean> {
  const marks = await listMarks(
    house.database,
    scopeOfSource(pupil.schoolUrn),
    [pupil.id],
    pupil.firstKnownOn,
    expectedOn,
  )
  return marks.some(({ on, code }) => on < expectedOn && code !== '-')
}

// Asked only where a message says another child, or does not say whom it is about. Marks never are.
async function isOfAnotherChild(house: House, by: ToldBy, known: Pupil, told: AboutPupilTold): Promise<boolean> {
  const isAnother = isNumberReused(known, told)
  if (isAnother === false || by.connectionId === undefined) return false
  const scope = scopeOfSource(by.schoolUrn)
  const asked = { path: numberPath, sentence: numberReusedSentence(told.pupil.misId) }
  const { isNewSystem, isOpen } = await findNumberReuse(house.database, scope, by.connectionId, known, asked)
  return isNewSystem && (isAnother === true || isOpen)
}

function numberReused({ pupil }: AboutPupilTold): Fault {
  const dateOfBirth = 'dateOfBirth' in pupil ? { date_of_birth: pupil.dateOfBirth } : {}
  const content = JSON.stringify({ pupil: { mis_id: pupil.misId, upn: pupil.upn, ...dateOfBirth } })
  return { path: numberPath, reason: numberReusedSentence(pupil.misId), content }
}

function wordBeforeDeletion(told: AboutPupilTold, deletedOn: string): Fault {
  const { misId } = told.pupil
  if (told.what === 'enrolment-reversed') {
    return {
      path: 'data.leaving_date',
      reason: `The name was deleted here on ${deletedOn} by the head, which a message does not take back: the pupil stays off roll. If the deletion was the mistake, the head withdraws it on the case.`,
      content: JSON.stringify({ pupil: { mis_id: misId }, leaving_date: told.leavingOn }),
    }
  }
  const entry = told.what === 'enrolment-started' ? { entry_date: told.entryOn } : {}
  return {
    path: 'data.entry_date',
    reason: `The name was deleted here on ${deletedOn}, after this entry: the pupil stays off roll. A pupil who is back has a later entry date. If the deletion was the mistake, the head withdraws it on the case.`,
    content: JSON.stringify({ pupil: { mis_id: misId }, ...entry }),
  }
}

async function contactWrites(
  house: House,
  schoolUrn: string,
  pupil: Pupil,
  told: AboutPupilTold & { what: 'contacts' },
) {
  const known = await listContacts(house.database, scopeOfSource(schoolUrn), [pupil.id])
  const newIds = told.contacts.map(() => house.ids.next())
  const contacts = takeInContacts(pupil.id, known, told.contacts, told.at, newIds)
  return contacts.length > 0 ? [writeOfContacts(contacts)] : []
}

async function absenceWrites(
  house: House,
  schoolUrn: string,
  pupil: Pupil,
  knownEarlier: RegisterNews['knownEarlier'],
) {
  const running = await listCasesToFollow(house.database, scopeOfSource(schoolUrn), [pupil.id])
  return takeInRegister(house, {
    schoolUrn,
    pupilIds: [pupil.id],
    running,
    pupils: [pupil],
    knownEarlier: knownEarlier ?? [],
  })
}
