// Is a register that was closed as whole much thinner than the roll? Then it was not heard in full, whatever its system says.
import { type DateText, dayNumber } from '../calendar/date.ts'
import { calendarOfYearGroup, type SchoolCalendar } from '../calendar/schoolCalendar.ts'
import { yearGroupKey } from '../calendar/yearGroup.ts'
import type { Session } from './events.ts'

/** A whole register in which pupils on roll have no mark. `groups`: year group, pupils on roll that day, how many of them have none. */
export interface UnmarkedRegister {
  readonly on: DateText
  readonly session: Session
  readonly groups: readonly (readonly [yearGroup: string | null, onRoll: number, unmarked: number])[]
}

/** How many of those expected in a register have a mark. */
export interface ThinRegister {
  readonly marked: number
  readonly onRoll: number
}

// Fewer are for the list of children without a mark alone; the storage counts no register in which there are fewer.
const fewestUnmarked = 5

/**
 * The register's figures where fewer than half of those expected have a mark and at least five have none; else null. Who is
 * ill or on a trip has a mark, so a day of absence makes no register thin: half is far below what one class without a
 * register leaves out, and far above what a broken transfer sends. Where five are missing of a small school, it is asked too.
 * Not expected: year groups away that day by the calendar, and nursery, whose children come for some sessions of the week.
 */
export function thinRegisterOf({ on, groups }: UnmarkedRegister, calendar: SchoolCalendar): ThinRegister | null {
  const day = dayNumber(on)
  const expected = groups.filter(([yearGroup]) => {
    if (yearGroup === null) return true
    const isAway = calendarOfYearGroup(calendar, yearGroup).closures.has(day)
    return !isAway && !nursery.test(yearGroupKey(yearGroup))
  })
  const onRoll = expected.reduce((sum, [, pupils]) => sum + pupils, 0)
  const unmarked = expected.reduce((sum, [, , without]) => sum + without, 0)
  const marked = onRoll - unmarked
  return unmarked >= fewestUnmarked && marked * 2 < onRoll ? { marked, onRoll } : null
}

// N, N1, N2, and E1, E2 of the early years, as yearGroupKey writes them.
const nursery = /^[EN]\d?$/
