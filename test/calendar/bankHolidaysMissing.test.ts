// Which bank holidays has a school forgotten?
import { expect, test } from 'vitest'
import { shippedBankHolidays } from '../../src/calendar/bankHolidays.ts'
import { bankHolidaysMissing } from '../../src/calendar/bankHolidaysMissing.ts'
import { calendarA } from '../support/calendars.ts'

test('none, in a calendar that closes on the only one in its terms', () => {
  expect(bankHolidaysMissing(calendarA, shippedBankHolidays, '2026-09-01')).toEqual([])
})

test('the one in term, when the calendar does not close on it', () => {
  const open = { ...calendarA, closed: [] }
  expect(bankHolidaysMissing(open, shippedBankHolidays, '2026-09-01')).toEqual([
    { on: '2027-05-03', name: 'Early May bank holiday' },
  ])
})

test('on its day it is still missing, and the day after it is past', () => {
  const open = { ...calendarA, closed: [] }
  expect(bankHolidaysMissing(open, shippedBankHolidays, '2027-05-03')).toHaveLength(1)
  expect(bankHolidaysMissing(open, shippedBankHolidays, '2027-05-04')).toEqual([])
})

test('closed whatever it is called, but not when it is closed for year 11 alone', () => {
  const closed = { ...calendarA, closed: [{ on: '2027-05-03', because: 'planned-closure' }] } as const
  expect(bankHolidaysMissing(closed, shippedBankHolidays, '2026-09-01')).toEqual([])
  const forSome = { ...calendarA, closed: [{ on: '2027-05-03', because: 'bank-holiday', yearGroups: ['11'] }] } as const
  expect(bankHolidaysMissing(forSome, shippedBankHolidays, '2026-09-01')).toHaveLength(1)
})

test('one announced at short notice, in the order in which they are known', () => {
  const known = [
    { on: '2026-09-21', name: 'State funeral' },
    { on: '2027-05-03', name: 'Early May bank holiday' },
  ]
  expect(bankHolidaysMissing({ ...calendarA, closed: [] }, known, '2026-09-01')).toEqual(known)
})

test('without a term there is no day to forget', () => {
  expect(bankHolidaysMissing({ terms: [] }, shippedBankHolidays, '2026-09-01')).toEqual([])
})
