// How does an absence stand after all that happened? The only place where a case's summary changes.
import type { FoundKind } from './caseWork.ts'
import type { CaseHappening } from './events.ts'
import { assertNever } from './refusals.ts'
import { type Standing, standingAfter } from './standing.ts'

/** A case as lists need it. `lastHash` is the end of its chain. */
export interface CaseSummary {
  readonly id: string
  readonly pupilId: string
  readonly schoolUrn: string
  readonly beganOn: string
  readonly endedOn: string | null
  readonly endedBecause: string | null
  readonly explainedOn: string | null
  readonly explainedUntil: string | null
  /** Version of the event that gave the reason in force, so that withdrawing it can be told from withdrawing an older one. */
  readonly explainedBy: number | null
  /** Since when the authority sees it; null while it is the school's alone. */
  readonly openedAt: string | null
  readonly closedAt: string | null
  /** The person of the authority whose case it is. */
  readonly allocatedTo: string | null
  readonly standing: readonly Standing[]
  readonly version: number
}

/** When a happening was written down, and by whom. */
export interface Written {
  readonly at: string
  readonly by: string
}

/** The summary after one more happening. Versions are gapless: the caller numbers them from 1. */
export function after(summary: CaseSummary, happening: CaseHappening, { at, by }: Written): CaseSummary {
  const version = summary.version + 1
  const standing = standingAfter(summary.standing, happening, { version, at, by })
  const next = { ...summary, version, standing }
  switch (happening.what) {
    case 'absence-began':
      return { ...next, beganOn: happening.details.firstOn }
    case 'absence-began-again':
      return { ...next, ...notEnded, ...notExplained, beganOn: happening.details.firstOn }
    case 'absence-start-moved':
      return { ...next, beganOn: happening.details.to }
    case 'absence-ended':
      return { ...next, endedOn: happening.details.on, endedBecause: happening.details.because }
    case 'reason-given': {
      const { explainedOn, explainedUntil } = happening.details
      return { ...next, explainedOn, explainedUntil, explainedBy: version }
    }
    case 'reason-withdrawn':
      return happening.details.version === summary.explainedBy ? { ...next, ...notExplained } : next
    case 'case-opened':
      return { ...next, openedAt: at, closedAt: null }
    case 'case-allocated':
      return { ...next, allocatedTo: happening.details.personId }
    case 'name-removed':
      return { ...next, endedOn: happening.details.on, endedBecause: 'removed' }
    case 'child-found':
      return saysWhere(happening.details.kind)
        ? { ...next, explainedOn: happening.details.on, explainedUntil: null, explainedBy: version }
        : next
    case 'case-closed':
      return { ...next, closedAt: at }
    case 'entry-withdrawn':
      return withdrawn(next, summary, happening.details.version)
    case 'mark-corrected':
    case 'deadlines-moved':
    case 'contact-attempted':
    case 'contact-attempt-withdrawn':
    case 'risk-answered':
    case 'referral-made':
    case 'referral-acknowledged':
    case 'referral-answered':
    case 'told':
    case 'telling-held':
    case 'not-reached':
    case 'return-sent':
    case 'record-sent':
    case 'check-made':
    case 'review-held':
    case 'child-seen':
    case 'sickness-signed':
    case 'enquiries-signed':
    case 'outcome-signed':
      return next
    default:
      return assertNever(happening)
  }
}

const notEnded = { endedOn: null, endedBecause: null }
const notExplained = { explainedOn: null, explainedUntil: null, explainedBy: null }

/**
 * Whether finding a child so explains the absence. Back at school is for the register to say; at home without suitable
 * education the child is missing education, so that every duty goes on.
 */
export function saysWhere(kind: FoundKind): boolean {
  return kind !== 'attending' && kind !== 'home-educated-unsuitable'
}

function withdrawn(next: CaseSummary, before: CaseSummary, version: number): CaseSummary {
  const entry = before.standing.find((each) => each.version === version)
  const unexplained = before.explainedBy === version ? { ...next, ...notExplained } : next
  switch (entry?.what) {
    case 'opened':
      return { ...unexplained, openedAt: null }
    case 'found':
      return { ...unexplained, closedAt: null }
    case 'removed':
      return before.endedBecause === 'removed' ? { ...unexplained, ...notEnded } : unexplained
    default:
      return unexplained
  }
}
