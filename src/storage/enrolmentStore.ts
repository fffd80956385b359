// What was said of pupils' coming and leaving? Words are added, never changed.
import type { DeletionHere, EnrolmentWord } from '../cases/enrolment.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { isKnown } from './knownPupils.ts'
import { within } from './scope.ts'

/** A word as it is kept: with its number, when it came, and the name of the person who said it. */
export type WordKept = EnrolmentWord & {
  readonly number: number
  readonly receivedAt: string
  readonly byName: string | null
}

/** All that was said of one pupil, and the head's deletion that stands, if there is one. */
export interface EnrolmentRecord {
  readonly words: readonly WordKept[]
  readonly deletion: DeletionHere | null
  /** The same UPN is on the roll of another school of the authority; which one is not told here. */
  readonly isOnOtherRoll: boolean
}

export const nothingSaid: EnrolmentRecord = { words: [], deletion: null, isOnOtherRoll: false }

/** What was said of the pupil `p` of the query: columns for `enrolmentOfRow`. */
export const enrolmentColumns = piece`(SELECT json_group_array(json_object('number', w.number, 'what', w.what, 'at', w.at, 'by', w.by, 'byName', n.name,
      'receivedAt', w.received_at, 'details', json(w.details)))
    FROM enrolment_words w LEFT JOIN people n ON n.id = w.by WHERE w.pupil_id = p.id) AS roll_words,
  (SELECT json_group_array(json_object('at', e.at, 'on', coalesce(d.details ->> 'on', CASE c.ended_because WHEN 'removed' THEN c.ended_on END)))
    FROM cases c JOIN case_events e ON e.case_id = c.id AND e.what = 'name-removed'
      LEFT JOIN case_event_details d ON d.case_id = e.case_id AND d.version = e.version
    WHERE c.pupil_id = p.id AND NOT EXISTS (SELECT 1 FROM case_events x JOIN case_event_details s ON s.case_id = x.case_id AND s.version = x.version
      WHERE x.case_id = e.case_id AND x.what = 'entry-withdrawn' AND s.details ->> 'version' = e.version)) AS roll_deletions,
  EXISTS (SELECT 1 FROM pupils o WHERE o.upn = p.upn AND o.school_urn <> p.school_urn AND o.left_on IS NULL AND ${isKnown('o')}) AS roll_elsewhere`

export interface EnrolmentRow {
  readonly roll_words: string
  readonly roll_deletions: string
  readonly roll_elsewhere: number
}

/** Those columns as the rest of the house knows them. */
export function enrolmentOfRow({ roll_words, roll_deletions, roll_elsewhere }: EnrolmentRow): EnrolmentRecord {
  const words = (JSON.parse(roll_words) as WordKept[]).sort((one, other) => one.number - other.number)
  const standing = (JSON.parse(roll_deletions) as { at: string; on: string | null }[])
    .flatMap(({ at, on }) => (on === null ? [] : [{ at, on }]))
    .sort((one, other) => (one.at < other.at ? -1 : 1))
  return { words, deletion: standing.at(-1) ?? null, isOnOtherRoll: roll_elsewhere === 1 }
}

/** All that was said of each of these pupils, as far as the asker may see them: in the order in which it came. */
export async function listEnrolments(
  database: Database,
  scope: Scope,
  pupilIds: readonly string[],
): Promise<ReadonlyMap<string, EnrolmentRecord>> {
  const rows = await database.read(sql<EnrolmentRow & { id: string }>`SELECT p.id, ${enrolmentColumns}
    FROM pupils p WHERE p.id IN (SELECT value FROM json_each(${JSON.stringify(pupilIds)})) AND ${within(scope, 'p.school_urn')}`)
  return new Map(rows.map((row) => [row.id, enrolmentOfRow(row)]))
}

/**
 * The write that adds words about one pupil after `known` of them. It breaks (clashes.ts: already-there) when somebody
 * else added one meanwhile.
 */
export function writeOfWords(
  pupilId: string,
  known: number,
  words: readonly EnrolmentWord[],
  receivedAt: string,
): Query<unknown> {
  const rows = words.map(({ what, at, by, details }, index) => {
    return { number: known + index + 1, what, at, by, details: JSON.stringify(details) }
  })
  return sql`INSERT INTO enrolment_words (pupil_id, number, what, at, by, details, received_at)
    SELECT ${pupilId}, value ->> 'number', value ->> 'what', value ->> 'at', value ->> 'by', value ->> 'details', ${receivedAt}
    FROM json_each(${JSON.stringify(rows)})`
}
