// What did they say about one pupil: who it is, whom to ring, what to look out for?
import type { z } from 'zod'
import type { AboutPupilTold, PupilTold } from '../cases/told.ts'
import type { Fault } from '../storage/deliveryStore.ts'
import { readAbout } from './readAbout.ts'
import { type Reading, readAs, readEach } from './reading.ts'
import type { Moment } from './readMarks.ts'
import { contact, contactSchemas } from './schemas/contactSchemas.ts'
import { type pupilFields, pupilSchemas } from './schemas/pupilSchemas.ts'

type PupilSaid = z.output<z.ZodObject<typeof pupilFields>>

export function readPupilUpserted(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  return readAbout(pupilSchemas['pupil.upserted'], data, moment, ({ pupil, flags }, stamp) => ({
    what: 'pupil',
    at: stamp,
    pupil: pupilTold(pupil),
    flags: flags
      ? {
          lookedAfter: flags.looked_after,
          protectionPlan: flags.protection_plan,
          childInNeed: flags.child_in_need,
          ehcPlan: flags.ehc_plan,
          senSupport: flags.sen_support,
          socialWorker: flags.social_worker,
        }
      : null,
  }))
}

export function readFlagsChanged(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  return readAbout(pupilSchemas['pupil.flags.changed'], data, moment, ({ pupil, changed }, stamp) => ({
    what: 'flags-changed',
    at: stamp,
    pupil,
    changed,
  }))
}

export function readPupilDeleted(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  return readAbout(
    pupilSchemas['pupil.deleted'],
    data,
    moment,
    ({ pupil, reason }, at) => ({ what: 'pupil-deleted', at, pupil, reason: reason ?? null }),
    ['reason'],
  )
}

export function readPupilMerged(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  return readAbout(pupilSchemas['pupil.merged'], data, moment, ({ from_mis_id, to_mis_id, upn }, at) => ({
    what: 'pupil-merged',
    at,
    pupil: { misId: to_mis_id, upn },
    fromMisId: from_mis_id,
  }))
}

/** Contacts are read one by one: a bad one is set aside. */
export function readContacts(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  const faults: Fault[] = []
  const reading = readAbout(contactSchemas['contacts.upserted'], data, moment, (read, stamp) => {
    const each = readEach(read.contacts, 'data.contacts', (entry, path) => readAs(contact, entry, path))
    faults.push(...each.faults)
    return { what: 'contacts', at: stamp, pupil: read.pupil, contacts: each.values }
  })
  const isNothing = faults.length > 0 && reading.told?.what === 'contacts' && reading.told.contacts.length === 0
  return { told: isNothing ? null : reading.told, faults: [...reading.faults, ...faults] }
}

/** What was said of a pupil, in our words. */
export function pupilTold(pupil: PupilSaid): PupilTold {
  return {
    misId: pupil.mis_id,
    upn: pupil.upn,
    formerUpn: pupil.former_upn,
    legalForename: pupil.legal_forename,
    legalSurname: pupil.legal_surname,
    preferredForename: pupil.preferred_forename,
    preferredSurname: pupil.preferred_surname,
    dateOfBirth: pupil.date_of_birth ?? null,
    sex: pupil.sex,
    yearGroup: pupil.year_group,
    regGroup: pupil.reg_group,
    homeLaCode: pupil.home_la_code,
    boarder: pupil.boarder,
  }
}
