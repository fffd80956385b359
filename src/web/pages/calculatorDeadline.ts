// What is each date of the calculator? When, what it asks for, by which rule, and the count behind it.
import type { Working } from '../../calendar/counting.ts'
import type { DateText } from '../../calendar/date.ts'
import type { AnswerRule, Basis } from '../../law/rule.ts'
import type { CountOfCodes } from './calculatorMarkDays.ts'

export interface Deadline {
  /** The rule as it stands today; which version held, its date decides. */
  readonly rule: AnswerRule
  /** 'School day 3', 'Calendar day 28'. */
  readonly name: string
  readonly act: string
  /** Null when the calendar ends before it, or when marks leave no count going. */
  readonly on: DateText | null
  /** Whether `on` is the last day for it, or the day itself. */
  readonly isLatest: boolean
  /** Whether the rule asks nothing and only says from when something may be considered. */
  readonly isEarliest: boolean
  /** By when what fell due on `on` must be done, where that is later. */
  readonly dueOn: DateText | null
  readonly sentences: readonly string[]
  /** What is said with the rule, for those who open it. */
  readonly more: readonly string[]
  readonly working: Working
  /** The number of the first day counted. */
  readonly firstNumber: number
  readonly countsOn: 'school days' | 'calendar days'
  /** Which codes end the count; null where none does. */
  readonly count: CountOfCodes | null
  /** The first day of the count that reaches it; null when marks leave none. */
  readonly startedOn: DateText | null
  /** The count that begins after this one was reached and a mark ended it; `on` null when it gets nowhere. */
  readonly next: { readonly startedOn: DateText; readonly on: DateText | null } | null
  /** Whether only children of compulsory school age are meant. */
  readonly isByAge: boolean
  readonly basis: Basis | null
}

export const noDays: Working = { counted: [], skipped: [] }

/** What most dates have in common. */
export const plainDeadline = {
  isLatest: false,
  isEarliest: false,
  dueOn: null,
  more: [],
  firstNumber: 1,
  countsOn: 'school days',
  isByAge: false,
} as const
