// What does the form that corrects a mark show? What the session says now, who said so, and what it said before.
import type { Session } from '../../cases/events.ts'
import { correctionChoices, seenAs, standingOf } from '../../cases/handMark.ts'
import type { Mark, RegisterSession } from '../../cases/mark.ts'
import { displayNameOf } from '../../cases/pupil.ts'
import { findAttendanceCode } from '../../law/attendanceCodes.ts'
import type { MarkRecord, MarkVersionRecord, PupilRecord } from '../../storage/pupilPageStore.ts'
import { codeOptions } from './absencePage.ts'
import { inWords } from './inWords.ts'
import { changesInWords } from './stripTable.ts'

/** The model of the page. `stands` null: there is nothing to correct. */
export function markPage(
  { pupil, schoolName }: PupilRecord,
  { on, session }: { readonly on: string; readonly session: Session },
  mark: Mark | undefined,
  register: RegisterSession | undefined,
  history: { readonly marks: readonly MarkRecord[]; readonly versions: readonly MarkVersionRecord[] },
) {
  const isHere = (each: { readonly on: string; readonly session: Session }) =>
    each.on === on && each.session === session
  const standing = standingOf(mark, register)
  const now = history.marks.find(isHere)
  return {
    pupilId: pupil.id,
    name: displayNameOf(pupil),
    schoolName,
    on,
    session,
    stands: standing.kind === 'nothing' ? null : standsInWords(now),
    comment: now?.comment ?? null,
    seen: seenAs(standing),
    changes: changesInWords(history.versions.filter(isHere), now),
    codes: codeOptions(correctionChoices(session)),
  }
}

function standsInWords(mark: MarkRecord | undefined): string {
  if (!mark) return 'Present: the register is complete, and no other mark was set.'
  const meaning = findAttendanceCode(mark.code)?.meaning ?? 'unknown code'
  const by = mark.byName ? `set by ${mark.byName}` : 'sent by the MIS'
  return `${mark.code}: ${meaning}, ${by} on ${inWords.dayAndTime(mark.receivedAt)}.`
}
