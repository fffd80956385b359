// Is it time to think about a penalty notice? Ten unauthorised sessions in ten school weeks.
// School weeks: a half-term in between is not one of the ten. It asks people to consider, never more.
import type { Rule } from './rule.ts'
import { attendanceGuidance } from './source.ts'

export const penaltyNoticeThreshold = {
  id: 'penalty-notice-threshold',
  says: 'When a child has ten unauthorised sessions in a rolling ten school weeks, school and authority consider a penalty notice.',
  source: attendanceGuidance('the national framework for penalty notices'),
  kind: 'must',
  standing: 'statutory-guidance',
  inForce: { from: '2024-08-19', until: null },
  owedBy: null,
  sessions: 10,
  schoolWeeks: 10,
} as const satisfies Rule & { sessions: number; schoolWeeks: number }

/** Whether a penalty notice is to be considered. */
export function mustConsiderPenaltyNotice(unauthorisedSessions: number): boolean {
  return unauthorisedSessions >= penaltyNoticeThreshold.sessions
}
