// Has GOV.UK published other bank holidays than are known? Asked once a week; a list that says nothing new is not kept.
import { type BankHoliday, bankHolidaysWith } from '../calendar/bankHolidays.ts'
import { addCalendarDays, calendarDays, type DateText, dayNumber, weekdayOf } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import type { House } from '../house.ts'
import { listBankHolidays, writeOfBankHolidays } from '../storage/bankHolidayStore.ts'
import type { Query } from '../storage/database.ts'
import { keysWritten, writeOfKeys } from '../storage/dueKeyStore.ts'
import type { NightlyStep } from './nightly.ts'

/** A week in which it could not be read changes nothing, and is asked about no second time: the next week is. */
export const readBankHolidays: NightlyStep = { name: 'read-bank-holidays', writesFor }

async function writesFor(house: House, date: DateText): Promise<Query<unknown>[]> {
  const { database, bankHolidays, log } = house
  const now = house.clock.now()
  // Nights made up for after days of standing still ask once, with the last of them.
  if (!bankHolidays || date !== londonDate(now)) return []
  const key = `bank-holidays:${mondayOf(date)}`
  if ((await keysWritten(database, [key])).has(key)) return []
  const asked = writeOfKeys([key], now)
  const answer = await bankHolidays.read()
  if ('failed' in answer) {
    log.fault('bank-holidays-not-read', answer.failed)
    return [asked]
  }
  if (saying(bankHolidaysWith(answer.days)) === saying(await listBankHolidays(database))) return [asked]
  log.info('bank-holidays-changed', { days: answer.days.length })
  return [asked, writeOfBankHolidays(now, answer.days)]
}

function mondayOf(date: DateText): DateText {
  return addCalendarDays(date, calendarDays(1 - weekdayOf(dayNumber(date))))
}

function saying(days: readonly BankHoliday[]): string {
  return JSON.stringify(days.map(({ on, name }) => [on, name]))
}
