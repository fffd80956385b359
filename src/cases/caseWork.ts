// What do people, and the clock, write on a case? The part of the union that begins where ringing round ends.
import type { RiskAnswer } from '../law/referSameDay.ts'
import type { EnquiriesSigned, NameRemoved, OutcomeSigned, SicknessSigned } from './signatures.ts'

export type { GroundLetter } from './signatures.ts'

/** Whose half of the case: the school's or the authority's. */
export type Side = 'school' | 'authority'

/** Why the authority sees a case: the risk answers asked for it, it was told, the school day was reached, or by hand. */
export const openedBecauses = ['risk', 'cme-officer-told', 'school-day', 'by-hand'] as const
export type OpenedBecause = (typeof openedBecauses)[number]

export const riskLevels = ['low', 'medium', 'high'] as const
export type RiskLevel = (typeof riskLevels)[number]

/** What the lead decides after the answers: refer today, or make enquiries first. */
export const riskDecisions = ['refer', 'enquire'] as const
export type RiskDecision = (typeof riskDecisions)[number]

/** The answers with what was known and shown at that minute; `known` and `shown` are sentences, frozen. */
export interface RiskAnswered {
  readonly on: string
  readonly answers: Readonly<Record<string, RiskAnswer>>
  readonly level: RiskLevel
  readonly decision: RiskDecision
  readonly reason: string
  readonly known: readonly string[]
  readonly shown: readonly string[]
}

export const agencies = ['police', 'social-care'] as const
export type Agency = (typeof agencies)[number]

/** A referral to an agency. `at` when it was made; `dueOn` the date by which an answer is expected; `said` what it carried. */
export interface ReferralMade {
  readonly side: Side
  readonly to: Agency
  readonly at: string
  readonly reference: string
  readonly takenBy: string
  readonly dueOn: string
  readonly said: readonly string[]
  readonly words: string
}

/** Who can be told, in the order the days bring it. `authority` is the referral on the authority's own day. */
export const tellings = [
  'social-worker',
  'cme-officer',
  'education-welfare',
  'authority',
  'old-school',
  'new-school',
] as const
export type Telling = (typeof tellings)[number]

/** Somebody was told. `messageId` when the outbox carries it; `who` and `how` in words. */
export interface Told {
  readonly whom: Telling
  readonly on: string
  readonly who: string
  readonly how: string
  readonly words: string
  readonly messageId: string | null
}

export const checkResults = ['found-something', 'nothing-found', 'asked', 'not-applicable'] as const
export type CheckResult = (typeof checkResults)[number]

/** One line of an enquiry list: `check` is S1 to S16 or A1 to A15. `childSeen`: a professional saw the child. */
export interface CheckMade {
  readonly side: Side
  readonly check: string
  readonly on: string
  readonly how: string
  readonly who: string
  readonly result: CheckResult
  readonly words: string
  readonly nextStep: string
  readonly nextOn: string | null
  readonly childSeen: boolean
}

/** School and authority looked at the case together. `level` as it stands afterwards, `was` before; null where none was set. */
export interface ReviewHeld {
  readonly on: string
  readonly present: string
  readonly level: RiskLevel
  readonly was: RiskLevel | null
  readonly changed: string
  readonly next: string
}

export const foundKinds = [
  'attending',
  'another-school',
  'home-educated',
  'home-educated-unsuitable',
  'abroad',
  'died',
  'over-age',
] as const
export type FoundKind = (typeof foundKinds)[number]

/** Where the child is, who saw or confirmed it, when and how. `where`: the school, country or address in words. */
export interface ChildFound {
  readonly side: Side
  readonly kind: FoundKind
  readonly on: string
  readonly who: string
  readonly how: string
  readonly where: string
  readonly words: string
}

export type CaseWork =
  | {
      readonly what: 'case-opened'
      readonly details: {
        readonly because: OpenedBecause
        readonly reason: string
        readonly schoolDay: number | null
      }
    }
  | {
      readonly what: 'case-allocated'
      readonly details: { readonly personId: string | null; readonly personName: string | null }
    }
  | { readonly what: 'risk-answered'; readonly details: RiskAnswered }
  | { readonly what: 'referral-made'; readonly details: ReferralMade }
  | {
      readonly what: 'referral-acknowledged'
      readonly details: {
        readonly version: number
        readonly on: string
        readonly who: string
        readonly reference: string
      }
    }
  | {
      readonly what: 'referral-answered'
      readonly details: { readonly version: number; readonly on: string; readonly who: string; readonly answer: string }
    }
  | { readonly what: 'told'; readonly details: Told }
  /** A message that would have told somebody waits for a person to look, because registers are missing. */
  | {
      readonly what: 'telling-held'
      readonly details: {
        readonly whom: Telling
        readonly on: string
        readonly messageId: string
        readonly because: string
      }
    }
  /** The message behind an entry `told` never arrived: nobody was told. */
  | {
      readonly what: 'not-reached'
      readonly details: { readonly version: number; readonly messageId: string; readonly because: string }
    }
  | {
      readonly what: 'return-sent'
      readonly details: { readonly on: string; readonly how: string; readonly words: string }
    }
  | {
      readonly what: 'record-sent'
      readonly details: { readonly on: string; readonly to: string; readonly how: string }
    }
  | { readonly what: 'check-made'; readonly details: CheckMade }
  | { readonly what: 'review-held'; readonly details: ReviewHeld }
  | {
      readonly what: 'child-seen'
      readonly details: {
        readonly side: Side
        readonly on: string
        readonly who: string
        readonly profession: string
        readonly where: string
        readonly words: string
      }
    }
  | { readonly what: 'sickness-signed'; readonly details: SicknessSigned }
  | { readonly what: 'enquiries-signed'; readonly details: EnquiriesSigned }
  | { readonly what: 'outcome-signed'; readonly details: OutcomeSigned }
  | { readonly what: 'name-removed'; readonly details: NameRemoved }
  | { readonly what: 'child-found'; readonly details: ChildFound }
  | { readonly what: 'case-closed'; readonly details: { readonly because: FoundKind; readonly on: string } }
  /** An entry was a mistake: it stays in the record and counts no more. */
  | { readonly what: 'entry-withdrawn'; readonly details: { readonly version: number; readonly reason: string } }

const caseWork: Readonly<Record<CaseWork['what'], true>> = {
  'case-opened': true,
  'case-allocated': true,
  'risk-answered': true,
  'referral-made': true,
  'referral-acknowledged': true,
  'referral-answered': true,
  told: true,
  'telling-held': true,
  'not-reached': true,
  'return-sent': true,
  'record-sent': true,
  'check-made': true,
  'review-held': true,
  'child-seen': true,
  'sickness-signed': true,
  'enquiries-signed': true,
  'outcome-signed': true,
  'name-removed': true,
  'child-found': true,
  'case-closed': true,
  'entry-withdrawn': true,
}

/** Whether a happening is of this part of the union. */
export function isCaseWork<Happening extends { readonly what: string }>(
  happening: Happening,
): happening is Extract<Happening, CaseWork> {
  return Object.hasOwn(caseWork, happening.what)
}
