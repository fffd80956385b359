// Leave of absence was given: do its days make sense beside what is already written down?
import { type DateText, dayNumber } from '../../calendar/date.ts'
import { attendanceCodes } from '../../law/attendanceCodes.ts'
import type { CompleteRegister, KeptMark } from '../clock/marksForClock.ts'
import type { LeaveSpan } from '../leave.ts'
import { type Refusal, refused } from '../refusals.ts'

export interface LeaveToWrite extends LeaveSpan {
  readonly reason: string
}

const mostDays = 366

const attendedCodes: ReadonlySet<string> = new Set(
  attendanceCodes.filter(({ attends }) => attends).map(({ code }) => code as string),
)

/** The days on which a pupil was expected here; null where nobody has said. */
export interface OnRoll {
  readonly firstKnownOn: DateText
  readonly enteredOn: DateText | null
  readonly leftOn: DateText | null
}

/** What the school's registers say of the pupil. */
export interface RegisterOfLeave {
  readonly marks: readonly KeptMark[]
  readonly completeSessions: readonly CompleteRegister[]
}

/** The first day of a leave on which the child attended by the register: marked so, or without a mark in a complete one. Null without. */
export function attendedOn(
  { firstOn, lastOn }: LeaveSpan,
  { marks, completeSessions }: RegisterOfLeave,
  { firstKnownOn, leftOn }: Pick<OnRoll, 'firstKnownOn' | 'leftOn'>,
): DateText | null {
  const marked = new Set(marks.map(({ on, session }) => on + session))
  const present = completeSessions.filter(({ on, session }) => on >= firstKnownOn && !marked.has(on + session))
  return (
    [...present, ...marks.filter(({ code }) => attendedCodes.has(code))]
      .map(({ on }) => on)
      .filter((on) => on >= firstOn && on <= lastOn && (leftOn === null || on <= leftOn))
      .sort()[0] ?? null
  )
}

/**
 * The leave as it is to be kept. Refuses one for days before the pupil entered or after the pupil has left, of more than
 * a school year, one that shares a day with leave that stands, and one on a day on which the register says that the
 * child attended. `lastOn` is not before `firstOn`.
 */
export function recordLeave(
  leave: LeaveToWrite,
  {
    leaves,
    onRoll,
    register,
  }: {
    readonly leaves: readonly LeaveSpan[]
    readonly onRoll: OnRoll
    readonly register: RegisterOfLeave
  },
): { readonly accepted: LeaveToWrite } | { readonly refused: Refusal } {
  const { enteredOn, leftOn } = onRoll
  if (leftOn !== null && leave.firstOn > leftOn) return refused('not-on-roll')
  if (enteredOn !== null && leave.firstOn < enteredOn) return refused('not-on-roll')
  if (dayNumber(leave.lastOn) - dayNumber(leave.firstOn) >= mostDays) return refused('leave-too-long')
  const overlaps = leaves.some(({ firstOn, lastOn }) => firstOn <= leave.lastOn && lastOn >= leave.firstOn)
  if (overlaps) return refused('leave-overlaps')
  return attendedOn(leave, register, onRoll) ? refused('attended-during-leave') : { accepted: leave }
}
