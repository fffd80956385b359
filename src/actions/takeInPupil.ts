// Take in a message about one pupil: who it is, whom to ring, what to look out for, whether the pupil came or left.
import { londonDate } from '../calendar/londonTime.ts'
import {
  takeInPupil as decide,
  isUndoneByDeletion,
  knownAnew,
  newPupil,
  takeInContacts,
} from '../cases/decide/takeInPupil.ts'
import type { Pupil } from '../cases/pupil.ts'
import { scopeOfSource } from '../cases/roles.ts'
import type { AboutPupilTold, PupilRef, ToldBy } from '../cases/told.ts'
import type { House } from '../house.ts'
import { listCasesToFollow } from '../storage/caseStore.ts'
import type { Query } from '../storage/database.ts'
import { listDeletions } from '../storage/deletionStore.ts'
import type { Fault } from '../storage/deliveryStore.ts'
import { writeOfMarksMissingBefore } from '../storage/markStore.ts'
import { listContacts, listPupilsByMisId, writeOfContacts, writeOfPupils } from '../storage/pupilStore.ts'
import { takeInRegister } from './takeInRegister.ts'

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
  const known = (await listPupilsByMisId(database, scopeOfSource(schoolUrn), [told.pupil.misId]))[0]
  const ref: PupilRef = { misId: told.pupil.misId, upn: told.pupil.upn }
  const before = known ?? newPupil(house.ids.next(), schoolUrn, ref, londonDate(receivedAt))
  const deletedOn =
    known && told.what === 'enrolment-started'
      ? ((await listDeletions(database, scopeOfSource(schoolUrn), [known.id])).get(known.id) ?? null)
      : null
  if (isUndoneByDeletion(before, told, deletedOn))
    return { writes: [], faults: [entryBeforeDeletion(told, deletedOn!)] }
  const pupil = knownAnew(decide(before, told), deletedOn)
  // A register that was already whole when the pupil became known says nothing about the pupil.
  const unknownTo = [{ pupilId: pupil.id, from: pupil.firstKnownOn, before: '9999-12-31' }]
  const writes = [
    ...(pupil !== known ? [writeOfPupils([pupil])] : []),
    ...(known ? [] : [writeOfMarksMissingBefore(schoolUrn, unknownTo, receivedAt)]),
    ...(told.what === 'contacts' ? await contactWrites(house, schoolUrn, pupil, told) : []),
    ...(pupil.leftOn !== before.leftOn ? await absenceWrites(house, schoolUrn, pupil) : []),
  ]
  return { writes, faults: [] }
}

function entryBeforeDeletion(told: AboutPupilTold, deletedOn: string): Fault {
  const { misId } = told.pupil
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

async function absenceWrites(house: House, schoolUrn: string, pupil: Pupil) {
  const running = await listCasesToFollow(house.database, scopeOfSource(schoolUrn), [pupil.id])
  return takeInRegister(house, { schoolUrn, pupilIds: [pupil.id], running, pupils: [pupil] })
}
