// Do dates hold at the ends of months, of four centuries and of four digits, and is anything but a date refused?
import { describe, expect, it } from 'vitest'
import { addCalendarMonths, dateText, dayNumber, isDate, partsOf, weekdayOf } from '../../src/calendar/date.ts'

describe('day numbers', () => {
  it.each([
    ['0001-01-01', -719_162, 1],
    ['0999-12-31', -354_286, 2],
    ['1600-02-29', -135_081, 2],
    ['1900-02-28', -25_509, 3],
    ['1900-03-01', -25_508, 4],
    ['2000-02-29', 11_016, 2],
    ['2000-03-01', 11_017, 3],
    ['2024-12-31', 20_088, 2],
    ['2400-02-29', 157_113, 2],
    ['9999-12-31', 2_932_896, 5],
  ])('%s is %i, weekday %i', (date, day, weekday) => {
    expect(dayNumber(date)).toBe(day)
    expect(dateText(day)).toBe(date)
    expect(weekdayOf(day)).toBe(weekday)
  })

  it('come apart into year, month and day', () => {
    expect(partsOf(-719_162)).toEqual({ year: 1, month: 1, day: 1 })
    expect(partsOf(11_016)).toEqual({ year: 2000, month: 2, day: 29 })
    expect(partsOf(20_088)).toEqual({ year: 2024, month: 12, day: 31 })
  })
})

describe('a month later', () => {
  it.each([
    ['2027-05-31', '2027-06-30'],
    ['2027-08-31', '2027-09-30'],
    ['2027-03-31', '2027-04-30'],
    ['2027-10-31', '2027-11-30'],
    ['2027-06-30', '2027-07-30'],
    ['2100-01-31', '2100-02-28'],
    ['2000-01-31', '2000-02-29'],
  ])('than %s is %s', (from, to) => {
    expect(addCalendarMonths(from, 1)).toBe(to)
  })
})

describe('what is a date', () => {
  it.each(['0001-01-01', '2026-01-01', '2026-12-01', '2026-01-31', '2026-06-30', '9999-12-31', '2019-09-08'])(
    '%s is one',
    (text) => {
      expect(isDate(text)).toBe(true)
    },
  )

  it.each([
    '0000-01-01',
    '2026-01-00',
    '2026-01-32',
    '2026-06-31',
    '2026-09-31',
    '2026-11-31',
    '1900-02-29',
    '2026/10-12',
    '2026-10/12',
    '2026-1:-12',
    '2026-10-1/',
    '2026-1a-12',
    ':026-10-12',
    '202/-10-12',
    '2026-10- 1',
    '2026-10-12 ',
    ' 2026-10-12',
    '12026-10-12',
    '2026-10-1',
  ])('%j is none', (text) => {
    expect(isDate(text)).toBe(false)
  })
})
