// Whom may one ring about a pupil, by Wonde? Pure. Not confirmed: all of it but that contacts are included under `contacts.data`;
// `relationship` with priority and parental responsibility, and phones and emails by kind under `contact_details`.
import { z } from 'zod'
import { included, wondeInstant } from './wondeFields.ts'

const text = z.string().nullish()
const byKind = z.record(z.string(), z.string().nullish()).nullish()

export const wondeStudentContact = z.object({
  id: z.string().min(1),
  title: text,
  forename: text,
  surname: text,
  updated_at: wondeInstant,
  relationship: included(
    z.object({ relationship: text, priority: z.int().nullish(), parental_responsibility: z.boolean().nullish() }),
  ),
  contact_details: included(
    z.object({
      phones: z.object({ data: byKind }).nullish(),
      emails: z.object({ data: byKind }).nullish(),
    }),
  ),
})

/** The contacts as a message carries them. One without a name is left for the reader to set aside. */
export function wondeContactsOf(contacts: readonly z.output<typeof wondeStudentContact>[]): Record<string, unknown>[] {
  return contacts.map((contact) => ({
    contact_ref: contact.id,
    name: [contact.title, contact.forename, contact.surname].filter(Boolean).join(' '),
    relationship: contact.relationship?.relationship ?? null,
    priority: contact.relationship?.priority ?? null,
    parental_responsibility: contact.relationship?.parental_responsibility ?? null,
    phones: differing(contact.contact_details?.phones?.data).map(([kind, number]) => ({ number, kind })),
    emails: differing(contact.contact_details?.emails?.data).map(([, email]) => email),
    restricted: null,
  }))
}

// The main one stands there twice: as such and by its kind.
function differing(byKind: Record<string, string | null | undefined> | null | undefined): [string, string][] {
  const seen = new Map<string, string>()
  for (const [kind, value] of Object.entries(byKind ?? {})) {
    if (!value) continue
    if (!seen.has(value) || seen.get(value) === 'primary' || seen.get(value) === 'phone') seen.set(value, kind)
  }
  return [...seen].map(([value, kind]) => [kind, value])
}
