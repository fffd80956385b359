// What does a ground that school and authority answer together ask of them, and may they delete the name of a child they found?
import type { SchoolDays } from '../calendar/date.ts'
import type { AnswerRule } from './rule.ts'

export interface RemovalRule extends AnswerRule {
  readonly schoolDays: SchoolDays
  /** What the joint efforts are for. Until 18 August 2024 only the whereabouts were asked for. */
  readonly effortsFor: 'whereabouts' | 'whereabouts-and-circumstances'
  /** Whether a child who was found may be deleted when both agree that no return is to be expected. */
  readonly permitsFoundAndAgreed: boolean
  readonly replaces?: RemovalRule
}
