// Who was tried, and which of it still stands? What was undone counts for nothing.
import type { CaseEvent, ContactAttempt, Outcome, ReasonGiven } from './events.ts'
import type { MessageBehind } from './messageBehind.ts'

/**
 * One entry of the record with who wrote it. `byName` is null for what no person wrote; `message` is what became of the
 * message behind it, null without one, undefined where it was not asked for.
 */
export type RecordedEvent = CaseEvent & {
  readonly pupilId: string
  readonly byName: string | null
  readonly message?: MessageBehind | null
}

interface Entry {
  readonly caseId: string
  readonly version: number
  readonly at: string
  /** The person's id. */
  readonly by: string
  readonly byName: string | null
}

export type Attempt = ContactAttempt & Entry
export type Reason = ReasonGiven & Entry

/** The attempts that were not withdrawn, oldest first. Those whose details were erased have nothing left to say. */
export function standingAttempts(events: readonly RecordedEvent[]): Attempt[] {
  const withdrawn = withdrawnEntries(events, 'contact-attempt-withdrawn')
  return events.flatMap((event) =>
    event.what === 'contact-attempted' && event.details.outcome && !withdrawn.has(entryKey(event))
      ? { ...event.details, ...entryOf(event) }
      : [],
  )
}

/** The reasons that were not withdrawn, oldest first. */
export function standingReasons(events: readonly RecordedEvent[]): Reason[] {
  const withdrawn = withdrawnEntries(events, 'reason-withdrawn')
  return events.flatMap((event) =>
    event.what === 'reason-given' && event.details.reason && !withdrawn.has(entryKey(event))
      ? { ...event.details, ...entryOf(event) }
      : [],
  )
}

function withdrawnEntries(
  events: readonly RecordedEvent[],
  what: 'contact-attempt-withdrawn' | 'reason-withdrawn',
): ReadonlySet<string> {
  return new Set(events.flatMap((event) => (event.what === what ? `${event.caseId}.${event.details.version}` : [])))
}

function entryOf({ caseId, version, at, by, byName }: RecordedEvent): Entry {
  return { caseId, version, at, by, byName }
}

/** One name for an entry of the record, as pages and forms carry it. */
export function entryKey({ caseId, version }: { readonly caseId: string; readonly version: number }): string {
  return `${caseId}.${version}`
}

/** Whether somebody who knows the child was reached and could say where it is. A parent who did not know closes nothing. */
export function isReached(outcome: Outcome): boolean {
  return outcome === 'reached' || outcome === 'reason-given'
}

/** Whether the number leads to nobody, or to somebody else: it is to be corrected in the MIS. */
export function isWrongNumber(outcome: Outcome): boolean {
  return outcome === 'number-dead' || outcome === 'wrong-person'
}
