// What does a message about leave that was agreed, or about a suspension, look like?
import { z } from 'zod'
import { dayNumber } from '../../calendar/date.ts'
import { code, count, date, fields, pupilRef, session, sourceUpdatedAt } from '../fields.ts'

export const exclusionTypes = ['suspension', 'fixed', 'permanent'] as const

export const absenceSchemas = {
  'leave.granted': fields({
    pupil: pupilRef,
    code: code.describe('The code of the register for these days, such as C'),
    from: date.describe('The first day of leave'),
    to: date.describe('The last day of leave'),
    expected_return_on: date
      .nullish()
      .describe(
        'The day the pupil is expected back, after the last day of leave. Without it a person confirms the leave',
      ),
    source_updated_at: sourceUpdatedAt,
  })
    .refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not be before the first day' })
    .refine(({ from, to }) => dayNumber(to) - dayNumber(from) < 366, {
      path: ['to'],
      error: 'must be within a year of the first day',
    })
    .refine(({ to, expected_return_on }) => !expected_return_on || expected_return_on > to, {
      path: ['expected_return_on'],
      error: 'must be after the last day of leave',
    }),
  'exclusion.upserted': fields({
    pupil: pupilRef,
    type: z
      .enum(exclusionTypes, 'must be suspension, fixed or permanent')
      .describe('A suspension (fixed means the same) or a permanent exclusion'),
    start_date: date.describe('The first day'),
    start_session: session.nullish().describe('The first session'),
    end_date: date.nullish().describe('The last day; null for a permanent exclusion'),
    end_session: session.nullish().describe('The last session'),
    sessions: count(1000).nullish().describe('How many sessions it is for'),
    source_updated_at: sourceUpdatedAt,
  }).refine(({ start_date, end_date }) => !end_date || end_date >= start_date, {
    path: ['end_date'],
    error: 'must not be before the first day',
  }),
} satisfies Record<string, z.ZodType>
