// Do dates add up, leap days and short months and all?
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  addCalendarDays,
  addCalendarMonths,
  calendarDays,
  dateText,
  dayNumber,
  isDate,
  partsOf,
  weekdayOf,
} from '../../src/calendar/date.ts'
import { oddDays } from '../support/calendars.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

describe('the odd days of the tests', () => {
  it.each(Object.entries(oddDays))('%s falls on the weekday it is said to', (_name, { on, weekday }) => {
    expect(weekdays[weekdayOf(dayNumber(on)) - 1]).toBe(weekday)
  })
})

describe('dates', () => {
  it('count from 1 January 1970', () => {
    expect(dayNumber('1970-01-01')).toBe(0)
    expect(dayNumber('1969-12-31')).toBe(-1)
    expect(dayNumber('2026-10-12')).toBe(20738)
    expect(dateText(20738)).toBe('2026-10-12')
    expect(weekdayOf(-1)).toBe(3)
  })

  it('agree with the calendar of Temporal over four centuries', () => {
    const someDay = fc.integer({ min: -100_000, max: 100_000 })
    fc.assert(
      fc.property(someDay, (day) => {
        const there = Temporal.PlainDate.from('1970-01-01').add({ days: day })
        expect(dateText(day)).toBe(there.toString())
        expect(dayNumber(there.toString())).toBe(day)
        expect(weekdayOf(day)).toBe(there.dayOfWeek)
        expect(partsOf(day)).toEqual({ year: there.year, month: there.month, day: there.day })
      }),
      { numRuns: 2000 },
    )
  })

  it('move by calendar days over the ends of months, years and February', () => {
    expect(addCalendarDays('2026-10-12', calendarDays(27))).toBe('2026-11-08')
    expect(addCalendarDays('2026-12-31', calendarDays(1))).toBe('2027-01-01')
    expect(addCalendarDays('2028-02-28', calendarDays(1))).toBe('2028-02-29')
    expect(addCalendarDays('2026-03-01', calendarDays(-1))).toBe('2026-02-28')
  })

  it.each([
    ['2026-10-23', '2026-11-23'],
    ['2026-10-31', '2026-11-30'],
    ['2027-01-29', '2027-02-28'],
    ['2028-01-31', '2028-02-29'],
    ['2026-12-31', '2027-01-31'],
  ])('a calendar month after %s is %s', (from, to) => {
    expect(addCalendarMonths(from, 1)).toBe(to)
  })

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-01',
    '26-01-01',
    '2026-01-01T00:00',
    '',
    '2100-02-29',
  ])('%j is no date', (text) => {
    expect(isDate(text)).toBe(false)
  })

  it.each(['2028-02-29', '2000-02-29', '2026-12-31', '1999-01-01'])('%s is a date', (text) => {
    expect(isDate(text)).toBe(true)
  })
})
