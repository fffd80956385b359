// May this absence be written down from a paper register, and what then stands?
import type { SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { schoolDayOn } from '../../calendar/schoolDay.ts'
import type { Session } from '../events.ts'
import { markByHand, type Standing, versionByHand } from '../handMark.ts'
import type { Mark, MarkVersion } from '../mark.ts'
import { type Refusal, refused } from '../refusals.ts'
import { hasBegun } from '../sessionBegun.ts'
import type { MarkChange } from './takeInMarks.ts'

/** An absence as somebody writes it down. `reason`: why the register is changed, where it is already complete. */
export interface AbsenceToLog {
  readonly pupilId: string
  readonly on: string
  readonly sessions: readonly Session[]
  readonly code: string
  readonly words: string | null
  readonly reason: string | null
}

/** What is on record of the day. `calendar` null: the school has published none. */
export interface HandRegister {
  readonly registerKept: 'mis' | 'paper'
  readonly calendar: SchoolCalendar | null
  readonly today: string
  readonly standing: Readonly<Record<Session, Standing>>
}

/** What a hand has changed: marks that now stand, what they were, and what follows for absences. */
export interface MarkedByHand {
  readonly marks: readonly Mark[]
  readonly versions: readonly MarkVersion[]
  readonly changes: readonly MarkChange[]
}

/** Why this day has no register to write in by hand, or null when it has. */
export function dayRefused(
  { registerKept, calendar, today }: Omit<HandRegister, 'standing'>,
  on: string,
): Refusal | null {
  if (registerKept !== 'paper') return 'register-not-by-hand'
  if (on > today) return 'in-the-future'
  const day = calendar ? schoolDayOn(calendar, on).answer : 'unknown'
  if (day === 'unknown') return 'day-not-known'
  return day === 'no' ? 'not-a-school-day' : null
}

/**
 * The marks of an absence. Refuses a day without a register, N for a session that has not begun, a session that already has a mark (it is corrected, not
 * logged), and a session whose register says present, without a reason (School Attendance (Pupil Registration)
 * (England) Regulations 2024, regulation 6).
 */
export function logAbsence(
  register: HandRegister,
  { pupilId, on, sessions, code, words, reason }: AbsenceToLog,
  by: { readonly id: string; readonly at: string },
): { readonly accepted: MarkedByHand } | { readonly refused: Refusal } {
  const refusal = dayRefused(register, on)
  if (refusal) return refused(refusal)
  const standing = sessions.map((session) => register.standing[session])
  if (standing.some(({ kind }) => kind === 'mark')) return refused('mark-already-there')
  // A reason may be known beforehand; that a child did not come cannot be.
  if (code === 'N' && sessions.some((session) => !hasBegun(on, session, by.at))) return refused('session-to-come')
  if (reason === null && standing.some(({ kind }) => kind === 'present')) return refused('reason-needed')
  const marks = sessions.map((session) => markByHand(pupilId, { on, session }, code, words, by))
  return {
    accepted: {
      marks,
      versions: marks.flatMap((mark) => versionByHand(register.standing[mark.session], mark, reason) ?? []),
      changes: marks.map((mark) => changeOf(register.standing[mark.session], mark)),
    },
  }
}

/** The change from what stood to a mark, as absences follow it. */
export function changeOf(standing: Standing, { pupilId, on, session, code: to }: Mark): MarkChange {
  const presence = session === 'AM' ? '/' : '\\'
  const from = standing.kind === 'mark' ? standing.mark.code : standing.kind === 'present' ? presence : null
  return { pupilId, on, session, from, to }
}
