// Which codes may a school send to its MIS from here, and what has become of one that was sent?
import type { Session } from './events.ts'
import { codesSuggested } from './suggestedCode.ts'

/** Waits to be sent; is at the MIS, which has not said; the MIS took it; it did not; its reason was undone before it was sent. */
export const writeBackStates = ['pending', 'sending', 'accepted', 'failed', 'withdrawn'] as const
export type WriteBackState = (typeof writeBackStates)[number]

/** An N of the register of a school that sends codes, in the days of an absence, with what was last asked for it. */
export interface MarkToSend {
  readonly connectionId: string
  readonly schoolUrn: string
  readonly pupilId: string
  /** The absence in whose days it is. */
  readonly caseId: string
  readonly on: string
  readonly session: Session
  readonly stamp: string
  /** The codes that may be sent. */
  readonly codes: readonly string[]
  /** How often a code was asked for in place of this very mark. */
  readonly askedBefore: number
  readonly sent: { readonly state: WriteBackState; readonly code: string; readonly because: string | null } | null
}

/** What is asked of the MIS: kept for good, never changed. `reason` is what the code means; `reasonEntry` where the words stand. */
export interface WriteBackAsked {
  readonly connectionId: string
  readonly schoolUrn: string
  readonly pupilId: string
  readonly on: string
  readonly session: Session
  readonly fromCode: string
  readonly fromStamp: string
  readonly toCode: string
  readonly reason: string
  readonly reasonEntry: string
  /** How often it was asked for before, in place of the same mark. */
  readonly askedBefore: number
}

/** Why a code was withdrawn. */
export const undoneBefore = 'The reason was undone before the code was sent.'

/** Whether a code may be asked for this mark: none was, or the last one came to nothing and was written nowhere. */
export function isToBeAsked({ sent }: Pick<MarkToSend, 'sent'>): boolean {
  return sent === null || sent.state === 'failed' || sent.state === 'withdrawn'
}

/** A mark as a button names it: `2026-09-14.AM`, and with how often it was asked for before: `2026-09-14.AM.1`. */
export function markName({ on, session, askedBefore }: Pick<MarkToSend, 'on' | 'session' | 'askedBefore'>): string {
  return askedBefore === 0 ? `${on}.${session}` : `${on}.${session}.${askedBefore}`
}

/** The codes that a connection’s settings allow; none when sending is off. */
export function codesSent(settings: Readonly<Record<string, string>>): readonly string[] {
  return (codesText((settings.write_back ?? '').split(',')) ?? '').split(',').filter(Boolean)
}

/** Codes as they are kept, `M,I`: each once, those that a reason can lead to, in the order of the list; null for none. */
export function codesText(codes: readonly string[]): string | null {
  const known = codesSuggested.map(({ code }) => code).filter((code) => codes.includes(code))
  return known.length === 0 ? null : known.join(',')
}

/** Whether a reason that holds until a day speaks of a session. */
export function isExplainedBy(explainedUntil: string | null, on: string): boolean {
  return explainedUntil === null || on <= explainedUntil
}
