// May this mark be corrected, and to what? The register keeps what it said, who changed it, when and why.
import type { Session } from '../events.ts'
import { markByHand, seenAs, versionByHand } from '../handMark.ts'
import { type Refusal, refused } from '../refusals.ts'
import { changeOf, dayRefused, type HandRegister, type MarkedByHand } from './logAbsence.ts'

/** A correction as somebody makes it. `seen`: what the session said when they looked (`seenAs`). */
export interface Correction {
  readonly pupilId: string
  readonly on: string
  readonly session: Session
  readonly code: string
  readonly reason: string
  readonly seen: string
}

/**
 * The mark that now stands. Refuses without a reason, when the session says that already, or says something else than
 * what was seen (School Attendance (Pupil Registration) (England) Regulations 2024, regulation 6).
 */
export function correctMark(
  register: HandRegister,
  { pupilId, on, session, code, reason, seen }: Correction,
  by: { readonly id: string; readonly at: string },
): { readonly accepted: MarkedByHand } | { readonly refused: Refusal } {
  const refusal = dayRefused(register, on)
  if (refusal) return refused(refusal)
  const standing = register.standing[session]
  if (seenAs(standing) !== seen || standing.kind === 'nothing') return refused('changed-meanwhile')
  if (reason === '') return refused('reason-needed')
  const comment = standing.kind === 'mark' ? standing.mark.comment : null
  const mark = markByHand(pupilId, { on, session }, code, comment, by)
  const change = changeOf(standing, mark)
  if (change.from === change.to) return refused('mark-unchanged')
  const version = versionByHand(standing, mark, reason)
  return { accepted: { marks: [mark], versions: version ? [version] : [], changes: [change] } }
}
