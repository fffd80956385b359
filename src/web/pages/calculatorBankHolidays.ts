// Which weekdays are bank holidays in England, in the years that this program knows?
// From https://www.gov.uk/bank-holidays (England and Wales); where one falls on a weekend, the day given instead.
import type { DateText } from '../../calendar/date.ts'
import type { ClosedDay } from '../../calendar/schoolCalendar.ts'

export const bankHolidaysUrl = 'https://www.gov.uk/bank-holidays'

/** The first and the last year that are known whole. */
export const bankHolidayYears = { from: 2026, to: 2028 } as const

const days: readonly DateText[] = [
  ...['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31', '2026-12-25', '2026-12-28'],
  ...['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2027-08-30', '2027-12-27', '2027-12-28'],
  ...['2028-01-03', '2028-04-14', '2028-04-17', '2028-05-01', '2028-05-29', '2028-08-28', '2028-12-25', '2028-12-26'],
]

export const bankHolidays: readonly ClosedDay[] = days.map((on) => ({ on, because: 'bank-holiday' }))
