// Which answers are late? Those that agencies owe to referrals, and those of people who were asked in an enquiry.
import type { DateText } from '../calendar/date.ts'
import type { Agency, Side } from './caseWork.ts'
import { awaitedChecks } from './checksAsked.ts'
import { type Standing, standingOf } from './standing.ts'

/** What lists read of an entry beside what stands: who was asked, and whose half wrote it. '' and null once erased. */
export interface EntrySaid {
  readonly version: number
  readonly what: 'check-made' | 'child-found'
  readonly side: Side | null
  readonly who: string
}

/** An answer that was expected before today. `dueOn`: by when. */
export type AnswerOverdue = { readonly version: number; readonly dueOn: DateText } & (
  | { readonly kind: 'referral'; readonly to: Agency }
  | { readonly kind: 'check'; readonly check: string; readonly side: Side }
)

/** The late answers by the London date of today: referrals first, each kind in the order in which it was written down. */
export function answersOverdue(
  standing: readonly Standing[],
  said: readonly EntrySaid[],
  today: DateText,
): readonly AnswerOverdue[] {
  const answered = new Set(standingOf(standing, 'answered').map((entry) => entry.of))
  const referrals = standingOf(standing, 'referral')
    .filter(({ version, dueOn }) => dueOn < today && !answered.has(version))
    .map(({ version, to, dueOn }) => ({ kind: 'referral' as const, version, to, dueOn }))
  const who = new Map(said.map((entry) => [entry.version, entry.who]))
  const checks = standingOf(standing, 'check').map((check) => ({ ...check, who: who.get(check.version) ?? '' }))
  const late = awaitedChecks(checks).flatMap(({ version, check, side, nextOn }) =>
    nextOn !== null && nextOn < today ? { kind: 'check' as const, version, check, side, dueOn: nextOn } : [],
  )
  return [...referrals, ...late]
}
