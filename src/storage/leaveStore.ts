// What leave of absence was given? A leave is withdrawn, never erased, and no two that stand share a day.
import type { Scope } from '../cases/roles.ts'
import { piece, type Query, sql } from './database.ts'
import { within } from './scope.ts'

/** Who wrote leave down that nobody wrote down: it was told. */
export const theMis = 'the school’s MIS'

/** The leaves that stand of the pupil `p` of the query, with who wrote them down, by their last day: JSON of `Leave`. */
export const leavesJson = piece<string>`(SELECT json_group_array(json_object('id', l.id, 'firstOn', l.first_on, 'lastOn', l.last_on,
    'reason', l.reason, 'recordedAt', l.recorded_at, 'recordedByName', coalesce(w.name, ${theMis})) ORDER BY l.last_on, l.id)
  FROM leaves l LEFT JOIN people w ON w.id = l.recorded_by WHERE l.pupil_id = p.id AND l.withdrawn_at IS NULL) AS leaves`

/** The days of those leaves alone: JSON of `LeaveSpan`. */
export const leaveSpansJson = piece<string>`(SELECT json_group_array(json_object('firstOn', l.first_on, 'lastOn', l.last_on) ORDER BY l.last_on, l.id)
  FROM leaves l WHERE l.pupil_id = p.id AND l.withdrawn_at IS NULL) AS leaves`

export interface NewLeave {
  readonly id: string
  readonly pupilId: string
  readonly firstOn: string
  readonly lastOn: string
  readonly reason: string
  readonly recordedAt: string
  readonly recordedBy: string
}

/** The write that keeps a leave. It breaks (clashes.ts: broken-rule `leaves.first_on`) when one that stands shares a day with it. */
export function writeOfLeave(leave: NewLeave): Query<unknown> {
  const { id, pupilId, firstOn, lastOn, reason, recordedAt, recordedBy } = leave
  return sql`INSERT INTO leaves (id, pupil_id, first_on, last_on, reason, recorded_at, recorded_by)
    SELECT ${id}, ${pupilId}, CASE WHEN NOT EXISTS (SELECT 1 FROM leaves o WHERE o.pupil_id = ${pupilId}
        AND o.withdrawn_at IS NULL AND o.first_on <= ${lastOn} AND o.last_on >= ${firstOn}) THEN ${firstOn} END,
      ${lastOn}, ${reason}, ${recordedAt}, ${recordedBy}`
}

/** The write that withdraws a leave of the scope's pupils; without effect when it is withdrawn already. */
export function writeOfLeaveWithdrawal(scope: Scope, id: string, at: string, by: string): Query<unknown> {
  return sql`UPDATE leaves SET withdrawn_at = ${at}, withdrawn_by = ${by}
    WHERE id = ${id} AND withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM pupils p WHERE p.id = leaves.pupil_id AND ${within(scope, 'p.school_urn')})`
}
