// Which leave of what a school's system told stands, and which waits for a person? The same for every order of messages.
import { addCalendarDays, calendarDays, dayNumber, weekdayOf } from '../calendar/date.ts'
import type { LeaveSpan } from './leave.ts'
import type { LeaveGrantedTold } from './told.ts'

/** The newest word about leave from a first day. `stamp` and `tie` order two of them. */
export interface LeaveTold extends LeaveSpan {
  readonly expectedOn: string | null
  readonly code: string
  readonly stamp: string
  readonly tie: string
}

/** A leave that is kept. `toldStamp` null: a person wrote it down. */
export interface LeaveKept extends LeaveSpan {
  readonly toldStamp: string | null
  /** Not withdrawn, by nobody. */
  readonly stands: boolean
  readonly isWithdrawnByPerson: boolean
}

/** All that is known of a pupil’s leave: what was told, by its first day, and what is kept, withdrawn or not. */
export interface LeaveFacts {
  readonly words: readonly LeaveTold[]
  readonly kept: readonly LeaveKept[]
}

/** What a message says, in the form it is kept in. */
export function leaveTold(told: LeaveGrantedTold, deliveryId: string): LeaveTold {
  const { from: firstOn, to: lastOn, expectedReturnOn: expectedOn, code, at: stamp } = told
  return { firstOn, lastOn, expectedOn, code, stamp, tie: deliveryId }
}

/** The words known, with one more: of two about the same first day the newer counts. */
export function withLeaveTold(known: readonly LeaveTold[], told: LeaveTold): LeaveTold[] {
  const same = known.find(({ firstOn }) => firstOn === told.firstOn)
  if (same && !isNewer(told, same)) return [...known]
  return [...known.filter((each) => each !== same), told]
}

/**
 * The words that hold: of two that share a day only the newer, so that leave moved to other days counts once.
 * `standing` are those that become leave by themselves; `proposed` those without a day of return, for a person. Leave that
 * a person wrote down comes before what is told, and what a person took back does not come again with the same word.
 */
export function leaveThatHolds({ words, kept }: LeaveFacts): {
  readonly standing: readonly LeaveTold[]
  readonly proposed: readonly LeaveTold[]
} {
  const holding: LeaveTold[] = []
  for (const word of words.toSorted((one, other) => (isNewer(one, other) ? -1 : 1))) {
    if (!holding.some((other) => isSharing(spanOf(word), spanOf(other)))) holding.push(word)
  }
  const byHand = kept.filter(({ toldStamp, stands }) => toldStamp === null && stands)
  const free = holding
    .filter((word) => !byHand.some((leave) => isSharing(leave, spanOf(word))))
    .filter((word) => !kept.some((leave) => isTakenBack(leave, word)))
    .toSorted((one, other) => (one.firstOn < other.firstOn ? -1 : 1))
  return {
    standing: free.filter(({ expectedOn }) => expectedOn !== null),
    proposed: free.filter(({ expectedOn }) => expectedOn === null),
  }
}

/** What was told and stands nowhere: without a day of return, or left when a person took back what stood in its way. */
export function leaveUnwritten(facts: LeaveFacts): LeaveTold[] {
  const { standing, proposed } = leaveThatHolds(facts)
  const isWritten = (word: LeaveTold) => facts.kept.some((leave) => leave.stands && isSharing(leave, spanOf(word)))
  return [...proposed, ...standing.filter((word) => !isWritten(word))]
}

/**
 * The days of leave that a word means: to its last day, or to the day before the expected return when that is later than
 * the weekend after, because the clock starts on the day on which the child is expected.
 */
export function spanOf({ firstOn, lastOn, expectedOn }: LeaveTold): LeaveSpan {
  if (expectedOn === null) return { firstOn, lastOn }
  const eve = addCalendarDays(expectedOn, calendarDays(-1))
  for (let on = addCalendarDays(lastOn, calendarDays(1)); on <= eve; on = addCalendarDays(on, calendarDays(1))) {
    if (weekdayOf(dayNumber(on)) < 6) return { firstOn, lastOn: eve }
  }
  return { firstOn, lastOn }
}

function isTakenBack({ firstOn, lastOn, toldStamp, isWithdrawnByPerson }: LeaveKept, word: LeaveTold): boolean {
  const span = spanOf(word)
  return (
    isWithdrawnByPerson &&
    toldStamp !== null &&
    toldStamp >= word.stamp &&
    firstOn === span.firstOn &&
    lastOn === span.lastOn
  )
}

function isNewer(one: LeaveTold, other: LeaveTold): boolean {
  return one.stamp === other.stamp ? one.tie > other.tie : one.stamp > other.stamp
}

function isSharing(one: LeaveSpan, other: LeaveSpan): boolean {
  return one.firstOn <= other.lastOn && one.lastOn >= other.firstOn
}
