// What is to be done on one case of the list, by its reader's side? The clock's duties, late answers, and what a found or returned child asks for.
import type { DateText } from '../calendar/date.ts'
import { londonDate } from '../calendar/londonTime.ts'
import type { FollowUp } from './afterFound.ts'
import type { AnswerOverdue } from './answersOverdue.ts'
import type { Agency } from './caseWork.ts'
import type { Duty, DutyState } from './clock/clock.ts'

/** One thing to do. `on`: by when, in London; null when the date cannot be counted. */
export type OwedOnLoad = { readonly state: DutyState; readonly on: DateText | null } & (
  | { readonly kind: 'duty'; readonly rule: string }
  | { readonly kind: 'referral'; readonly to: Agency }
  | { readonly kind: 'check'; readonly check: string }
  /** The register has explained or ended an absence in which nobody saw the child. */
  | { readonly kind: 'look' }
  | { readonly kind: 'follow-up'; readonly words: string }
)

/** All of it by date, what has none last. What the clock has no day for is to be done today. */
export function owedOnLoad({
  duties,
  answers,
  followUps,
  isSightingMissing,
  today,
}: {
  readonly duties: readonly Duty[]
  readonly answers: readonly AnswerOverdue[]
  readonly followUps: readonly FollowUp[]
  readonly isSightingMissing: boolean
  readonly today: DateText
}): readonly OwedOnLoad[] {
  const due = { state: 'due', on: today } as const
  const owed: OwedOnLoad[] = [
    ...duties.map(({ rule, state, dueOn, dueAt }) => ({
      ...{ kind: 'duty' as const, rule, state },
      on: dueAt === undefined ? (dueOn ?? null) : londonDate(dueAt),
    })),
    ...answers.map((answer): OwedOnLoad => {
      const late = { state: 'overdue', on: answer.dueOn } as const
      return answer.kind === 'referral'
        ? { kind: 'referral', to: answer.to, ...late }
        : { kind: 'check', check: answer.check, ...late }
    }),
    ...(isSightingMissing ? [{ kind: 'look' as const, ...due }] : []),
    // The record is sent once the child has left: its day is the clock's.
    ...followUps.flatMap(({ form, words, isDone }) =>
      isDone || form === 'record' ? [] : [{ kind: 'follow-up' as const, words, ...due }],
    ),
  ]
  const last = '9999-99-99'
  return owed.sort((one, other) => compare(one.on ?? last, other.on ?? last))
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
