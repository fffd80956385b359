// Are the differences of two calendars told in order of time, each day once, with the years it concerns?
import { expect, it } from 'vitest'
import { type CalendarDays, calendarChanges } from '../../src/calendar/calendarChanges.ts'

const week: CalendarDays = {
  terms: [{ from: '2026-11-02', to: '2026-11-06' }],
  closed: [],
  registersClose: null,
}

it('days closed for all and for some stand in order, a day closed for all under no year group', () => {
  const closed = [
    { on: '2026-11-06', because: 'inset' },
    { on: '2026-11-03', because: 'holiday' },
    { on: '2026-11-04', because: 'inset', yearGroups: ['11', '10'] },
    { on: '2026-11-02', because: 'inset', yearGroups: ['11'] },
    { on: '2026-11-05', because: 'planned-closure', yearGroups: ['10'] },
  ] as const
  expect(calendarChanges(week, { ...week, closed }).nowClosed).toEqual([
    { on: '2026-11-02', because: 'INSET day', yearGroups: ['11'] },
    { on: '2026-11-03', because: 'school holiday', yearGroups: [] },
    { on: '2026-11-04', because: 'INSET day', yearGroups: ['11', '10'] },
    { on: '2026-11-05', because: 'planned closure', yearGroups: ['10'] },
    { on: '2026-11-06', because: 'INSET day', yearGroups: [] },
  ])
})

it('a day closed for two years for two reasons is told twice', () => {
  const closed = [
    { on: '2026-11-04', because: 'inset', yearGroups: ['11'] },
    { on: '2026-11-04', because: 'holiday', yearGroups: ['10'] },
  ] as const
  expect(calendarChanges(week, { ...week, closed }).nowClosed).toEqual([
    { on: '2026-11-04', because: 'INSET day', yearGroups: ['11'] },
    { on: '2026-11-04', because: 'school holiday', yearGroups: ['10'] },
  ])
})

it('new school days of all and of some stand in order, each once', () => {
  const closed = [
    { on: '2026-11-06', because: 'inset' },
    { on: '2026-11-03', because: 'holiday', yearGroups: ['10', '11'] },
    { on: '2026-11-04', because: 'inset', yearGroups: ['11'] },
  ] as const
  expect(calendarChanges({ ...week, closed }, week).nowOpen).toEqual(['2026-11-03', '2026-11-04', '2026-11-06'])
})

it('a calendar before without a term is none', () => {
  expect(calendarChanges({ ...week, terms: [] }, week)).toEqual({
    schoolDaysBefore: 0,
    schoolDaysAfter: 5,
    nowClosed: [],
    nowOpen: [],
    registersClose: null,
  })
})
