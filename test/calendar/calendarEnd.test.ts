// From which day is a school warned that its calendar runs out?
import { expect, it } from 'vitest'
import { calendarEndNear } from '../../src/calendar/calendarEnd.ts'
import type { SchoolsCalendar } from '../../src/calendar/calendarInForce.ts'

const calendar: SchoolsCalendar = {
  schoolUrn: '100001',
  academicYears: ['2026/27'],
  publishedAt: '2026-06-01T09:00:00.000Z',
  terms: [{ from: '2026-09-01', to: '2027-07-21' }],
  closed: [{ on: '2027-07-21', because: 'inset' }],
}

it('is eight weeks before its last school day, a closed day being none', () => {
  expect(calendarEndNear(calendar, '2027-05-24')).toBeNull()
  expect(calendarEndNear(calendar, '2027-05-25')).toEqual({ lastSchoolDay: '2027-07-20' })
  expect(calendarEndNear(calendar, '2028-01-10')).toEqual({ lastSchoolDay: '2027-07-20' })
})

it('is every day without a calendar, without a term, and without a school day in the terms', () => {
  expect(calendarEndNear(null, '2026-09-01')).toEqual({ lastSchoolDay: null })
  expect(calendarEndNear({ ...calendar, terms: [] }, '2026-09-01')).toEqual({ lastSchoolDay: null })
  const weekend = { ...calendar, terms: [{ from: '2027-07-17', to: '2027-07-18' }] }
  expect(calendarEndNear(weekend, '2026-09-01')).toEqual({ lastSchoolDay: null })
})
