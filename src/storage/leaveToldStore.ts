// What leave did schools' systems tell of, and what became of it?
import type { LeaveFacts, LeaveTold } from '../cases/leaveTold.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { pupilNumbered } from './pupilNumbered.ts'
import { within } from './scope.ts'

/** What was told of leave and what is kept, of the pupil `p` of the query: JSON of `LeaveFacts`. */
export const leaveFactsJson = piece<string>`json_object('words',
    json((SELECT json_group_array(json_object('firstOn', t.first_on, 'lastOn', t.last_on, 'expectedOn', t.expected_on, 'code', t.code,
      'stamp', t.stamp, 'tie', t.tie) ORDER BY t.first_on) FROM leaves_told t WHERE t.pupil_id = p.id)), 'kept',
    json((SELECT json_group_array(json_object('firstOn', l.first_on, 'lastOn', l.last_on, 'toldStamp', l.told_stamp,
      'stands', json(iif(l.withdrawn_at IS NULL, 'true', 'false')), 'isWithdrawnByPerson', json(iif(l.withdrawn_by IS NULL, 'false', 'true')))
      ORDER BY l.first_on, l.id) FROM leaves l WHERE l.pupil_id = p.id))) AS leave_facts`

/** The words about leave of a pupil, by their first day, and every leave that is kept of the pupil, withdrawn or not. */
export async function findLeaveFacts(database: Database, scope: Scope, pupilId: string): Promise<LeaveFacts> {
  const rows = await database.read(
    sql<{
      leave_facts: string
    }>`SELECT ${leaveFactsJson} FROM pupils p WHERE p.id = ${pupilId} AND ${within(scope, 'p.school_urn')}`,
  )
  return rows[0] ? (JSON.parse(rows[0].leave_facts) as LeaveFacts) : { words: [], kept: [] }
}

/** The write that keeps a word, or leaves the newer one about the same first day. */
export function writeOfLeaveTold(
  schoolUrn: string,
  misId: string,
  word: LeaveTold,
  receivedAt: string,
): Query<unknown> {
  const { firstOn, lastOn, expectedOn, code, stamp, tie } = word
  return sql`INSERT INTO leaves_told (pupil_id, first_on, last_on, expected_on, code, stamp, tie, received_at)
    VALUES (${pupilNumbered(schoolUrn, misId)}, ${firstOn}, ${lastOn}, ${expectedOn}, ${code}, ${stamp}, ${tie}, ${receivedAt})
    ON CONFLICT (pupil_id, first_on) DO UPDATE SET last_on = excluded.last_on, expected_on = excluded.expected_on, code = excluded.code,
      stamp = excluded.stamp, tie = excluded.tie, received_at = excluded.received_at
    WHERE excluded.stamp > stamp OR (excluded.stamp = stamp AND excluded.tie > tie)`
}

/** A leave that follows from a word. */
export interface LeaveToStand {
  readonly id: string
  readonly firstOn: string
  readonly lastOn: string
  readonly reason: string
  readonly toldStamp: string
}

/** The writes after which exactly these leaves stand of those that were told; what a person wrote down is not touched. */
export function writesOfLeavesStanding(
  schoolUrn: string,
  misId: string,
  leaves: readonly LeaveToStand[],
  at: string,
): Query<unknown>[] {
  const pupilId = pupilNumbered(schoolUrn, misId)
  const standing = JSON.stringify(leaves)
  return [
    sql`UPDATE leaves SET withdrawn_at = ${at} WHERE pupil_id = ${pupilId} AND told_stamp IS NOT NULL AND withdrawn_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM json_each(${standing}) s WHERE s.value ->> 'firstOn' = first_on AND s.value ->> 'lastOn' = last_on
        AND s.value ->> 'reason' = reason)`,
    sql`INSERT INTO leaves (id, pupil_id, first_on, last_on, reason, recorded_at, told_stamp)
      SELECT s.value ->> 'id', ${pupilId}, s.value ->> 'firstOn', s.value ->> 'lastOn', s.value ->> 'reason', ${at}, s.value ->> 'toldStamp'
      FROM json_each(${standing}) s WHERE NOT EXISTS (SELECT 1 FROM leaves o WHERE o.pupil_id = ${pupilId} AND o.withdrawn_at IS NULL
        AND o.first_on <= s.value ->> 'lastOn' AND o.last_on >= s.value ->> 'firstOn')`,
    sql`UPDATE leaves SET told_stamp = (SELECT s.value ->> 'toldStamp' FROM json_each(${standing}) s WHERE s.value ->> 'firstOn' = first_on)
      WHERE pupil_id = ${pupilId} AND told_stamp IS NOT NULL AND withdrawn_at IS NULL`,
  ]
}
