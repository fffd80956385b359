// Which registers were taken on days that a calendar calls closed? Computed whenever somebody looks; gone once either is corrected.
import { type CalendarYear, calendarInForce, daysOfAcademicYear } from '../calendar/calendarInForce.ts'
import type { DateText } from '../calendar/date.ts'
import { isClosedOn } from '../calendar/daysOpened.ts'
import { londonDate } from '../calendar/londonTime.ts'
import { type CalendarInput, prepareCalendar, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { againstCalendar, closedWeekdays, type DayAgainstCalendar } from '../cases/registersAgainstCalendar.ts'
import type { Scope } from '../cases/roles.ts'
import type { House } from '../house.ts'
import { attendanceCodes } from '../law/attendanceCodes.ts'
import { listCalendarYears } from '../storage/calendarStore.ts'
import { listRegistersTaken } from '../storage/registersTakenStore.ts'
import { yearsWith } from './takeInRegister.ts'

/** Such a day at one school. */
export interface RegisterAgainstCalendar extends DayAgainstCalendar {
  readonly schoolUrn: string
  readonly schoolName: string
}

// Of whom nobody was to be there, or nothing is known: they stand against no closed day.
const codesOfNobody = attendanceCodes.filter(({ possible }) => !possible).map(({ code }) => code)

/** The days from a date to today, by date and school, by these calendars in force. One statement, and none where no day is closed. */
export async function registersAgainstCalendars(
  house: House,
  scope: Scope,
  calendars: readonly (CalendarInput & { readonly schoolUrn: string })[],
  from: DateText,
): Promise<RegisterAgainstCalendar[]> {
  const today = londonDate(house.clock.now())
  const prepared = calendars.map((calendar) => ({ urn: calendar.schoolUrn, calendar: prepareCalendar(calendar) }))
  const days = prepared.map(({ urn, calendar }) => ({ schoolUrn: urn, on: closedWeekdays(calendar, from, today) }))
  return readDays(house, scope, new Map(prepared.map(({ urn, calendar }) => [urn, calendar])), days)
}

/** The days up to today that would be closed by this calendar of an academic year and are not now. */
export async function registersClosedBy(
  house: House,
  scope: Scope,
  schoolUrn: string,
  year: Pick<CalendarYear, 'academicYear' | 'terms' | 'closed' | 'registersClose'>,
): Promise<RegisterAgainstCalendar[]> {
  const years = await listCalendarYears(house.database, scope, schoolUrn)
  const version: CalendarYear = { ...year, publishedAt: '', deliveryId: '', source: 'typed' }
  const [was, now] = [calendarInForce(schoolUrn, years), calendarInForce(schoolUrn, yearsWith(years, version))]
  if (!now) return []
  const [before, after] = [was && prepareCalendar(was), prepareCalendar(now)]
  const { from, to } = daysOfAcademicYear(year.academicYear)
  const last = [to, londonDate(house.clock.now())].sort()[0]!
  const isNewlyClosed = (on: DateText) =>
    before === null ||
    isNewIn(before, after, on) ||
    [...after.ofYearGroup].some(([key, its]) => isNewIn(before.ofYearGroup.get(key) ?? before, its, on))
  const days = [{ schoolUrn, on: closedWeekdays(after, from, last).filter(isNewlyClosed) }]
  return readDays(house, scope, new Map([[schoolUrn, after]]), days)
}

function isNewIn(before: SchoolCalendar, after: SchoolCalendar, on: DateText): boolean {
  return isClosedOn(after, on) && !isClosedOn(before, on)
}

async function readDays(
  house: House,
  scope: Scope,
  calendars: ReadonlyMap<string, SchoolCalendar>,
  days: readonly { readonly schoolUrn: string; readonly on: readonly DateText[] }[],
): Promise<RegisterAgainstCalendar[]> {
  const asked = days.filter(({ on }) => on.length > 0)
  if (asked.length === 0) return []
  const taken = await listRegistersTaken(house.database, scope, asked, codesOfNobody)
  return taken.flatMap(({ schoolUrn, schoolName, ...day }) => {
    const against = againstCalendar(day, calendars.get(schoolUrn)!)
    return against ? [{ ...against, schoolUrn, schoolName }] : []
  })
}
