// Which days does the school say it teaches?
import { daysInOrder } from '../calendar/calendarVersions.ts'
import { type ClosureReason, closureReasons } from '../calendar/schoolCalendar.ts'
import type { CalendarTold } from '../cases/told.ts'
import { type Reading, readAs } from './reading.ts'
import { calendarSchemas } from './schemas/calendarSchemas.ts'

/** The calendar of `calendar.published`; `publishedAt` is when the message was written. */
export function readCalendar(data: unknown, publishedAt: string): Reading<CalendarTold> {
  const read = readAs(calendarSchemas['calendar.published'], data, 'data')
  if ('fault' in read) return { told: null, faults: [read.fault] }
  const { academic_year, non_school_days, registers_close } = read.value
  const closed = (non_school_days ?? []).map(({ on, because, year_groups }) => ({
    on,
    because: closureReason(because),
    yearGroups: year_groups ?? [],
  }))
  return {
    told: {
      what: 'calendar',
      academicYear: academic_year,
      publishedAt,
      ...daysInOrder({ terms: read.value.terms, closed, registersClose: registers_close ?? null }),
    },
    faults: [],
  }
}

function closureReason(text: string): ClosureReason {
  const words = text.toLowerCase().replace(/[ _]+/g, '-')
  return closureReasons.find((reason) => reason === words) ?? 'planned-closure'
}
