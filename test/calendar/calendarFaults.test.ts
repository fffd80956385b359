// What is said of a calendar that cannot be right? Each fault with its place on the form.
import { expect, test } from 'vitest'
import { type CalendarFault, calendarFaults } from '../../src/calendar/calendarFaults.ts'
import { calendarA } from '../support/calendars.ts'

type Checked = Parameters<typeof calendarFaults>[0]
const right: Checked = { academicYear: '2026/27', registersClose: null, ...calendarA }
const autumn = { from: '2026-09-01', to: '2026-10-23' }
const winter = { from: '2026-11-02', to: '2026-12-18' }

const term = (index: number | null, text: string): CalendarFault => ({ field: 'terms', index, text })
const closed = (index: number | null, text: string): CalendarFault => ({ field: 'closed', index, text })
const registers = (text: string): CalendarFault => ({ field: 'registersClose', index: null, text })

const wrong: readonly [name: string, change: Partial<Checked>, expected: readonly CalendarFault[]][] = [
  ['a year that is none', { academicYear: '2026/28' }, [term(null, 'The school year must be like 2026/27')]],
  ['no term', { terms: [], closed: [] }, [term(null, 'Enter the dates of at least one term')]],
  [
    'thirteen terms',
    {
      terms: Array.from({ length: 13 }, (_, month) => ({ from: `2026-09-${10 + month}`, to: `2026-09-${10 + month}` })),
    },
    [term(null, 'A school year can have 12 terms or half terms at most')],
  ],
  [
    'a term that ends before it begins',
    { terms: [{ from: '2026-10-23', to: '2026-09-01' }, winter] },
    [term(0, 'Term 1 must not end before it begins')],
  ],
  [
    'dates that do not exist',
    {
      terms: [
        { from: '2026-09-31', to: '2026-10-23' },
        { from: '2026-11-02', to: '2026-11-31' },
      ],
    },
    [term(0, 'Term 1 must begin on a real date'), term(1, 'Term 2 must end on a real date')],
  ],
  [
    'a term of the year after',
    { terms: [autumn, { from: '2027-08-30', to: '2027-09-03' }] },
    [term(1, 'Term 2 must lie between 1 August 2026 and 31 August 2027')],
  ],
  [
    'a term of the year before',
    { terms: [{ from: '2026-07-31', to: '2026-10-23' }] },
    [term(0, 'Term 1 must lie between 1 August 2026 and 31 August 2027')],
  ],
  [
    'terms that overlap by a day, in any order',
    { terms: [winter, autumn, { from: '2026-10-23', to: '2026-10-30' }] },
    [term(2, 'Term 3 must not overlap term 2')],
  ],
  [
    '401 closed days',
    { closed: Array.from({ length: 401 }, () => ({ on: '2026-09-01', because: 'holiday' as const })) },
    [closed(null, 'A school year can have 400 closed days at most')],
  ],
  [
    'closed days that are none, or of another year',
    {
      closed: [
        { on: '2027-02-29', because: 'inset' },
        { on: '2026-09-01', because: 'inset' },
        { on: '2027-09-01', because: 'inset' },
      ],
    },
    [
      closed(0, 'Closed day 1 must be a real date'),
      closed(2, 'Closed day 3 must lie between 1 August 2026 and 31 August 2027'),
    ],
  ],
  [
    'an afternoon register that closes with the morning’s',
    { registersClose: { AM: '09:30', PM: '09:30' } },
    [registers('The afternoon register must close after the morning register')],
  ],
  [
    'times that are none',
    { registersClose: { AM: '9.30', PM: '14:00' } },
    [registers('The morning register must close at a time, such as 09:30')],
  ],
  [
    'hours that are none',
    { registersClose: { AM: '09:30', PM: '24:00' } },
    [registers('The afternoon register must close at a time, such as 14:00')],
  ],
  [
    'a year without a school day',
    { terms: [{ from: '2026-09-05', to: '2026-09-06' }], closed: [] },
    [term(null, 'The calendar must have at least one school day')],
  ],
  [
    'a fault in every part',
    { terms: [], closed: [{ on: 'soon', because: 'inset' }], registersClose: { AM: '14:00', PM: '09:30' } },
    [
      term(null, 'Enter the dates of at least one term'),
      closed(0, 'Closed day 1 must be a real date'),
      registers('The afternoon register must close after the morning register'),
    ],
  ],
]

test.each(wrong)('%s', (_, change, expected) => {
  expect(calendarFaults({ ...right, ...change })).toEqual(expected)
})

const fine: readonly [name: string, change: Partial<Checked>][] = [
  ['a whole year', {}],
  ['terms out of order', { terms: calendarA.terms.toReversed() }],
  [
    'twelve terms, one of a day',
    {
      terms: calendarA.terms.flatMap(({ from, to }) => [
        { from, to: from },
        { from: to, to },
      ]),
    },
  ],
  ['the first and the last day of the year', { terms: [{ from: '2026-08-01', to: '2027-08-31' }] }],
  ['a closed day between the terms', { closed: [{ on: '2026-10-26', because: 'holiday' }] }],
  [
    '400 closed days',
    { closed: Array.from({ length: 400 }, () => ({ on: '2026-09-01', because: 'holiday' as const })) },
  ],
  ['registers that close at noon and a minute later', { registersClose: { AM: '12:00', PM: '12:01' } }],
]

test.each(fine)('nothing is wrong with %s', (_, change) => {
  expect(calendarFaults({ ...right, ...change })).toEqual([])
})
