// What can have happened to an absence? One union, past tense; the record is made of nothing else.
import type { CalendarSource } from '../calendar/calendarInForce.ts'
import type { CaseWork } from './caseWork.ts'

export type Session = 'AM' | 'PM'

export const methods = ['phone', 'text', 'email', 'in-person', 'other'] as const
export type Method = (typeof methods)[number]

export const outcomes = [
  'no-answer',
  'voicemail',
  'number-dead',
  'wrong-person',
  'reason-given',
  'parent-did-not-know',
  'reached',
] as const
export type Outcome = (typeof outcomes)[number]

/** Who was tried, how, and what came of it. `contactId` is null when somebody not on the record was spoken to. */
export interface ContactAttempt {
  readonly contactId: string | null
  readonly who: string
  readonly number: string | null
  readonly method: Method
  readonly outcome: Outcome
  readonly words: string
}

/** Why the child is away, as somebody said it. Without `until` it holds for the whole run. */
export interface ReasonGiven {
  readonly explainedOn: string
  readonly explainedUntil: string | null
  readonly reason: string
  readonly whoSaid: string
}

export type CaseHappening =
  | { readonly what: 'absence-began'; readonly details: { readonly firstOn: string } }
  /** Away again while the case is still open: the same case, a new run. */
  | { readonly what: 'absence-began-again'; readonly details: { readonly firstOn: string } }
  | { readonly what: 'absence-start-moved'; readonly details: { readonly from: string; readonly to: string } }
  | {
      readonly what: 'mark-corrected'
      readonly details: {
        readonly on: string
        readonly session: Session
        readonly from: string
        readonly to: string
        readonly reason: string | null
      }
    }
  | { readonly what: 'absence-ended'; readonly details: { readonly on: string; readonly because: EndedBecause } }
  | { readonly what: 'contact-attempted'; readonly details: ContactAttempt }
  | { readonly what: 'contact-attempt-withdrawn'; readonly details: { readonly version: number } }
  | { readonly what: 'reason-given'; readonly details: ReasonGiven }
  | { readonly what: 'reason-withdrawn'; readonly details: { readonly version: number } }
  /** Another calendar: these dates are others than before. */
  | { readonly what: 'deadlines-moved'; readonly details: DeadlinesMoved }
  | CaseWork

/**
 * What a new calendar did to the dates of a case. `rule` is a rule's id; `from` and `to` are dates, null where the day could
 * not be counted. `source` and `publishedAt` say which calendar; `reason` is what its writer typed. `absence` where the
 * absence itself is counted, or not, by this calendar and was not, or was, by the one before.
 */
export interface DeadlinesMoved {
  readonly source: CalendarSource
  readonly publishedAt: string
  readonly reason: string | null
  readonly moved: readonly { readonly rule: string; readonly from: string | null; readonly to: string | null }[]
  readonly absence?: 'not-counted' | 'counted'
}

/** The register says that the child attended, or why the child was away; the child left this school; or all of it was one file, taken back. */
export type EndedBecause = 'attended' | 'reason-in-register' | 'left' | 'file-taken-back'

/** A happening as it stands in the record: `by` is a person's id, `mis` or `clock`. */
export type CaseEvent = CaseHappening & {
  readonly caseId: string
  readonly version: number
  readonly at: string
  readonly by: string
}
