// What does a message about the days a school teaches look like?
import { z } from 'zod'
import { daysOfAcademicYear, isAcademicYear } from '../../calendar/calendarInForce.ts'
import type { Term } from '../../calendar/schoolCalendar.ts'
import { date, fields, noted, text } from '../fields.ts'

const terms = z
  .array(
    fields({ from: date, to: date }).refine((term) => term.from <= term.to, 'must not end before it begins'),
    'must be a list',
  )
  .min(1, 'must have a term')
  .max(12, 'must have 12 entries or fewer')
  .refine((all) => inOrder(all).every((term, at, each) => at === 0 || each[at - 1]!.to < term.from), 'must not overlap')

const academicYear = text(20).refine(isAcademicYear, 'must be an academic year, 2026/27')

const time = z.string('must be a time, HH:MM').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time, HH:MM')

// Each has a calendar of its own, which every page of the school prepares.
const mostYearGroups = 30

// The same length as a pupil's year group: they are compared.
const yearGroups = z.array(text(50), 'must be a list').max(30, 'must have 30 entries or fewer').nullish()

const published = fields({
  academic_year: academicYear,
  terms,
  non_school_days: z
    .array(fields({ on: date, because: text(100), year_groups: yearGroups }), 'must be a list')
    .max(400, 'must have 400 entries or fewer')
    .nullish(),
  registers_close: fields({ AM: time, PM: time })
    .refine(({ AM, PM }) => AM < PM, { path: ['PM'], error: 'must be later than AM' })
    .nullish(),
  replaces: noted({
    type: ['string', 'null'],
    description: 'The year whose earlier calendar this one replaces; the newest always does',
  }),
}).superRefine(({ academic_year, terms, non_school_days }, context) => {
  const names = new Set((non_school_days ?? []).flatMap((day) => day.year_groups ?? []))
  if (names.size > mostYearGroups) {
    const message = `must name ${mostYearGroups} year groups or fewer in all`
    context.addIssue({ code: 'custom', path: ['non_school_days'], message })
  }
  const year = daysOfAcademicYear(academic_year)
  const message = `must lie within the academic year ${academic_year}, 1 August to 31 August`
  for (const [at, { from, to }] of terms.entries()) {
    if (from < year.from || to > year.to) context.addIssue({ code: 'custom', path: ['terms', at], message })
  }
})

export const calendarSchemas = { 'calendar.published': published } satisfies Record<string, z.ZodType>

function inOrder(terms: readonly Term[]): Term[] {
  return terms.toSorted((one, other) => (one.from < other.from ? -1 : 1))
}
