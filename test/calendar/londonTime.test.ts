// Is it the right day and hour in London, whatever the machine thinks?
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { instantText, isInstant, londonDate, londonTime } from '../../src/calendar/londonTime.ts'

const hour = 3_600_000

describe('London', () => {
  it.each([
    ['2026-10-12T09:47:00+01:00', '2026-10-12', 9.75 * hour + 2 * 60_000],
    ['2026-10-12T23:30:00Z', '2026-10-13', 0.5 * hour],
    ['2026-10-25T00:59:59Z', '2026-10-25', 2 * hour - 1000],
    ['2026-10-25T01:00:00Z', '2026-10-25', 1 * hour],
    ['2027-03-28T00:59:59Z', '2027-03-28', 1 * hour - 1000],
    ['2027-03-28T01:00:00Z', '2027-03-28', 2 * hour],
    ['2026-12-31T23:59:59-05:00', '2027-01-01', 5 * hour - 1000],
  ])('at %s shows %s', (instant, date, millisecondsOfDay) => {
    expect(londonTime(instant)).toMatchObject({ date, millisecondsOfDay })
    expect(londonDate(instant)).toBe(date)
  })

  it('keeps the time that the zone database says, through thirty years of summer times', () => {
    fc.assert(
      fc.property(fc.integer({ min: 946_684_800_000, max: 1_893_456_000_000 }), (milliseconds) => {
        const instant = Temporal.Instant.fromEpochMilliseconds(milliseconds)
        const there = instant.toZonedDateTimeISO('Europe/London')
        const time = londonTime(instant.toString())
        expect(time.date).toBe(there.toPlainDate().toString())
        expect(time.millisecondsOfDay).toBe(
          ((there.hour * 60 + there.minute) * 60 + there.second) * 1000 + there.millisecond,
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('writes instants in UTC without empty fractions', () => {
    expect(instantText(Date.parse('2027-03-29T23:15:00+01:00'))).toBe('2027-03-29T22:15:00Z')
  })

  it.each([
    '2026-10-12T09:47:00',
    '2026-10-12',
    '2026-02-30T09:00:00Z',
    '2026-10-12T25:00:00Z',
    '2026-12-31T23:59:60Z',
    'now',
  ])('%j is no instant', (text) => {
    expect(isInstant(text)).toBe(false)
  })

  it.each(['2026-10-12T09:47Z', '2026-10-12T09:47:00.123456Z', '2026-10-12T09:47:00-05:30'])(
    '%s is an instant',
    (text) => {
      expect(isInstant(text)).toBe(true)
    },
  )
})
