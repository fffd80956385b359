// Ground F: a parent writes that the child will be educated otherwise than at school.
// In writing, from a stated day, and that day has passed; words at the gate delete nothing.
import { addCalendarDays, calendarDays, type DateText } from '../calendar/date.ts'
import { type GroundShown, groundShown } from './deletionOnlyOnGround.ts'
import type { Rule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const educatedOtherwiseDeletion = {
  id: 'ground-f',
  name: 'Ground F: educated otherwise than at school',
  says: 'A name is deleted when a parent has written that the child will be educated otherwise than at school after a stated day, that day has passed, and no school attendance order stands in the way.',
  source: registrationRegulations('9', 'regulation 9(1)(f) and (2)', false),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  counted: 'from the day after the stated day',
  ourReading:
    'A parent who only says so has not given notice: the name stays, and the school thinks about telling the authority at once. A place at a special school that the authority arranged needs its consent.',
  workedExample:
    'On Monday 2 November 2026 a parent writes that the child is educated at home after Friday 6 November. The name is deleted from Saturday 7 November on. Had the parent only said so, it would stay.',
} as const satisfies Rule

export interface ParentsNotice {
  readonly isInWriting: boolean
  /** The day after which the child is educated otherwise; null where the notice states none. */
  readonly after: DateText | null
}

export interface NoticeGiven {
  readonly notice: ParentsNotice | null
  readonly isNamedInOrder: boolean | null
  /** Whether the authority consents; true as well where it arranged no place at a special school. */
  readonly doesAuthorityConsent: boolean | null
}

/** The first day on which the name may go; null without a written notice that states a day. */
export function educatedOtherwiseFrom(notice: ParentsNotice | null): DateText | null {
  return notice?.isInWriting && notice.after !== null ? addCalendarDays(notice.after, calendarDays(1)) : null
}

/** Whether ground F is met on a day. */
export function educatedOtherwiseOn({ notice, ...child }: NoticeGiven, on: DateText): GroundShown {
  const from = educatedOtherwiseFrom(notice)
  return groundShown('F', {
    'notice-in-writing': notice === null ? null : from !== null,
    'day-passed': from === null ? null : on >= from,
    'no-order': child.isNamedInOrder === null ? null : !child.isNamedInOrder,
    'authority-consents': child.doesAuthorityConsent,
  })!
}
