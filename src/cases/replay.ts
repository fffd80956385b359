// How does an absence stand after all that happened? The only place where a case's summary changes.
import type { CaseHappening } from './events.ts'
import { assertNever } from './refusals.ts'

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
  readonly version: number
}

/** The summary after one more happening. Versions are gapless: the caller numbers them from 1. */
export function after(summary: CaseSummary, happening: CaseHappening): CaseSummary {
  const next = { ...summary, version: summary.version + 1 }
  switch (happening.what) {
    case 'absence-began':
      return { ...next, beganOn: happening.details.firstOn }
    case 'absence-start-moved':
      return { ...next, beganOn: happening.details.to }
    case 'absence-ended':
      return { ...next, endedOn: happening.details.on, endedBecause: happening.details.because }
    case 'reason-given':
      return {
        ...next,
        explainedOn: happening.details.explainedOn,
        explainedUntil: happening.details.explainedUntil,
        explainedBy: next.version,
      }
    case 'reason-withdrawn':
      return happening.details.version === summary.explainedBy
        ? { ...next, explainedOn: null, explainedUntil: null, explainedBy: null }
        : next
    case 'mark-corrected':
    case 'contact-attempted':
    case 'contact-attempt-withdrawn':
      return next
    default:
      return assertNever(happening)
  }
}
