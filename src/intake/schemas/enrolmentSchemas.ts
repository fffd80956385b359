// What does a message about a pupil's place at the school look like: expected, begun, ended, or ended by mistake?
import { z } from 'zod'
import { date, fields, known, noted, optionalText, pupilRef, sourceUpdatedAt } from '../fields.ts'
import { pupilFields } from './pupilSchemas.ts'

const schoolNamed = fields({
  urn: optionalText(20).describe('The school’s URN'),
  name: optionalText(200),
})

export const enrolmentSchemas = {
  'enrolment.expected': fields({
    pupil: fields(pupilFields).describe('What is known of the pupil already'),
    expected_start_date: date.describe('The first day the pupil is expected'),
    year_group: pupilFields.year_group,
    previous_school: schoolNamed.nullish().describe('Where the pupil comes from'),
    source_updated_at: sourceUpdatedAt,
  }),
  'enrolment.started': fields({
    pupil: pupilRef,
    entry_date: date.describe('The first day on roll'),
    status: z
      .enum(['C', 'G', 'M', 'S'], 'must be C, G, M or S')
      .nullish()
      .describe('C current, G guest, M main of two schools, S subsidiary of two schools'),
    previous_school: schoolNamed.nullish().describe('Where the pupil comes from'),
    source_updated_at: sourceUpdatedAt,
  }),
  'enrolment.ended': fields({
    pupil: pupilRef,
    leaving_date: date.describe('The last day on roll'),
    grounds: optionalText(500).describe('The ground of removal, such as a letter of regulation 9(1)'),
    grounds_label: noted({ type: ['string', 'null'], description: 'The ground in your system’s words' }),
    reason_code: optionalText(50).describe('Your system’s code for leaving'),
    destination: fields({
      known: known.describe('Whether anybody knows where the pupil goes; null: nobody said'),
      urn: optionalText(20).describe('The next school’s URN'),
      name: optionalText(200).describe('The next school, or what is known of where the pupil goes'),
      laestab: optionalText(20).describe('The next school’s LAESTAB'),
      country: optionalText(100).describe('When the pupil leaves the country'),
    })
      .nullish()
      .describe('Where the pupil goes. A leaver whose destination is not known is a child missing education'),
    last_attended: date.nullish().describe('The last day the pupil was at school'),
    new_address_known: known.describe('Whether a new address is known'),
    source_updated_at: sourceUpdatedAt,
  }),
  'enrolment.reversed': fields({
    pupil: pupilRef,
    leaving_date: date.nullish().describe('The leaving date that was the mistake; without it whichever it was'),
    reason: optionalText(500).describe('What the mistake was'),
    source_updated_at: sourceUpdatedAt,
  }),
} satisfies Record<string, z.ZodType>
