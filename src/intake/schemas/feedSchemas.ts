// What does a message about the feed itself look like: is it alive, and may we read the school at all?
import { z } from 'zod'
import { fields, noted, optionalText, sourceUpdatedAt, text } from '../fields.ts'

const reading = {
  feed: text(100).describe('The name of the feed, such as attendance.session'),
  cursor: noted({ type: ['string', 'null'], description: 'How far it was read, in the vendor’s own words' }),
  from: noted({ type: ['string', 'null'], description: 'Since when changes were read' }),
  records_seen: noted({ type: ['integer', 'null'], description: 'How many records were read' }),
  records_changed: noted({ type: ['integer', 'null'], description: 'How many of them had changed' }),
}

/** Approved, withdrawn or refused. */
export const access = fields({
  vendor_school_ref: noted({ type: ['string', 'null'], description: 'The school’s number at the vendor' }),
  reason: optionalText(500).describe('Why, in the vendor’s words'),
  source_updated_at: sourceUpdatedAt,
})

/** The school changes its system. */
export const migrated = access.extend({
  from: optionalText(100).describe('The system the school leaves'),
  to: optionalText(100).describe('The system the school goes to'),
})

export const feedSchemas = {
  'sync.completed': fields({
    ...reading,
    complete: z.boolean('must be true or false').describe('Whether the whole feed was read, not a part of it'),
  }),
  'sync.failed': fields({ ...reading, reason: optionalText(500).describe('Why it could not be read') }),
  'school.access.granted': access,
  'school.access.revoked': access,
  'school.access.declined': access,
  'school.mis.migrated': migrated,
} satisfies Record<string, z.ZodType>
