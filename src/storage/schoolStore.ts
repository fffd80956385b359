// Which schools are there, how does each morning stand in counts, and is anything still to be set up?
import type { RegisterToday, SchoolToday } from '../cases/registerToday.ts'
import type { CaseSummary } from '../cases/replay.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, piece, sql } from './database.ts'
import { isKnown } from './knownPupils.ts'
import { marksOfPupil } from './presence.ts'
import { within } from './scope.ts'
import { unmarkedColumn, unmarkedOf } from './unmarkedRegisters.ts'
import { yearGroupsColumn } from './yearGroupsColumn.ts'

export interface School {
  readonly urn: string
  readonly name: string
  readonly registerKept: 'mis' | 'paper'
}

/** The schools of the scope by name. */
export function listSchools(database: Database, scope: Scope): Promise<School[]> {
  return database.read(sql<School>`
    SELECT urn, name, register_kept AS "registerKept" FROM schools WHERE ${within(scope, 'urn')} ORDER BY lower(name), urn`)
}

/** The name of a school of the scope, or null. */
export async function findSchoolName(database: Database, scope: Scope, urn: string): Promise<string | null> {
  const rows = await database.read(
    sql<{ name: string }>`SELECT name FROM schools WHERE urn = ${urn} AND ${within(scope, 'urn')}`,
  )
  return rows[0]?.name ?? null
}

/** What a fresh installation has so far: how many schools, and how many of them have each thing they need. */
export interface SetUp {
  readonly schools: number
  readonly schoolsWithCalendar: number
  readonly schoolsWithPupils: number
  readonly schoolsWithRegister: number
  readonly schoolsWithPeople: number
  /** The names of the schools that lack each, in order. */
  readonly lacking: Readonly<Record<'calendar' | 'pupils' | 'register' | 'people', readonly string[]>>
}

/** How far the scope's schools are set up on a date: a calendar counts when one of its terms has not ended. */
export async function findSetUp(database: Database, scope: Scope, on: string): Promise<SetUp> {
  const has = (column: string) => piece`count(*) FILTER (WHERE ${piece.ref(column)})`
  const lacks = (column: string) =>
    piece`json_group_array(name ORDER BY lower(name), urn) FILTER (WHERE NOT ${piece.ref(column)})`
  const rows = await database.read(sql<Omit<SetUp, 'lacking'> & { lacking: string }>`
    SELECT count(*) AS schools, ${has('calendar')} AS "schoolsWithCalendar", ${has('pupils')} AS "schoolsWithPupils",
      ${has('register')} AS "schoolsWithRegister", ${has('people')} AS "schoolsWithPeople",
      json_object('calendar', ${lacks('calendar')}, 'pupils', ${lacks('pupils')}, 'register', ${lacks('register')}, 'people', ${lacks('people')}) AS lacking
    FROM (SELECT s.urn, s.name,
        EXISTS (SELECT 1 FROM calendars c, json_each(c.terms) t WHERE c.school_urn = s.urn AND t.value ->> 'to' >= ${on}) AS calendar,
        EXISTS (SELECT 1 FROM pupils p WHERE p.school_urn = s.urn) AS pupils,
        EXISTS (SELECT 1 FROM register_sessions r WHERE r.school_urn = s.urn AND r.complete = 1) AS register,
        EXISTS (SELECT 1 FROM roles_held h WHERE h.school_urn = s.urn AND h.withdrawn_at IS NULL) AS people
      FROM schools s WHERE ${within(scope, 's.urn')})`)
  const { lacking, ...counts } = rows[0]!
  return { ...counts, lacking: JSON.parse(lacking) as SetUp['lacking'] }
}

/**
 * The scope's schools by name with today's registers and what arrived. `completeSessions` only as far back as the
 * longest absence running there: enough to count its days.
 */
export async function listSchoolsForCounts(database: Database, scope: Scope, on: string): Promise<SchoolToday[]> {
  const rows = await database.read(sql<
    Pick<SchoolToday, 'urn' | 'name' | 'registerKept' | 'lastHeardAt'> & {
      complete: string
      today: string
      hasPupils: number
      unmarked: string
      yearGroups: string
    }
  >`
    SELECT s.urn, s.name, s.register_kept AS "registerKept",
      (SELECT json_group_array(json_object('on', r.marked_on, 'session', r.session)) FROM register_sessions r
        WHERE r.school_urn = s.urn AND r.complete = 1 AND r.marked_on >= coalesce(
          (SELECT min(c.began_on) FROM cases c WHERE c.school_urn = s.urn AND c.ended_on IS NULL), ${on})) AS complete,
      (SELECT json_group_array(json_object('session', r.session, 'complete', json(iif(r.complete, 'true', 'false')), 'closedAt', r.closed_at))
        FROM register_sessions r WHERE r.school_urn = s.urn AND r.marked_on = ${on}) AS today,
      (SELECT max(at) FROM (SELECT max(f.last_heard_at) AS at FROM feeds f WHERE f.school_urn = s.urn
        UNION ALL SELECT max(r.last_heard_at) FROM register_sessions r WHERE r.school_urn = s.urn AND r.source = 'mis')) AS "lastHeardAt",
      EXISTS (SELECT 1 FROM pupils p WHERE p.school_urn = s.urn) AS "hasPupils", ${unmarkedColumn(on)}, ${yearGroupsColumn(on)}
    FROM schools s WHERE ${within(scope, 's.urn')} ORDER BY lower(s.name), s.urn`)
  return rows.map(({ complete, today, hasPupils, unmarked, yearGroups, ...school }) => ({
    ...school,
    unmarked: unmarkedOf(unmarked),
    completeSessions: JSON.parse(complete) as SchoolToday['completeSessions'],
    today: JSON.parse(today) as RegisterToday[],
    hasPupils: hasPupils === 1,
    hasContacts: true,
    yearGroups: JSON.parse(yearGroups) as string[],
  }))
}

/** A child to be counted: no name, no birthday, no flag leaves the database for it. */
export interface CountedChild {
  readonly pupilId: string
  readonly schoolUrn: string
  readonly boarder: boolean
  readonly yearGroup: string | null
  readonly firstKnownOn: string
  readonly leftOn: string | null
  readonly asks: 'starter' | 'leaver' | null
  readonly absence: CaseSummary | null
  readonly marks: readonly { readonly on: string; readonly session: 'AM' | 'PM'; readonly code: string }[]
}

/** The children on roll on a date, or gone nobody knows where, with a running absence, or an N on that date; their marks since the absence began. */
export async function listChildrenToCount(database: Database, scope: Scope, on: string): Promise<CountedChild[]> {
  const rows = await database.read(sql<
    Pick<CountedChild, 'pupilId' | 'schoolUrn' | 'yearGroup' | 'firstKnownOn' | 'leftOn' | 'asks'> & {
      boarder: number
      absence: string | null
      marks: string
    }
  >`
    WITH counted AS (
      SELECT pupil_id FROM cases WHERE ended_on IS NULL AND ${within(scope, 'school_urn')}
      UNION SELECT pupil_id FROM marks WHERE code = 'N' AND marked_on = ${on} AND ${within(scope, 'school_urn')}
    )
    SELECT p.id AS "pupilId", p.school_urn AS "schoolUrn", p.boarder, p.year_group AS "yearGroup", p.first_known_on AS "firstKnownOn", p.left_on AS "leftOn", p.asks,
      iif(c.id IS NULL, NULL, json_object('id', c.id, 'pupilId', c.pupil_id, 'schoolUrn', c.school_urn, 'beganOn', c.began_on,
        'endedOn', NULL, 'endedBecause', NULL, 'explainedOn', c.explained_on, 'explainedUntil', c.explained_until,
        'explainedBy', c.explained_by, 'version', c.version)) AS absence,
      (SELECT json_group_array(json_object('on', m.marked_on, 'session', m.session, 'code', m.code))
        FROM ${marksOfPupil(piece`p.id`, piece`p.school_urn`, piece`coalesce(c.began_on, ${on})`)} m) AS marks
    FROM counted JOIN pupils p ON p.id = counted.pupil_id LEFT JOIN cases c ON c.pupil_id = p.id AND c.ended_on IS NULL
    WHERE ${isKnown('p')} AND (p.left_on IS NULL OR p.left_on >= ${on} OR (p.asks = 'leaver' AND c.id IS NOT NULL))`)
  return rows.map(({ boarder, absence, marks, ...child }) => ({
    ...child,
    boarder: boarder === 1,
    absence: absence === null ? null : (JSON.parse(absence) as CaseSummary),
    marks: JSON.parse(marks) as CountedChild['marks'],
  }))
}
