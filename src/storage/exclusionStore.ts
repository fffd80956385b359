// Which suspensions and exclusions did schools' systems tell of?
import type { Exclusion } from '../cases/exclusion.ts'
import type { ExclusionTold } from '../cases/told.ts'
import { piece, type Query, sql } from './database.ts'
import { pupilNumbered } from './pupilNumbered.ts'

/** The suspensions and exclusions of the pupil `p` of the query, by their first day: JSON of `Exclusion`. */
export const exclusionsJson = piece<string>`(SELECT json_group_array(json_object('kind', x.kind, 'startOn', x.start_on, 'startSession', x.start_session,
    'endOn', x.end_on, 'endSession', x.end_session, 'sessions', x.sessions, 'stamp', x.stamp) ORDER BY x.start_on)
  FROM exclusions x WHERE x.pupil_id = p.id) AS exclusions`

/** What that column holds. */
export function exclusionsOf(json: string): Exclusion[] {
  return JSON.parse(json) as Exclusion[]
}

/** The write that keeps what was told of an exclusion, or leaves the newer word about the same first day. */
export function writeOfExclusion(
  schoolUrn: string,
  told: ExclusionTold,
  by: { readonly deliveryId: string; readonly receivedAt: string },
): Query<unknown> {
  const { pupil, kind, startOn, startSession, endOn, endSession, sessions, at } = told
  return sql`INSERT INTO exclusions (pupil_id, start_on, kind, start_session, end_on, end_session, sessions, stamp, tie, received_at)
    VALUES (${pupilNumbered(schoolUrn, pupil.misId)}, ${startOn}, ${kind}, ${startSession}, ${endOn}, ${endSession}, ${sessions}, ${at}, ${by.deliveryId}, ${by.receivedAt})
    ON CONFLICT (pupil_id, start_on) DO UPDATE SET kind = excluded.kind, start_session = excluded.start_session, end_on = excluded.end_on,
      end_session = excluded.end_session, sessions = excluded.sessions, stamp = excluded.stamp, tie = excluded.tie, received_at = excluded.received_at
    WHERE excluded.stamp > stamp OR (excluded.stamp = stamp AND excluded.tie > tie)`
}
