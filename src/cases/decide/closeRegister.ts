// May a paper register be closed, with everybody else present? Then no row in it says present.
import type { Session } from '../events.ts'
import type { RegisterSession } from '../mark.ts'
import { type Refusal, refused } from '../refusals.ts'
import { hasBegun } from '../sessionBegun.ts'
import { dayRefused, type HandRegister } from './logAbsence.ts'

/** A register to close: of one session of one school. `before` is what was heard of it, if anything. */
export interface RegisterToClose {
  readonly schoolUrn: string
  readonly on: string
  readonly session: Session
  readonly before: RegisterSession | null
  /** How many pupils are on roll that day. */
  readonly onRoll: number
}

/** The register as it then stands. Refuses a session to come, and one that somebody closed already. */
export function closeRegister(
  register: Omit<HandRegister, 'standing'>,
  { schoolUrn, on, session, before, onRoll }: RegisterToClose,
  by: { readonly id: string; readonly at: string },
): { readonly accepted: RegisterSession } | { readonly refused: Refusal } {
  const refusal = dayRefused(register, on)
  if (refusal) return refused(refusal)
  if (!hasBegun(on, session, by.at)) return refused('session-to-come')
  if (before?.complete) return refused('changed-meanwhile')
  const counts = { expected: onRoll, marked: onRoll, complete: true }
  const closed = { closedAt: by.at, lastHeardAt: by.at, source: 'hand', stamp: `${by.at}|${by.id}` } as const
  return { accepted: { schoolUrn, on, session, ...counts, ...closed } }
}
