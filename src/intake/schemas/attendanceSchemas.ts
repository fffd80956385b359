// What does a message about marks and registers look like?
import type { z } from 'zod'
import {
  code,
  count,
  date,
  fields,
  instant,
  list,
  noted,
  optionalText,
  pupilRef,
  session,
  sourceUpdatedAt,
} from '../fields.ts'

const key = {
  pupil: pupilRef,
  date: date.describe('The school day'),
  session: session.describe('Morning or afternoon'),
  source_updated_at: sourceUpdatedAt,
}

/** One mark of `attendance.marks.upserted`, and the key of one of `attendance.marks.deleted`. */
export const markUpserted = fields({
  ...key,
  code: code.describe('A code of the 2024 list; - when the mark is not made yet'),
  source_code: noted({ type: ['string', 'null'], description: 'What your own system calls the code' }),
  minutes_late: count(1440).nullish().describe('With the codes L and U'),
  comment: optionalText(1000).describe('What was written beside the mark'),
  source_mark_id: noted({ type: ['string', 'null'], description: 'The number of the mark in your system' }),
})

export const markDeleted = fields(key).transform((mark) => ({
  ...mark,
  code: '-',
  minutes_late: null,
  comment: null,
}))

export const attendanceSchemas = {
  'attendance.marks.upserted': fields({
    session_status: noted({
      enum: ['open', 'closed', 'unknown', null],
      description: 'How the register stands; attendance.session.closed alone makes it complete',
    }),
    marks: list(500, markUpserted).describe('Marks as they now stand, of any pupils, days and sessions'),
  }),
  'attendance.marks.deleted': fields({
    marks: list(500, markDeleted).describe('Marks that are no longer there'),
  }),
  'attendance.session.closed': fields({
    date: date.describe('The school day'),
    session: session.describe('Morning or afternoon'),
    expected: count(10_000).describe('How many pupils the register has'),
    marked: count(10_000).describe('How many of them are marked'),
    closed_at: instant.nullish().describe('When the register was closed'),
  }),
} satisfies Record<string, z.ZodType>
