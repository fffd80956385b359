// What does a message about whom to ring look like?
import { z } from 'zod'
import type { ContactTold } from '../../cases/told.ts'
import { fields, known, list, optionalText, pupilRef, sourceUpdatedAt, text } from '../fields.ts'

/** One contact of `contacts.upserted`. */
export const contact = fields({
  contact_ref: text(200).describe('The number by which your system knows the contact'),
  name: text(200),
  relationship: optionalText(100).describe('What this person is to the pupil, such as mother'),
  priority: z.int('must be a whole number').min(0).max(1000).nullish().describe('Who is rung first: 1 before 2'),
  parental_responsibility: known,
  phones: z
    .array(fields({ number: text(50), kind: optionalText(50).describe('Such as mobile, home, work') }))
    .max(20)
    .nullish(),
  emails: z.array(text(254)).max(20).nullish(),
  address: fields({ lines: z.array(text(200)).max(10).nullish(), postcode: optionalText(20) }).nullish(),
  restricted: known.describe('Must not be rung without the safeguarding lead; not said never lifts it'),
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

export const contactSchemas = {
  'contacts.upserted': fields({
    pupil: pupilRef,
    contacts: list(50, contact).describe('Added or changed; a contact that is not named stays'),
    source_updated_at: sourceUpdatedAt,
  }),
} satisfies Record<string, z.ZodType>
