// What does the form for an absence by hand show? The pupils to choose from, and the fields as they were typed.

import { londonDate } from '../../calendar/londonTime.ts'
import { absenceChoices } from '../../cases/handMark.ts'
import { displayNameOf, type Pupil } from '../../cases/pupil.ts'
import { hasBegun } from '../../cases/sessionBegun.ts'
import type { TypedAbsence } from '../forms/absence.ts'
import { typedDateOf } from '../forms/handDate.ts'

export interface PupilChoice {
  readonly id: string
  readonly name: string
  readonly hint: string
}

/** A pupil to choose, with what tells them from their namesakes. */
export function pupilChoice(pupil: Pupil, schoolName: string): PupilChoice {
  const year = pupil.yearGroup ? `year ${pupil.yearGroup}` : null
  const hint = [year, pupil.regGroup, schoolName, `MIS number ${pupil.misId}`].filter(Boolean).join(', ')
  return { id: pupil.id, name: displayNameOf(pupil), hint }
}

/** The fields before anybody typed: today, the sessions that have begun, and code N. */
export function emptyAbsence(pupil: string, search: string, now: string): TypedAbsence {
  const today = londonDate(now)
  const sessions = (['AM', 'PM'] as const).filter((session) => hasBegun(today, session, now))
  return { ...typedDateOf(today), pupil, search, sessions, code: 'N', words: '', reason: '' }
}

/** The codes for the select: `N: Reason not yet established`. */
export function codeOptions(choices: readonly { readonly code: string; readonly meaning: string }[] = absenceChoices) {
  return choices.map(({ code, meaning }) => ({ code, text: `${code}: ${meaning}` }))
}
