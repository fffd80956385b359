// Which days are bank holidays in England, in the years that this program knows?
// From https://www.gov.uk/bank-holidays.json, England and Wales, as published on 24 November 2025; where one falls on a
// weekend, the day given instead.
import type { DateText } from './date.ts'

export interface BankHoliday {
  readonly on: DateText
  readonly name: string
}

/** Where they are published, for people and for programs. */
export const bankHolidaysPage = 'https://www.gov.uk/bank-holidays'

const newYear = 'New Year’s Day'
const goodFriday = 'Good Friday'
const easterMonday = 'Easter Monday'
const earlyMay = 'Early May bank holiday'
const spring = 'Spring bank holiday'
const summer = 'Summer bank holiday'
const christmas = 'Christmas Day'
const boxingDay = 'Boxing Day'
const ordinary = [newYear, goodFriday, easterMonday, earlyMay, spring, summer, christmas, boxingDay] as const

/** The years that are known whole, in the order of their days; in each the days of `ordinary`, and those of that year alone. */
const years: readonly (readonly [days: readonly DateText[], more?: readonly BankHoliday[]])[] = [
  [daysOf(2019, '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26')],
  [daysOf(2020, '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28')],
  [daysOf(2021, '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28')],
  [
    daysOf(2022, '01-03 04-15 04-18 05-02 06-02 08-29 12-27 12-26'),
    [
      { on: '2022-06-03', name: 'Platinum Jubilee bank holiday' },
      { on: '2022-09-19', name: 'Bank Holiday for the State Funeral of Queen Elizabeth II' },
    ],
  ],
  [
    daysOf(2023, '01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26'),
    [{ on: '2023-05-08', name: 'Bank holiday for the coronation of King Charles III' }],
  ],
  [daysOf(2024, '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26')],
  [daysOf(2025, '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26')],
  [daysOf(2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28')],
  [daysOf(2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28')],
  [daysOf(2028, '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26')],
]

function daysOf(year: number, days: string): DateText[] {
  return days.split(' ').map((day) => `${year}-${day}`)
}

/** What comes with the program, in order. */
export const shippedBankHolidays: readonly BankHoliday[] = years
  .flatMap(([days, more = []]) => [...days.map((on, index) => ({ on, name: ordinary[index]! })), ...more])
  .sort((one, other) => (one.on < other.on ? -1 : 1))

/** A published list beside the shipped one: in every year that it speaks of, the published one holds alone. */
export function bankHolidaysWith(published: readonly BankHoliday[]): readonly BankHoliday[] {
  const spokenOf = new Set(published.map(({ on }) => on.slice(0, 4)))
  return [...shippedBankHolidays.filter(({ on }) => !spokenOf.has(on.slice(0, 4))), ...published].sort((one, other) =>
    one.on < other.on ? -1 : 1,
  )
}

/** The first and the last year known whole. */
export function bankHolidayYears(known: readonly BankHoliday[]): { readonly from: number; readonly to: number } {
  return { from: Number(known[0]!.on.slice(0, 4)), to: Number(known.at(-1)!.on.slice(0, 4)) }
}
