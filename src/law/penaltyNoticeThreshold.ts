// Is it time to think about a penalty notice? Ten unauthorised sessions in ten school weeks.
// School weeks: a half-term in between is not one of the ten. It asks people to consider, never more.
import type { Rule } from './rule.ts'
import { attendanceGuidance } from './source.ts'

export const penaltyNoticeThreshold = {
  id: 'penalty-notice-threshold',
  name: 'Penalty notice to be considered',
  says: 'When a child has ten unauthorised sessions in a rolling ten school weeks, school and authority consider a penalty notice.',
  source: attendanceGuidance('the national framework for penalty notices'),
  kind: 'must',
  standing: 'statutory-guidance',
  inForce: { from: '2024-08-19', until: null },
  owedBy: null,
  sessions: 10,
  schoolWeeks: 10,
  counted: 'a week without a school day is not one of the ten',
  ourReading: 'It asks people to consider, and never does more.',
  workedExample:
    'A child has 4 unauthorised sessions in the week of Monday 7 September 2026 and 6 in the week of Monday 16 November. Half-term is not counted, so all 10 lie within ten school weeks and a notice is considered. With the first 4 in the week of Monday 31 August it would not be.',
} as const satisfies Rule & { sessions: number; schoolWeeks: number }

/** Whether a penalty notice is to be considered. */
export function mustConsiderPenaltyNotice(unauthorisedSessions: number): boolean {
  return unauthorisedSessions >= penaltyNoticeThreshold.sessions
}
