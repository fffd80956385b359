// What leave of absence was given to this child, and when is the child expected back? With the working, as far as the calendar goes.

import type { SchoolsCalendar } from '../../calendar/calendarInForce.ts'
import { prepareCalendar, type SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import type { Leave } from '../../cases/caseNow.ts'
import { expectedBack } from '../../cases/leave.ts'
import { type LeaveFacts, leaveUnwritten, spanOf } from '../../cases/leaveTold.ts'
import { displayNameOf } from '../../cases/pupil.ts'
import { leaveSentence } from '../../cases/whyHere.ts'
import type { PupilRecord } from '../../storage/pupilPageStore.ts'
import type { FormError } from '../forms/contactAttempt.ts'
import type { TypedLeave } from '../forms/leave.ts'
import type { Paths } from '../paths.ts'
import { type Field, fieldsShown } from './caseForm.ts'
import { inWords } from './inWords.ts'

/** The leaves, the latest first. `words` is the sentence that Today shows; `skipped` are the days passed over to the day back. */
export function leavesShown(leaves: readonly Leave[], calendar: SchoolCalendar | null) {
  return leaves.toReversed().map((leave) => {
    const back = calendar === null ? null : expectedBack(calendar, leave)
    return {
      id: leave.id,
      from: inWords.plainDay(leave.firstOn),
      words: leaveSentence(leave, calendar),
      skipped: (back?.on ? back.working.skipped : []).map(({ on, because }) => `${inWords.plainDay(on)} (${because})`),
      unknown: back !== null && back.on === null ? back.because : '',
      reason: leave.reason,
      by: `${leave.recordedByName}, ${inWords.dayAndTime(leave.recordedAt)}`,
    }
  })
}

/** What the MIS said of leave that is not written down, each with what a person would write down by one press. */
export function leaveToldShown(facts: LeaveFacts = { words: [], kept: [] }) {
  return leaveUnwritten(facts).map((word) => {
    const { firstOn, lastOn } = spanOf(word)
    const days = `${inWords.plainDay(firstOn)} to ${inWords.plainDay(lastOn)}`
    return {
      days,
      words: `From ${days}, code ${word.code}, said on ${inWords.plainDay(word.stamp)}.`,
      hasReturn: word.expectedOn !== null,
      sent: [
        ...sentDay('first', firstOn),
        ...sentDay('last', lastOn),
        ['reason', `Agreed by the school, code ${word.code}, as its MIS says.`],
      ],
    }
  })
}

function sentDay(name: string, on: string): [name: string, value: string][] {
  const [year, month, day] = on.split('-') as [string, string, string]
  return [
    [`${name}-day`, String(Number(day))],
    [`${name}-month`, String(Number(month))],
    [`${name}-year`, year],
  ]
}

/** The model of `pages/leave.njk`. */
export function leavePage(
  { pupil, schoolName, leaves, leaveFacts }: PupilRecord,
  calendar: SchoolsCalendar | null,
  typed: TypedLeave,
  around: {
    readonly paths: Paths
    readonly saved: string | null
    readonly errors: readonly FormError[]
    readonly refusal: string | null
  },
) {
  const { paths, saved, errors, refusal } = around
  return {
    title: 'Leave of absence',
    name: displayNameOf(pupil),
    schoolName,
    yearGroup: pupil.yearGroup,
    pupilId: pupil.id,
    saved,
    errors: refusal === null ? errors : [{ text: refusal, href: '#first-day' }, ...errors],
    leaves: leavesShown(leaves, calendar && prepareCalendar(calendar)),
    told: leaveToldShown(leaveFacts),
    action: paths.leaves(pupil.id),
    fields: fieldsShown(fields(typed), errors),
  }
}

function fields({ first, last, reason }: TypedLeave): readonly Field[] {
  return [
    { kind: 'date', name: 'first', label: 'First day of leave', value: first },
    {
      kind: 'date',
      name: 'last',
      label: 'Last day of leave',
      hint: 'The last day away, not the day of return.',
      value: last,
    },
    { kind: 'textarea', name: 'reason', label: 'Why was it given?', value: reason },
  ]
}
