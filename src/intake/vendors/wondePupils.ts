// What does a pupil of Wonde say in our words? Pure. Confirmed: ids, names, `upi` (Wonde's own number and never the UPN), wrapping of
// includes, `in_lea_care`, `sen_status`, `current_nc_year`. Not confirmed: `upn`, `former_upn`, `admission_date`, `leaving_date`,
// `enrolment_status`, groups of type REGISTRATION by name, `restored_at`. Nothing else is asked for or kept.
import { z } from 'zod'
import type { CanonicalMessage, FeedAsked } from './feed.ts'
import { wondeContactsOf, wondeStudentContact } from './wondeContacts.ts'
import { included, wondeDay, wondeInstant } from './wondeFields.ts'
import { wondeMessage } from './wondeList.ts'

/** What is asked for with a pupil. */
export const includedWithPupils = 'education_details,extended_details,contacts,contacts.contact_details,groups'

const text = z.string().nullish()
const flag = z.boolean().nullish()

const student = z.object({
  id: z.string().min(1),
  surname: text,
  forename: text,
  legal_surname: text,
  legal_forename: text,
  gender: text,
  date_of_birth: wondeDay,
  updated_at: wondeInstant,
  education_details: included(
    z.object({
      upn: text,
      former_upn: text,
      current_nc_year: z.union([z.string(), z.number().transform(String)]).nullish(),
      admission_date: wondeDay,
      leaving_date: wondeDay,
      enrolment_status: text,
    }),
  ),
  extended_details: included(z.object({ in_lea_care: flag, sen_status: text })),
  groups: included(z.array(z.object({ name: text, type: text }))),
  contacts: included(z.array(wondeStudentContact)),
})

const deletion = z.object({
  id: z.string().min(1),
  deleted_at: wondeInstant,
  updated_at: wondeInstant,
  restored_at: wondeInstant,
})

type Student = z.output<typeof student>

/** The ids of the records that have one. */
export function idsOf(records: readonly unknown[]): string[] {
  return records.flatMap((record) => {
    const read = z.object({ id: z.string() }).safeParse(record)
    return read.success ? [read.data.id] : []
  })
}

/** A pupil on roll: who it is, whom to ring, and since when it is on roll. */
export function pupilOnRoll(asked: FeedAsked, record: unknown): CanonicalMessage[] {
  const read = student.safeParse(record)
  if (!read.success) return [notUnderstood(asked, 'pupil.upserted', record)]
  const { id, education_details: education } = read.data
  const entry_date = education?.admission_date ?? null
  const status = ['C', 'G', 'M', 'S'].find((each) => each === education?.enrolment_status) ?? null
  const about = { pupil: { mis_id: id }, source_updated_at: stampOf(read.data, asked) }
  return [
    upserted(asked, read.data),
    ...(entry_date ? [wondeMessage(asked, 'enrolment.started', { ...about, entry_date, status })] : []),
    ...contactsUpserted(asked, read.data),
  ]
}

/** A pupil who is expected. Without a day it is sent on as it is, and set aside where it can be seen. */
export function pupilExpected(asked: FeedAsked, record: unknown): CanonicalMessage[] {
  const read = student.safeParse(record)
  if (!read.success) return [notUnderstood(asked, 'enrolment.expected', record)]
  const data = {
    pupil: pupilOf(read.data),
    expected_start_date: read.data.education_details?.admission_date ?? null,
    source_updated_at: stampOf(read.data, asked),
  }
  return [wondeMessage(asked, 'enrolment.expected', data), ...contactsUpserted(asked, read.data)]
}

/** A pupil who left. Wonde is not known to say where to, so nobody said; the pupil is named first, for who is not known here yet. */
export function pupilLeft(asked: FeedAsked, record: unknown): CanonicalMessage[] {
  const read = student.safeParse(record)
  if (!read.success) return [notUnderstood(asked, 'enrolment.ended', record)]
  const data = {
    pupil: { mis_id: read.data.id },
    leaving_date: read.data.education_details?.leaving_date ?? null,
    destination: null,
    source_updated_at: stampOf(read.data, asked),
  }
  return [upserted(asked, read.data), wondeMessage(asked, 'enrolment.ended', data)]
}

/** A pupil who is no longer in the school's system; one who was put back since is not. */
export function pupilDeleted(asked: FeedAsked, record: unknown): CanonicalMessage[] {
  const read = deletion.safeParse(record)
  if (!read.success) return [notUnderstood(asked, 'pupil.deleted', record)]
  const { id, deleted_at, updated_at, restored_at } = read.data
  if (restored_at !== null) return []
  const source_updated_at = deleted_at ?? updated_at ?? asked.now
  return [wondeMessage(asked, 'pupil.deleted', { pupil: { mis_id: id }, reason: null, source_updated_at })]
}

function upserted(asked: FeedAsked, read: Student): CanonicalMessage {
  const extended = read.extended_details
  // K: SEN support, E: an education, health and care plan, N: neither. Anything else says nothing.
  const sen = ['N', 'K', 'E'].includes(extended?.sen_status ?? '') ? extended?.sen_status : null
  const flags = extended
    ? {
        looked_after: extended.in_lea_care ?? null,
        sen_support: sen ? sen === 'K' : null,
        ehc_plan: sen ? sen === 'E' : null,
      }
    : null
  return wondeMessage(asked, 'pupil.upserted', { pupil: pupilOf(read), flags, source_updated_at: stampOf(read, asked) })
}

function contactsUpserted(asked: FeedAsked, read: Student): CanonicalMessage[] {
  const contacts = wondeContactsOf(read.contacts ?? [])
  // None may mean that contacts are not granted: nobody is taken off for it.
  if (contacts.length === 0) return []
  const stamps = [stampOf(read, asked), ...(read.contacts ?? []).flatMap((each) => each.updated_at ?? [])]
  const data = { pupil: { mis_id: read.id }, contacts, source_updated_at: stamps.sort().at(-1) }
  return [wondeMessage(asked, 'contacts.upserted', data)]
}

function pupilOf(read: Student): Record<string, unknown> {
  const education = read.education_details
  const group = read.groups?.find(({ type }) => type === 'REGISTRATION')
  return {
    mis_id: read.id,
    ...(education ? { upn: education.upn ?? null, former_upn: education.former_upn ?? null } : {}),
    legal_forename: read.legal_forename,
    legal_surname: read.legal_surname,
    preferred_forename: read.forename,
    preferred_surname: read.surname,
    date_of_birth: read.date_of_birth,
    sex: read.gender,
    ...(education?.current_nc_year ? { year_group: education.current_nc_year } : {}),
    ...(group?.name ? { reg_group: group.name } : {}),
  }
}

// Without a moment of its own a record counts as of its reading: it is then never taken for the same as an earlier one.
function stampOf(read: Student, asked: FeedAsked): string {
  return read.updated_at ?? asked.now
}

/** A record of a shape that is not known: sent on whole, so that it is set aside where people see it and is not lost. */
function notUnderstood(asked: FeedAsked, type: string, record: unknown): CanonicalMessage {
  return wondeMessage(asked, type, { not_understood: record })
}
