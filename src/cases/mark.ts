// What does a register say about one pupil in one session, and which of two messages about it is the newer?
import { attendanceCodes, codeTexts, type EffectOnRun } from '../law/attendanceCodes.ts'
import type { Session } from './events.ts'

/** The codes a mark may carry: the statutory list of 2024 and `-`, "no register is known". */
export const markCodes: ReadonlySet<string> = new Set(codeTexts)

/** The codes that begin or continue an unexplained absence: G, N and O. */
export const absenceCodes: ReadonlySet<string> = codesWhere('keeps')

/** The codes of sessions that nobody could attend: Y3, Y4 and #. */
export const voidCodes: ReadonlySet<string> = codesWhere('passed-over')

/** Present as an ordinary morning and afternoon are: what a complete register need not spell out. */
export const plainPresence: ReadonlySet<string> = new Set(['/', '\\'])

export type MarkSource = 'mis' | 'hand' | 'no-mark'

export interface Mark {
  readonly pupilId: string
  readonly on: string
  readonly session: Session
  readonly code: string
  readonly minutesLate: number | null
  readonly comment: string | null
  /** `no-mark`: the register was closed as complete and the pupil was not in it. */
  readonly source: MarkSource
  readonly stamp: string
  readonly tie: string
  readonly receivedAt: string
  readonly receivedBy: string
}

/** What a mark was before it changed, or what came too late to count. */
export interface MarkVersion {
  readonly pupilId: string
  readonly on: string
  readonly session: Session
  readonly code: string
  readonly source: string
  readonly stamp: string
  readonly tie: string
  readonly receivedAt: string
  readonly receivedBy: string
  readonly became: string
  readonly keptAt: string
  readonly keptBecause: 'replaced' | 'stale'
  readonly reason: string | null
}

/** A register session that was heard of. `complete`: closed with as many marked as expected. */
export interface RegisterSession {
  readonly schoolUrn: string
  readonly on: string
  readonly session: Session
  readonly expected: number | null
  readonly marked: number | null
  readonly complete: boolean
  readonly closedAt: string | null
  readonly lastHeardAt: string
  readonly source: 'mis' | 'hand'
  readonly stamp: string
}

/** Whether the first of two messages about one mark counts: by stamp, then by tie, so that the order of arrival does not matter. */
export function isNewer(one: { stamp: string; tie: string }, other: { stamp: string; tie: string }): boolean {
  return one.stamp === other.stamp ? one.tie > other.tie : one.stamp > other.stamp
}

/** One name for a pupil's session, to find its mark by. */
export function sessionKey(pupilId: string, on: string, session: Session): string {
  return `${on} ${session} ${pupilId}`
}

function codesWhere(absence: EffectOnRun): ReadonlySet<string> {
  return new Set(attendanceCodes.filter((code) => code.absence === absence).map(({ code }) => code))
}
