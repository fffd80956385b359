// When is a child expected back from leave, and which leave stands behind an absence? Leave excuses no day after its last.
import { type Counted, nthSchoolDayAfter } from '../calendar/counting.ts'
import { type DateText, dayNumber, schoolDays } from '../calendar/date.ts'
import { indexOnOrAfter, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { notReturnedFromLeaveDeletion } from '../law/notReturnedFromLeaveDeletion.ts'

/** Leave from one date to another, both in. */
export interface LeaveSpan {
  readonly firstOn: DateText
  readonly lastOn: DateText
}

/** The first school day after the last day of leave, with its working; unknown where the calendar ends before it. */
export function expectedBack(calendar: SchoolCalendar, { lastOn }: LeaveSpan): Counted {
  return nthSchoolDayAfter(calendar, dayNumber(lastOn), schoolDays(1))
}

/**
 * The latest leave behind an absence whose first day is `firstOn`: begun by then, and ended no more than ten school days
 * before, the time in which a child who does not come back has not returned from leave (regulation 9(1)(h)). Null without.
 */
export function leaveBehind<Leave extends LeaveSpan>(
  leaves: readonly Leave[],
  firstOn: DateText,
  calendar: SchoolCalendar | null,
): Leave | null {
  const begun = leaves.filter((leave) => leave.firstOn <= firstOn)
  const latest = begun.toSorted((one, other) => (one.lastOn < other.lastOn ? -1 : 1)).at(-1)
  if (!latest || latest.lastOn >= firstOn || calendar === null) return latest ?? null
  const daysSince =
    indexOnOrAfter(calendar, dayNumber(firstOn)) - indexOnOrAfter(calendar, dayNumber(latest.lastOn) + 1)
  return daysSince < notReturnedFromLeaveDeletion.schoolDays ? latest : null
}
