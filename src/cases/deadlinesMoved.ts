// Which dates of a case are others by another calendar? The clock’s two answers side by side.
import type { DateText } from '../calendar/date.ts'
import type { SchoolCalendar } from '../calendar/schoolCalendar.ts'
import type { ClockAnswer, Duty } from './clock/clockTypes.ts'
import type { KeptMark } from './clock/marksForClock.ts'
import type { DeadlinesMoved } from './events.ts'
import { absenceCodes } from './mark.ts'

export type DateMoved = DeadlinesMoved['moved'][number]

/** What a calendar does to the absence of a case: `null` where it does nothing. */
export type AbsenceMoved = NonNullable<DeadlinesMoved['absence']> | null

/**
 * Whether the absence is counted by one calendar alone. `calendar` is the new one of the child. An absence that ends because
 * a day on which the child was there is a school day now still has days that count: its end is told, not this.
 */
export function absenceMoved(
  before: ClockAnswer,
  after: ClockAnswer,
  marks: readonly KeptMark[],
  calendar: SchoolCalendar,
): AbsenceMoved {
  if (before.absence === null) return after.absence === null ? null : 'counted'
  if (after.absence !== null) return null
  const { firstOn } = before.absence
  const isSchoolDay = new Set(calendar.dates)
  return marks.some(({ on, code }) => on >= firstOn && absenceCodes.has(code) && isSchoolDay.has(on))
    ? null
    : 'not-counted'
}

/**
 * What the clock says of one case at one moment, by the calendar before and by the new one. Duties that are done or not
 * needed do not move, and what only one of the two speaks of is no move: it begins, or falls away, on the page. One date
 * a rule, in the clock's order, then the days of the grounds; null is a day that could not be counted.
 */
export function deadlinesMoved(before: ClockAnswer, after: ClockAnswer): readonly DateMoved[] {
  const pairs = [...dutyPairs(before.duties, after.duties), ...groundPairs(before, after)]
  const moved = new Map<string, DateMoved>()
  for (const { rule, from, to } of pairs) if (from !== to && !moved.has(rule)) moved.set(rule, { rule, from, to })
  return [...moved.values()]
}

function dutyPairs(before: readonly Duty[], after: readonly Duty[]): DateMoved[] {
  const was = firstOfEach(before)
  const now = firstOfEach(after)
  const pairs: DateMoved[] = []
  for (const [key, duty] of was) {
    const same = now.get(key) ?? onlyOther(duty, was, now)
    if (same && isOwed(duty) && isOwed(same)) pairs.push({ rule: duty.rule, from: duty.dueOn!, to: same.dueOn! })
  }
  return pairs
}

/** A duty brought about by a day that moved with the calendar is the same duty, where its rule speaks of one only on either side. */
function onlyOther(duty: Duty, was: ReadonlyMap<string, Duty>, now: ReadonlyMap<string, Duty>): Duty | null {
  const unmatched = (one: ReadonlyMap<string, Duty>, other: ReadonlyMap<string, Duty>) =>
    [...one].filter(([key, { rule }]) => rule === duty.rule && !other.has(key))
  const [candidate, ...more] = unmatched(now, was)
  return candidate && more.length === 0 && unmatched(was, now).length === 1 ? candidate[1] : null
}

function firstOfEach(duties: readonly Duty[]): ReadonlyMap<string, Duty> {
  const first = new Map<string, Duty>()
  for (const duty of duties) {
    const key = `${duty.rule} ${duty.episode ?? ''} ${duty.triggeredOn ?? ''}`
    if (duty.dueOn !== undefined && !first.has(key)) first.set(key, duty)
  }
  return first
}

function isOwed({ state }: Duty): boolean {
  return state !== 'done' && state !== 'not-needed'
}

function groundPairs(before: ClockAnswer, after: ClockAnswer): DateMoved[] {
  return [
    ...groundPair('ground-i', before.removal.groundI.twentiethSchoolDay, after.removal.groundI.twentiethSchoolDay),
    ...groundPair('ground-h', before.removal.groundH.tenthSchoolDay, after.removal.groundH.tenthSchoolDay),
  ]
}

function groundPair(rule: string, from: DateText | null | undefined, to: DateText | null | undefined): DateMoved[] {
  return from === undefined || to === undefined ? [] : [{ rule, from, to }]
}
