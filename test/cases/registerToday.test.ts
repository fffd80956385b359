// The state of this session's register: silence is never presence and never absence.
import { expect, test } from 'vitest'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import {
  isRegisterWhole,
  type RegisterToday,
  registerStateOf,
  type SchoolToday,
} from '../../src/cases/registerToday.ts'
import { calendarA } from '../support/calendars.ts'

const calendar = prepareCalendar(calendarA)
const am = { session: 'AM', complete: true, closedAt: '2026-10-13T08:31:00.000Z' } as const
const pm = { session: 'PM', complete: true, closedAt: null } as const

function school(today: readonly RegisterToday[]): SchoolToday {
  return {
    urn: '100001',
    name: 'Oakfield Primary',
    registerKept: 'mis',
    completeSessions: [],
    today,
    lastHeardAt: null,
    hasPupils: true,
    hasContacts: true,
  }
}

test.each([
  [
    'before the register closes',
    '2026-10-13T08:29:00.000Z',
    [],
    { kind: 'not-yet', session: 'AM', closesAt: '09:30', missing: [] },
    false,
  ],
  [
    'closed early',
    '2026-10-13T08:20:00.000Z',
    [am],
    { kind: 'complete', session: 'AM', closedAt: '2026-10-13T08:31:00.000Z', missing: [] },
    true,
  ],
  [
    'at the time it closes, nothing heard',
    '2026-10-13T08:30:00.000Z',
    [],
    { kind: 'none', session: 'AM', missing: ['AM'] },
    false,
  ],
  [
    'heard of, but not whole',
    '2026-10-13T08:40:00.000Z',
    [{ ...am, complete: false }],
    { kind: 'none', session: 'AM', missing: ['AM'] },
    false,
  ],
  [
    'whole',
    '2026-10-13T08:40:00.000Z',
    [am],
    { kind: 'complete', session: 'AM', closedAt: '2026-10-13T08:31:00.000Z', missing: [] },
    true,
  ],
  [
    'lunchtime, the morning missing',
    '2026-10-13T11:00:00.000Z',
    [],
    { kind: 'none', session: 'AM', missing: ['AM'] },
    false,
  ],
  [
    'afternoon, nothing heard of it',
    '2026-10-13T13:00:00.000Z',
    [am],
    { kind: 'none', session: 'PM', missing: ['PM'] },
    false,
  ],
  [
    'afternoon whole, the morning missing',
    '2026-10-13T13:00:00.000Z',
    [pm],
    { kind: 'complete', session: 'PM', closedAt: null, missing: ['AM'] },
    false,
  ],
  [
    'both whole',
    '2026-10-13T13:00:00.000Z',
    [am, pm],
    { kind: 'complete', session: 'PM', closedAt: null, missing: [] },
    true,
  ],
  ['a Saturday', '2026-10-17T09:00:00.000Z', [], { kind: 'no-school', because: 'weekend' }, true],
  ['an INSET day', '2026-11-02T09:00:00.000Z', [], { kind: 'no-school', because: 'INSET day' }, true],
  [
    'past the calendar',
    '2027-08-02T09:00:00.000Z',
    [],
    { kind: 'day-unknown', because: 'The school’s calendar ends on 2027-07-21.' },
    false,
  ],
] as const)('%s', (_, asOf, today, state, isWhole) => {
  const found = registerStateOf(school(today), calendar, asOf)
  expect(found).toEqual(state)
  expect(isRegisterWhole(found)).toBe(isWhole)
})

const thin = (session: 'AM' | 'PM', on = '2026-10-13') => ({ on, session, groups: [['4', 400, 395]] as const })
const stateOf = (asOf: string, today: readonly RegisterToday[], ...unmarked: ReturnType<typeof thin>[]) =>
  registerStateOf({ ...school(today), unmarked }, calendar, asOf)

test('a register much thinner than the roll is here and is not whole', () => {
  const morning = stateOf('2026-10-13T08:40:00.000Z', [am], thin('AM'))
  const figures = { marked: 5, onRoll: 400 }
  expect(morning).toEqual({
    ...{ kind: 'complete', session: 'AM', closedAt: '2026-10-13T08:31:00.000Z', missing: [] },
    thin: [{ session: 'AM', ...figures }],
  })
  expect(isRegisterWhole(morning)).toBe(false)
  const afternoon = stateOf('2026-10-13T13:00:00.000Z', [am, pm], thin('AM'))
  expect(isRegisterWhole(afternoon)).toBe(false)
  expect(stateOf('2026-10-13T13:00:00.000Z', [am], thin('AM'))).toEqual({
    ...{ kind: 'none', session: 'PM', missing: ['PM'], thin: [{ session: 'AM', ...figures }] },
  })
  // Of another day: today’s page says nothing of it.
  expect(isRegisterWhole(stateOf('2026-10-13T13:00:00.000Z', [am, pm], thin('PM', '2026-10-12')))).toBe(true)
})

test('without a calendar nothing is whole', () => {
  const found = registerStateOf(school([am, pm]), null, '2026-10-13T13:00:00.000Z')
  expect(found).toEqual({ kind: 'no-calendar' })
  expect(isRegisterWhole(found)).toBe(false)
})
