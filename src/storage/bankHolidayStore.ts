// Which bank holidays has GOV.UK published? The newest list read, beside the one that comes with the program.
import { type BankHoliday, bankHolidaysWith } from '../calendar/bankHolidays.ts'
import { type Database, type Query, sql } from './database.ts'

/** All that are known, in order. They are public, so there is nobody to ask for. */
export async function listBankHolidays(database: Database): Promise<readonly BankHoliday[]> {
  return bankHolidaysWith((await findBankHolidaysRead(database))?.days ?? [])
}

/** The newest list that was read and when; null while none was. */
export async function findBankHolidaysRead(
  database: Database,
): Promise<{ readonly readAt: string; readonly days: readonly BankHoliday[] } | null> {
  const rows = await database.read(
    sql<{ read_at: string; days: string }>`SELECT read_at, days FROM bank_holiday_lists ORDER BY read_at DESC LIMIT 1`,
  )
  return rows[0] ? { readAt: rows[0].read_at, days: JSON.parse(rows[0].days) as BankHoliday[] } : null
}

/** The write of a list that is another than the newest. */
export function writeOfBankHolidays(readAt: string, days: readonly BankHoliday[]): Query<unknown> {
  return sql`INSERT INTO bank_holiday_lists (read_at, days) VALUES (${readAt}, ${JSON.stringify(days)}) ON CONFLICT DO NOTHING`
}
