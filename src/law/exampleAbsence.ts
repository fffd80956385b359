// On which days do the worked examples of the local procedure fall? An absence in the autumn of the invented school year.
import { type CountedDate, type DayRun, nthDayOf } from '../calendar/counting.ts'
import { type DateText, dayNumber, schoolDays } from '../calendar/date.ts'
import { prepareCalendar } from '../calendar/schoolCalendar.ts'

/** From half-term on the count goes over the gap and the INSET day. The rest of the year is in the calculator’s example. */
export const exampleAutumn = {
  terms: [
    { from: '2026-09-01', to: '2026-10-23' },
    { from: '2026-11-02', to: '2026-12-18' },
  ],
  closed: [
    { on: '2026-09-01', because: 'inset' },
    { on: '2026-11-02', because: 'inset' },
  ],
} as const

/** The first day of the absence: a Monday. */
export const exampleFirstOn: DateText = '2026-10-12'

const calendar = prepareCalendar(exampleAutumn)

/** The absence, unbroken to the end of the autumn. */
export const exampleAbsence: DayRun = {
  calendar,
  counted: [],
  countsOnFrom: dayNumber(exampleFirstOn),
  whyPassedOver: () => '',
}

/** The nth school day of the absence, as an example says it. The autumn has more of them than a policy may choose. */
export function exampleSchoolDay(nth: number): string {
  return exampleDay(nthDayOf(exampleAbsence, schoolDays(nth)))
}

const inWords = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
const millisecondsOfDay = 86_400_000

/** A day of the autumn in words: Wednesday 14 October. */
export function exampleDay({ on }: Pick<CountedDate, 'on'> | { readonly on: null }): string {
  return on === null ? 'a day after the autumn' : inWords.format(dayNumber(on) * millisecondsOfDay).replaceAll(',', '')
}
