// What stands around every message, whatever it tells? Nothing else may stand there.
import { z } from 'zod'
import { instant, optionalText, text } from './fields.ts'

/** The version of the vocabulary that is published. A message that names another is read by this one. */
export const schemaName = '2026-09-01'

export const envelope = z.strictObject({
  type: z
    .string('must be text')
    .regex(/^[a-zA-Z0-9_.]{1,100}$/, 'is not the name of a type')
    .describe('What the message tells'),
  timestamp: instant.describe('When the message was written; at most five minutes ahead of its receipt'),
  schema: text(50).describe('The version of the vocabulary'),
  source: z.strictObject({
    vendor: text(100).describe('Who sends: the name of the product'),
    mis: optionalText(100).describe('The school’s system, when another product passes its data on'),
    school_urn: text(20).describe('The school; must be the one of the connection'),
    laestab: optionalText(20).describe('The school’s LAESTAB'),
    school_ref: optionalText(200).describe('The school’s number at the vendor'),
    sequence: optionalText(200).describe(
      'The vendor’s ordering key of the change, such as a revision; kept, never compared',
    ),
  }),
  data: z.record(z.string(), z.unknown(), 'must be an object').describe('What is told; unknown keys are dropped'),
})
