// When is a feed read next? On school days, in the day, spread over schools; and ever later when it fails.
import { describe, expect, test } from 'vitest'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { nextDay, nextReading, nextTry } from '../../src/intake/rhythm.ts'

// A Monday INSET day; half-term from 26 October; summer time ends on 25 October.
const calendar = prepareCalendar({
  terms: [
    { from: '2026-09-02', to: '2026-10-23' },
    { from: '2026-11-02', to: '2026-12-18' },
  ],
  closed: [{ on: '2026-11-02', because: 'inset' }],
})
const marks = (now: string, urn = '999001') => nextReading('marks', urn, calendar, now)

describe('marks', () => {
  test.each([
    ['before the day begins, at the first of the day', '2026-09-14T05:00:00.000Z', '2026-09-14T07:30:24.209Z'],
    ['within the day, a quarter of an hour later', '2026-09-14T07:30:24.209Z', '2026-09-14T07:45:24.209Z'],
    ['read late, at the next that was planned', '2026-09-14T07:52:00.000Z', '2026-09-14T08:00:24.209Z'],
    ['the last of a day', '2026-09-14T14:40:00.000Z', '2026-09-14T14:45:24.209Z'],
    ['after the last, the next morning', '2026-09-14T14:45:24.209Z', '2026-09-15T07:30:24.209Z'],
    ['on a Friday evening, on Monday', '2026-09-18T15:30:00.000Z', '2026-09-21T07:30:24.209Z'],
    [
      'before an INSET day, the day after it; in winter an hour later by UTC',
      '2026-11-01T12:00:00.000Z',
      '2026-11-03T08:30:24.209Z',
    ],
    [
      'in half-term, three days on: a reading too many harms nobody',
      '2026-10-26T12:00:00.000Z',
      '2026-10-29T08:30:24.209Z',
    ],
  ])('%s', (_, now, next) => {
    expect(marks(now)).toBe(next)
  })

  test('schools are apart from one another', () => {
    const now = '2026-09-14T05:00:00.000Z'
    expect([marks(now, '999002'), marks(now, '999003')]).toEqual([
      '2026-09-14T07:31:31.352Z',
      '2026-09-14T07:41:08.971Z',
    ])
  })

  test('a school without a calendar is read on weekdays', () => {
    expect(nextReading('marks', '999001', null, '2026-09-18T15:30:00.000Z')).toBe('2026-09-21T07:30:24.209Z')
    expect(nextReading('marks', '999001', null, '2026-11-01T12:00:00.000Z')).toBe('2026-11-02T08:30:24.209Z')
  })
})

test('hourly: at the school’s own minute of the hour, never this very moment', () => {
  const next = nextReading('hourly', '999001', null, '2026-09-14T08:20:00.000Z')
  expect(nextReading('hourly', '999001', null, next)).toBe('2026-09-14T10:15:24.209Z')
  expect(next).toBe('2026-09-14T09:15:24.209Z')
})

test.each([
  ['before two in London, this night', '2026-09-14T00:30:00.000Z', '2026-09-14T01:15:24.209Z'],
  ['after it, the next', '2026-09-14T08:20:00.000Z', '2026-09-15T01:15:24.209Z'],
  ['on the night the clocks go back', '2026-10-24T12:00:00.000Z', '2026-10-25T02:15:24.209Z'],
])('nightly: %s', (_, now, next) => {
  expect(nextReading('nightly', '999001', null, now)).toBe(next)
})

describe('after a failure', () => {
  const now = '2026-09-14T08:20:00.000Z'
  const wait = (failures: number, retryAfter: number | null = null) =>
    (Date.parse(nextTry('c1 pupils', failures, retryAfter, now)) - Date.parse(now)) / 1000

  test('each wait about double the one before, an hour and a quarter at most, and the same whenever it is asked', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 50].map((failures) => Math.round(wait(failures)))).toEqual([
      72, 93, 260, 543, 903, 1943, 2957, 3128, 4354,
    ])
    expect(wait(3)).toBe(wait(3))
  })

  test('the vendor’s own word counts, a day at most and a second at least', () => {
    expect([wait(5, 90), wait(1, 0), wait(1, 999_999)]).toEqual([90, 1, 86_400])
  })

  test('a day later where a person must look', () => {
    expect(nextDay(now)).toBe('2026-09-15T08:20:00.000Z')
  })
})
