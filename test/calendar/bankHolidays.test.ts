// Are the bank holidays that come with the program those of gov.uk, and does a newer list take their place?
import { describe, expect, it } from 'vitest'
import {
  bankHolidaysPage,
  bankHolidaysWith,
  bankHolidayYears,
  shippedBankHolidays,
} from '../../src/calendar/bankHolidays.ts'
import { dayNumber, weekdayOf } from '../../src/calendar/date.ts'

const ofYear = (year: string) =>
  shippedBankHolidays.filter(({ on }) => on.startsWith(year)).map(({ on, name }) => `${on.slice(5)} ${name}`)

describe('the bank holidays of England', () => {
  it.each([
    ['2019', '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26'],
    ['2020', '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28'],
    ['2021', '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'],
    ['2022', '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'],
    ['2023', '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26'],
    ['2024', '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'],
    ['2025', '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
    ['2026', '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    ['2027', '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
    ['2028', '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
  ])('in %s are %s', (year, days) => {
    expect(
      ofYear(year)
        .map((line) => line.slice(0, 5))
        .join(' '),
    ).toBe(days)
  })

  it('have their names, in order, with those of one year alone', () => {
    expect(ofYear('2026')).toEqual([
      '01-01 New Year’s Day',
      '04-03 Good Friday',
      '04-06 Easter Monday',
      '05-04 Early May bank holiday',
      '05-25 Spring bank holiday',
      '08-31 Summer bank holiday',
      '12-25 Christmas Day',
      '12-28 Boxing Day',
    ])
    expect(ofYear('2022').slice(4)).toEqual([
      '06-02 Spring bank holiday',
      '06-03 Platinum Jubilee bank holiday',
      '08-29 Summer bank holiday',
      '09-19 Bank Holiday for the State Funeral of Queen Elizabeth II',
      '12-26 Boxing Day',
      '12-27 Christmas Day',
    ])
    expect(ofYear('2023')[4]).toBe('05-08 Bank holiday for the coronation of King Charles III')
    expect(bankHolidaysPage).toBe('https://www.gov.uk/bank-holidays')
  })

  it('never fall on a weekend', () => {
    expect(shippedBankHolidays.filter(({ on }) => weekdayOf(dayNumber(on)) > 5)).toEqual([])
  })
})

describe('a published list', () => {
  const published = [
    { on: '2029-12-25', name: 'Christmas Day' },
    { on: '2028-01-03', name: 'New Year’s Day' },
  ]
  const known = bankHolidaysWith(published)

  it('holds alone in every year it speaks of, and the shipped one in the others', () => {
    expect(known.filter(({ on }) => on >= '2027-12-28')).toEqual([
      { on: '2027-12-28', name: 'Boxing Day' },
      { on: '2028-01-03', name: 'New Year’s Day' },
      { on: '2029-12-25', name: 'Christmas Day' },
    ])
    expect(known.slice(0, -2)).toEqual(shippedBankHolidays.filter(({ on }) => on < '2028'))
    expect(bankHolidaysWith([])).toEqual(shippedBankHolidays)
  })

  it('moves the years that are known', () => {
    expect(bankHolidayYears(shippedBankHolidays)).toEqual({ from: 2019, to: 2028 })
    expect(bankHolidayYears(known)).toEqual({ from: 2019, to: 2029 })
  })
})
