// About which pupils must somebody find something out: expected and not here, or gone and nobody knows where to?
import type { EnrolmentWord } from '../cases/enrolment.ts'
import type { Session } from '../cases/events.ts'
import type { LeaverFound } from '../cases/leaverFound.ts'
import type { ContactOnRecord } from '../cases/numbersToRing.ts'
import type { Pupil } from '../cases/pupil.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, piece, sql } from './database.ts'
import { isKnown } from './knownPupils.ts'
import { marksOfPupil } from './presence.ts'
import { pupilOf } from './pupilStore.ts'
import type { PupilsTable } from './schema.ts'
import { within } from './scope.ts'

/** A pupil asked about, with whom to ring, what the registers say since the day asked about, and the case that runs or is open. */
export interface AskedAbout {
  readonly pupil: Pupil
  readonly contacts: readonly ContactOnRecord[]
  readonly marksSince: readonly { readonly on: string; readonly session: Session; readonly code: string }[]
  readonly words: readonly EnrolmentWord[]
  /** The same UPN is on the roll of another school of the authority; which one is not told here. */
  readonly isOnOtherRoll: boolean
  readonly openCase: { readonly id: string; readonly isOpened: boolean } | null
  /** Where a leaver is, as a case knows: nobody is asked then. Null again as soon as the finding stands no more. */
  readonly found: LeaverFound | null
}

interface AskedRow extends PupilsTable {
  readonly contacts: string
  readonly since: string
  readonly words: string
  readonly elsewhere: number
  readonly open_case: string | null
  readonly found: string | null
}

// What stands on a case says nothing that was withdrawn or overtaken. A finding whose words were erased names no place.
const foundOfLeaver = piece`(SELECT json_object('kind', f.value ->> 'kind', 'on', f.value ->> 'on', 'where', d.details ->> 'where', 'caseId', c.id)
  FROM cases c CROSS JOIN json_each(c.standing) f JOIN case_event_details d ON d.case_id = c.id AND d.version = f.value ->> 'version'
  WHERE p.asks = 'leaver' AND c.pupil_id = p.id AND f.value ->> 'what' = 'found' AND f.value ->> 'on' >= p.asks_from
    AND f.value ->> 'kind' IN ('another-school', 'home-educated') AND trim(d.details ->> 'where') <> ''
    AND NOT EXISTS (SELECT 1 FROM cases n WHERE n.pupil_id = p.id AND n.began_on > f.value ->> 'on')
  ORDER BY f.value ->> 'on' DESC, c.id LIMIT 1)`

/** The pupils asked about whose day has come by a date, by school and name. */
export async function listAskedAbout(database: Database, scope: Scope, on: string): Promise<AskedAbout[]> {
  const marks = marksOfPupil(piece`p.id`, piece`p.school_urn`, piece`p.asks_from`)
  const rows = await database.read(sql<AskedRow>`SELECT p.*,
      (SELECT json_group_array(json_object('id', k.id, 'name', k.name, 'relationship', k.relationship, 'priority', k.priority,
        'phones', json(k.phones), 'restricted', json(iif(k.restricted, 'true', 'false')), 'emails', json(k.emails), 'address', json(k.address)))
        FROM contacts k WHERE k.pupil_id = p.id) AS contacts,
      (SELECT json_group_array(json_object('on', m.marked_on, 'session', m.session, 'code', m.code)) FROM ${marks} m) AS since,
      (SELECT json_group_array(json_object('what', w.what, 'at', w.at, 'by', w.by, 'details', json(w.details)))
        FROM enrolment_words w WHERE w.pupil_id = p.id) AS words,
      EXISTS (SELECT 1 FROM pupils o WHERE o.upn = p.upn AND o.school_urn <> p.school_urn AND (o.left_on IS NULL OR o.left_on > ${on}) AND ${isKnown('o')}) AS elsewhere,
      (SELECT json_object('id', c.id, 'isOpened', json(iif(c.opened_at IS NULL, 'false', 'true'))) FROM cases c
        WHERE c.pupil_id = p.id AND (c.ended_on IS NULL OR (c.opened_at IS NOT NULL AND c.closed_at IS NULL))
        ORDER BY c.ended_on IS NOT NULL, c.began_on DESC LIMIT 1) AS open_case,
      ${foundOfLeaver} AS found
    FROM pupils p WHERE p.asks IS NOT NULL AND p.asks_from <= ${on} AND ${within(scope, 'p.school_urn')}
    ORDER BY p.school_urn, p.search_name, p.id`)
  return rows.map((row) => ({
    pupil: pupilOf(row),
    contacts: JSON.parse(row.contacts),
    marksSince: JSON.parse(row.since),
    words: JSON.parse(row.words),
    isOnOtherRoll: row.elsewhere === 1,
    openCase: row.open_case === null ? null : JSON.parse(row.open_case),
    found: row.found === null ? null : JSON.parse(row.found),
  }))
}

/** How many pupils of a school are asked about, without a name, and how many are on the roll of another school of the authority too. */
export interface AskedCount {
  readonly schoolUrn: string
  readonly starters: number
  readonly leavers: number
  readonly onTwoRolls: number
}

/** The counts of the scope's schools on a date, without leavers whom a case found; a school with nothing to count is left out. */
export function listAskedCounts(database: Database, scope: Scope, on: string): Promise<AskedCount[]> {
  return database.read(sql<AskedCount>`
    SELECT school_urn AS "schoolUrn", sum(why = 'starter') AS starters, sum(why = 'leaver') AS leavers, sum(why = 'rolls') AS "onTwoRolls" FROM (
      SELECT p.school_urn, p.asks AS why FROM pupils p WHERE p.asks IS NOT NULL AND p.asks_from <= ${on} AND ${within(scope, 'p.school_urn')}
        AND ${foundOfLeaver} IS NULL
      UNION ALL SELECT p.school_urn, 'rolls' FROM pupils p WHERE p.upn IS NOT NULL AND (p.left_on IS NULL OR p.left_on > ${on}) AND ${isKnown('p')} AND ${within(scope, 'p.school_urn')}
        AND EXISTS (SELECT 1 FROM pupils o WHERE o.upn = p.upn AND o.school_urn <> p.school_urn AND (o.left_on IS NULL OR o.left_on > ${on}) AND ${isKnown('o')}))
    GROUP BY school_urn ORDER BY school_urn`)
}
