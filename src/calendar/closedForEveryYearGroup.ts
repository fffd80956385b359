// On which days does nobody of this school come, because its year groups were closed one by one?
import type { DayNumber } from './date.ts'
import { closeDays, type SchoolCalendar } from './schoolCalendar.ts'
import { yearGroupKey } from './yearGroup.ts'

/**
 * The same calendar with those days closed for the school. `yearGroups`: of everybody on roll, null where one is not
 * known: as long as there is such a child, somebody may be expected. For asking about registers, which are the whole school's; a child’s own days are its year group’s.
 */
export function closedForEveryYearGroup(
  calendar: SchoolCalendar,
  yearGroups: readonly (string | null)[],
): SchoolCalendar {
  const [first, ...others] = yearGroups.map((name) =>
    name === null ? undefined : calendar.ofYearGroup.get(yearGroupKey(name)),
  )
  if (!first) return calendar
  const isClosed = (day: DayNumber) =>
    !calendar.closures.has(day) && others.every((other) => other?.closures.has(day) === true)
  const closed = [...first.closures.keys()].filter(isClosed)
  return closed.length === 0 ? calendar : closeDays(calendar, new Set(closed), 'closed for every year group')
}
