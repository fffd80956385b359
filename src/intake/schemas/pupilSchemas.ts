// What does a message about who a pupil is look like?
import { z } from 'zod'
import { birthDate, fields, known, misId, noted, optionalText, pupilRef, sourceUpdatedAt, upn } from '../fields.ts'

const name = optionalText(200)

/** What may be said of a pupil; what is not said stays as it was. */
export const pupilFields = {
  mis_id: misId,
  upn,
  former_upn: upn,
  legal_forename: name,
  legal_surname: name,
  preferred_forename: name,
  preferred_surname: name,
  date_of_birth: birthDate.nullish(),
  sex: optionalText(20),
  year_group: optionalText(50).describe('As the school’s calendar names year groups'),
  reg_group: optionalText(50).describe('Registration or tutor group'),
  home_la_code: optionalText(20).describe('The three digits of the authority where the pupil lives'),
  boarder: known.describe('Whether the pupil boards'),
}

const namedPupil = fields(pupilFields)
  .refine(
    (pupil) => pupil.legal_forename || pupil.legal_surname || pupil.preferred_forename || pupil.preferred_surname,
    'must have a name',
  )
  .describe('At least one of the four names must be there')

const flags = fields({
  looked_after: known.describe('Looked after by a local authority'),
  protection_plan: known.describe('On a child protection plan'),
  child_in_need: known.describe('Child in need'),
  ehc_plan: known.describe('Has an education, health and care plan'),
  sen_support: known.describe('Gets SEN support'),
  social_worker: known.describe('Has a social worker'),
})

export const pupilSchemas = {
  'pupil.upserted': fields({
    pupil: namedPupil,
    flags: flags.nullish().describe('Only what this connection was granted; null says that it is not known'),
    source_updated_at: sourceUpdatedAt,
  }),
  'pupil.deleted': fields({
    pupil: pupilRef,
    reason: optionalText(500).describe('Why the entry was removed'),
    source_updated_at: sourceUpdatedAt,
  }),
  'pupil.merged': fields({
    from_mis_id: misId.describe('The entry that was removed'),
    to_mis_id: misId.describe('The entry that stays'),
    upn,
    source_updated_at: sourceUpdatedAt,
  }).refine((data) => data.from_mis_id !== data.to_mis_id, {
    path: ['from_mis_id'],
    error: 'must not be the entry that stays',
  }),
  'pupil.flags.changed': fields({
    pupil: pupilRef,
    changed: z
      .array(z.string('must be text').regex(/^[a-z][a-z_]{0,49}$/, 'is not the name of a flag'), 'must be a list')
      .min(1, 'must not be empty')
      .max(30, 'must have 30 entries or fewer')
      .describe('The flags that changed, without their values'),
    fetch: noted({
      type: ['boolean', 'null'],
      description: 'Whether the values can be asked for; nothing is fetched by it',
    }),
    source_updated_at: sourceUpdatedAt,
  }),
} satisfies Record<string, z.ZodType>
