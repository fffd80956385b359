// Seal the record: every night, what it gained on the day before.
import { addCalendarDays, calendarDays } from '../calendar/date.ts'
import { writesOfSeals } from '../storage/sealStore.ts'
import type { NightlyStep } from './nightly.ts'

export const sealRecord: NightlyStep = {
  name: 'seal-record',
  writesFor: (house, date) => writesOfSeals(house.database, house.keys.audit, addCalendarDays(date, calendarDays(-1))),
}
