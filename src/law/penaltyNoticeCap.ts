// Two penalty notices in three years, for the same parent and child, and not a third.
// A notice that was withdrawn does not count, and those of before 19 August 2024 do not either.
import { addCalendarMonths, type DateText } from '../calendar/date.ts'
import type { Rule } from './rule.ts'
import { attendanceGuidance } from './source.ts'

export const penaltyNoticeCap = {
  id: 'penalty-notice-cap',
  name: 'No third penalty notice in three years',
  says: 'A parent gets at most two penalty notices for the same child within three years; instead of a third, school and authority consider other action.',
  source: attendanceGuidance('the national framework for penalty notices, the number of notices'),
  kind: 'must',
  standing: 'statutory-guidance',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'both',
  notices: 2,
  years: 3,
  counted: 'from the day of the first notice, for one parent and one child',
  ourReading:
    'On the day three years after a notice, that notice counts no more. The first costs 160 pounds, or 80 when paid within 21 days; the second costs 160.',
  workedExample:
    'A parent had a notice on Thursday 3 October 2024 and a second, of 160 pounds, on Sunday 1 February 2026. On Sunday 1 March 2026 a third is not allowed. From Sunday 3 October 2027 the first counts no more.',
} as const satisfies Rule & { notices: number; years: number }

export interface PenaltyNotice {
  readonly issuedOn: DateText
  readonly isWithdrawn: boolean
}

/** What the next notice to this parent for this child would be. */
export type NextNotice =
  | {
      readonly mayIssue: true
      readonly nth: number
      readonly pounds: number
      readonly poundsIfPaidEarly: number | null
    }
  | { readonly mayIssue: false; readonly counted: readonly DateText[]; readonly againFrom: DateText }

/** The next notice on a day, after those issued before it. */
export function nextPenaltyNotice(notices: readonly PenaltyNotice[], on: DateText): NextNotice {
  const { years, inForce } = penaltyNoticeCap
  const lapsesOn = (issuedOn: DateText) => addCalendarMonths(issuedOn, years * 12)
  const counted = notices
    .filter(({ isWithdrawn, issuedOn }) => !isWithdrawn && issuedOn >= inForce.from && issuedOn <= on)
    .map(({ issuedOn }) => issuedOn)
    .filter((issuedOn) => lapsesOn(issuedOn) > on)
    .sort()
  if (counted.length >= penaltyNoticeCap.notices) {
    return { mayIssue: false, counted, againFrom: lapsesOn(counted.at(-penaltyNoticeCap.notices)!) }
  }
  const isFirst = counted.length === 0
  return { mayIssue: true, nth: counted.length + 1, pounds: 160, poundsIfPaidEarly: isFirst ? 80 : null }
}
