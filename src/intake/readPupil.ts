// What did they say about one pupil: who it is, whom to ring, what to look out for, whether the pupil came or left?
import { z } from 'zod'
import type { AboutPupilTold, ContactTold } from '../cases/told.ts'
import type { Fault } from '../storage/deliveryStore.ts'
import { birthDate, date, fields, instant, known, list, misId, optionalText, pupilRef, text, upn } from './fields.ts'
import { faultAt, type Reading, readAs, readEach } from './reading.ts'
import { aheadOfReceipt, isAhead, type Moment } from './readMarks.ts'

const at = { source_updated_at: instant.nullish() }
const name = optionalText(200)

const upserted = fields({
  ...at,
  pupil: fields({
    mis_id: misId,
    upn,
    former_upn: upn,
    legal_forename: name,
    legal_surname: name,
    preferred_forename: name,
    preferred_surname: name,
    date_of_birth: birthDate.nullish(),
    sex: optionalText(20),
    year_group: optionalText(50),
    reg_group: optionalText(50),
    home_la_code: optionalText(20),
    boarder: known,
  }).refine(
    (pupil) => pupil.legal_forename || pupil.legal_surname || pupil.preferred_forename || pupil.preferred_surname,
    'must have a name',
  ),
  flags: fields({
    looked_after: known,
    protection_plan: known,
    child_in_need: known,
    ehc_plan: known,
    sen_support: known,
    social_worker: known,
  }).nullish(),
})

const flagsChanged = fields({
  ...at,
  pupil: pupilRef,
  changed: z
    .array(z.string('must be text').regex(/^[a-z][a-z_]{0,49}$/, 'is not the name of a flag'), 'must be a list')
    .min(1, 'must not be empty')
    .max(30),
})

const contacts = fields({ ...at, pupil: pupilRef, contacts: list(50) })

const contact = fields({
  contact_ref: text(200),
  name: text(200),
  relationship: optionalText(100),
  priority: z.int('must be a whole number').min(0).max(1000).nullish(),
  parental_responsibility: known,
  phones: z
    .array(fields({ number: text(50), kind: optionalText(50) }))
    .max(20)
    .nullish(),
  emails: z.array(text(254)).max(20).nullish(),
  address: fields({ lines: z.array(text(200)).max(10).nullish(), postcode: optionalText(20) }).nullish(),
  restricted: known,
}).transform(
  (read): ContactTold => ({
    contactRef: read.contact_ref,
    name: read.name,
    relationship: read.relationship ?? null,
    priority: read.priority ?? null,
    parentalResponsibility: read.parental_responsibility,
    phones: (read.phones ?? []).map(({ number, kind }) => ({ number, kind: kind ?? null })),
    emails: read.emails ?? [],
    address: read.address ? { lines: read.address.lines ?? [], postcode: read.address.postcode ?? null } : null,
    restricted: read.restricted,
  }),
)

const started = fields({ ...at, pupil: pupilRef, entry_date: date })
const ended = fields({ ...at, pupil: pupilRef, leaving_date: date })

export function readPupilUpserted(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  return readAbout(upserted, data, moment, ({ pupil, flags }, stamp) => ({
    what: 'pupil',
    at: stamp,
    pupil: {
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
    },
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
  return readAbout(flagsChanged, data, moment, ({ pupil, changed }, stamp) => ({
    what: 'flags-changed',
    at: stamp,
    pupil,
    changed,
  }))
}

export function readEnrolmentStarted(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  return readAbout(started, data, moment, (read, stamp) => ({
    what: 'enrolment-started',
    at: stamp,
    pupil: read.pupil,
    entryOn: read.entry_date,
  }))
}

export function readEnrolmentEnded(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  return readAbout(ended, data, moment, (read, stamp) => ({
    what: 'enrolment-ended',
    at: stamp,
    pupil: read.pupil,
    leavingOn: read.leaving_date,
  }))
}

/** Contacts are read one by one: a bad one is set aside. */
export function readContacts(data: unknown, moment: Moment): Reading<AboutPupilTold> {
  const faults: Fault[] = []
  const reading = readAbout(contacts, data, moment, (read, stamp) => {
    const each = readEach(read.contacts, 'data.contacts', (entry, path) => readAs(contact, entry, path))
    faults.push(...each.faults)
    return { what: 'contacts', at: stamp, pupil: read.pupil, contacts: each.values }
  })
  const isNothing = faults.length > 0 && reading.told?.what === 'contacts' && reading.told.contacts.length === 0
  return { told: isNothing ? null : reading.told, faults: [...reading.faults, ...faults] }
}

function readAbout<Read extends { source_updated_at?: string | null }>(
  schema: z.ZodType<Read>,
  data: unknown,
  moment: Moment,
  tell: (read: Read, at: string) => AboutPupilTold,
): Reading<AboutPupilTold> {
  const read = readAs(schema, data, 'data')
  if ('fault' in read) return { told: null, faults: [read.fault] }
  const stamp = read.value.source_updated_at ?? moment.writtenAt
  if (isAhead(stamp, moment.receivedAt))
    return { told: null, faults: [faultAt('data.source_updated_at', aheadOfReceipt, data)] }
  return { told: tell(read.value, stamp), faults: [] }
}
