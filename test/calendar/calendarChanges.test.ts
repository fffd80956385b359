// What does a person read of the difference between two calendars?
import { expect, test } from 'vitest'
import { type CalendarDays, calendarChanges } from '../../src/calendar/calendarChanges.ts'

/** Two weeks of school, Monday 2 to Friday 13 November 2026. */
const twoWeeks: CalendarDays = {
  terms: [{ from: '2026-11-02', to: '2026-11-13' }],
  closed: [{ on: '2026-11-02', because: 'inset' }],
  registersClose: null,
}

const nothing = { nowClosed: [], nowOpen: [], registersClose: null }

const changed: readonly [name: string, after: Partial<CalendarDays>, expected: object][] = [
  ['the same', {}, { schoolDaysAfter: 9 }],
  [
    'a day more closed',
    {
      closed: [
        { on: '2026-11-02', because: 'inset' },
        { on: '2026-11-06', because: 'planned-closure' },
      ],
    },
    { schoolDaysAfter: 8, nowClosed: [{ on: '2026-11-06', because: 'planned closure', yearGroups: [] }] },
  ],
  ['a closed day taken back', { closed: [] }, { schoolDaysAfter: 10, nowOpen: ['2026-11-02'] }],
  [
    'a closed day on another date',
    { closed: [{ on: '2026-11-13', because: 'inset' }] },
    {
      schoolDaysAfter: 9,
      nowClosed: [{ on: '2026-11-13', because: 'INSET day', yearGroups: [] }],
      nowOpen: ['2026-11-02'],
    },
  ],
  [
    'a term that ends earlier, and its last days are a holiday',
    { terms: [{ from: '2026-11-02', to: '2026-11-11' }] },
    {
      schoolDaysAfter: 7,
      nowClosed: [
        { on: '2026-11-12', because: 'school holiday', yearGroups: [] },
        { on: '2026-11-13', because: 'school holiday', yearGroups: [] },
      ],
    },
  ],
  [
    'a term that ends later, over a weekend',
    { terms: [{ from: '2026-11-02', to: '2026-11-16' }] },
    { schoolDaysAfter: 10, nowOpen: ['2026-11-16'] },
  ],
  [
    'a day off for two year groups, which is a school day all the same',
    {
      closed: [
        { on: '2026-11-02', because: 'inset' },
        { on: '2026-11-05', because: 'inset', yearGroups: ['11', '10'] },
      ],
    },
    { schoolDaysAfter: 9, nowClosed: [{ on: '2026-11-05', because: 'INSET day', yearGroups: ['11', '10'] }] },
  ],
  [
    'an INSET day that is now for year 11 alone: the others are at school',
    { closed: [{ on: '2026-11-02', because: 'inset', yearGroups: ['11'] }] },
    { schoolDaysAfter: 10, nowOpen: ['2026-11-02'] },
  ],
  [
    'a closed day at a weekend, which changes nothing',
    {
      closed: [
        { on: '2026-11-02', because: 'inset' },
        { on: '2026-11-07', because: 'holiday' },
      ],
    },
    { schoolDaysAfter: 9 },
  ],
  [
    'registers that close at another time',
    { registersClose: { AM: '09:15', PM: '14:00' } },
    { schoolDaysAfter: 9, registersClose: { before: null, after: { AM: '09:15', PM: '14:00' } } },
  ],
  [
    'the usual times, said for the first time',
    { registersClose: { AM: '09:30', PM: '14:00' } },
    { schoolDaysAfter: 9 },
  ],
]

test.each(changed)('%s', (_, after, expected) => {
  expect(calendarChanges(twoWeeks, { ...twoWeeks, ...after })).toEqual({
    schoolDaysBefore: 9,
    ...nothing,
    ...expected,
  })
})

test('a day off for year 11 that is taken back is a school day again', () => {
  const before = { ...twoWeeks, closed: [{ on: '2026-11-05', because: 'inset', yearGroups: ['11'] }] } as const
  expect(calendarChanges(before, { ...twoWeeks, closed: [] })).toEqual({
    schoolDaysBefore: 10,
    schoolDaysAfter: 10,
    ...nothing,
    nowOpen: ['2026-11-05'],
  })
})

test('a first calendar has days, and changes none', () => {
  expect(calendarChanges(null, twoWeeks)).toEqual({ schoolDaysBefore: 0, schoolDaysAfter: 9, ...nothing })
})
