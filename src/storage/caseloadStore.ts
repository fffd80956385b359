// Which cases are on somebody's list, and what is known of each? Four statements, however many cases at however many schools.
import { epochMilliseconds, utcInstant } from '../calendar/londonTime.ts'
import type { EntrySaid } from '../cases/answersOverdue.ts'
import type { CaseListed, News } from '../cases/caseload.ts'
import type { CompleteRegister, KeptMark } from '../cases/clock/marksForClock.ts'
import type { Session } from '../cases/events.ts'
import type { Role, Scope } from '../cases/roles.ts'
import type { UnsentMessage } from '../cases/serviceUntold.ts'
import { type CaseRow, type Kase, kaseOf } from './caseStore.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { isKnown } from './knownPupils.ts'
import { marksOfPupil } from './presence.ts'
import { pupilOf } from './pupilStore.ts'
import type { PupilsTable } from './schema.ts'
import { within, withinCases } from './scope.ts'

/** Somebody a case can be allocated to. */
export interface Officer {
  readonly id: string
  readonly name: string
}

/** Who may be given a case, by name; since when the reader has not looked, null on their first look; how many cases are closed. */
export interface LoadSurroundings {
  readonly officers: readonly Officer[]
  readonly notLookedSince: string | null
  readonly closed: number
}

/** A look within this time of the one before belongs to it: what was new stays new while one works down the list. */
const oneLookMinutes = 15

const cutOf = (now: string) => utcInstant(epochMilliseconds(now) - oneLookMinutes * 60_000)

/** What the list of a person needs beside its cases. Officers are named only to those who reach every school. */
export async function findLoadSurroundings(
  database: Database,
  scope: Scope,
  {
    personId,
    now,
    officerRoles,
  }: { readonly personId: string; readonly now: string; readonly officerRoles: readonly Role[] },
): Promise<LoadSurroundings> {
  const rows = await database.read(sql<{ officers: string; since: string | null; closed: number }>`
    SELECT (SELECT json_group_array(json_object('id', o.id, 'name', o.name) ORDER BY lower(o.name), o.id) FROM (
        SELECT DISTINCT p.id, p.name FROM roles_held h JOIN people p ON p.id = h.person_id
        WHERE h.withdrawn_at IS NULL AND ${within(scope, 'h.school_urn')}
          AND h.role IN (SELECT value FROM json_each(${JSON.stringify(officerRoles)}))) o) AS officers,
      (SELECT CASE WHEN looked_at <= ${cutOf(now)} THEN looked_at WHEN looked_at <= ${now} THEN before_at END
        FROM caseload_looks WHERE person_id = ${personId}) AS since,
      (SELECT count(*) FROM cases WHERE closed_at IS NOT NULL AND ${within(scope, 'school_urn')}) AS closed`)
  const { officers, since, closed } = rows[0]!
  return { officers: JSON.parse(officers) as Officer[], notLookedSince: since, closed }
}

/** The write that notes a look at the list. Within a quarter of an hour of the last it changes nothing. */
export function writeOfLook(personId: string, at: string): Query<unknown> {
  return sql`INSERT INTO caseload_looks (person_id, looked_at, before_at) VALUES (${personId}, ${at}, ${at})
    ON CONFLICT (person_id) DO UPDATE SET before_at = min(looked_at, ${at}), looked_at = ${at}
      WHERE looked_at <= ${cutOf(at)} OR looked_at > ${at}`
}

// Two searches, each along an index of its own: the open cases, and the school's running absences that are not opened yet, or
// whose case is closed though the register still says that the child is away.
function listed(scope: Scope) {
  const own =
    scope.unopenedAt === 'every-school'
      ? piece`1`
      : piece`school_urn IN (SELECT value FROM json_each(${JSON.stringify(scope.unopenedAt)}))`
  return piece`listed AS (
    SELECT id, school_urn, began_on FROM cases WHERE opened_at IS NOT NULL AND closed_at IS NULL AND ${within(scope, 'school_urn')}
    UNION ALL SELECT id, school_urn, began_on FROM cases
      WHERE ended_on IS NULL AND (opened_at IS NULL OR closed_at IS NOT NULL) AND ${own})`
}

// The register goes over from N to O after some days, and back: that changes nothing on the case.
function isRecoded(event: string) {
  const of = (column: string) => piece.ref(`${event}.${column}`)
  const away = piece`('G', 'N', 'O')`
  return piece`${of('what')} = 'mark-corrected' AND ${of('by')} IN ('mis', 'clock') AND EXISTS (SELECT 1 FROM case_event_details k
    WHERE k.case_id = ${of('case_id')} AND k.version = ${of('version')} AND k.details ->> 'from' IN ${away} AND k.details ->> 'to' IN ${away})`
}

interface LoadAskedFor {
  readonly today: string
  readonly marksFrom: string
  readonly personId: string
  readonly since: string | null
}

/**
 * The open cases of the scope, and of the person's own schools the running absences not opened yet or closed already, in no order. `today` is
 * London's date, `marksFrom` the first whose marks are read (marksSince in cases/caseNow.ts); `news` is what others than `personId` wrote after `since` (an instant, or null for none).
 */
export async function listCaseload(
  database: Database,
  scope: Scope,
  { today, marksFrom, personId, since }: LoadAskedFor,
): Promise<CaseListed[]> {
  type Row = PupilsTable &
    CaseRow & {
      case_id: string
      school_name: string
      allocated_name: string | null
      leave_ended_on: string | null
      returns_elsewhere: string
      other_rolls: string
      marks: string | null
      said: string | null
      is_held: number
      unsent: string | null
      news: string | null
    }
  const rows = await database.read(sql<Row>`
    WITH ${listed(scope)}
    SELECT p.*, c.*, c.id AS case_id, s.name AS school_name, a.name AS allocated_name,
      (SELECT max(l.last_on) FROM leaves l WHERE l.pupil_id = p.id AND l.withdrawn_at IS NULL AND l.first_on <= ${today}) AS leave_ended_on,
      (SELECT json_group_array(t.value ->> 'on') FROM cases o, json_each(o.standing) t
        WHERE o.pupil_id = p.id AND o.id <> c.id AND ${withinCases(scope, 'o')} AND t.value ->> 'what' = 'return-sent') AS returns_elsewhere,
      (SELECT json_group_array(DISTINCT os.name) FROM pupils o JOIN schools os ON os.urn = o.school_urn
        WHERE o.upn = p.upn AND o.school_urn <> p.school_urn AND (o.left_on IS NULL OR o.left_on > ${today}) AND ${isKnown('o')} AND ${within(scope, 'o.school_urn')}) AS other_rolls,
      (SELECT group_concat(m.marked_on || m.session || m.code, ' ')
        FROM ${marksOfPupil(piece`p.id`, piece`p.school_urn`, piece`min(c.began_on, ${marksFrom})`)} m) AS marks,
      CASE WHEN instr(c.standing, '"result":"asked"') > 0 OR instr(c.standing, '"what":"found"') > 0 THEN
        (SELECT json_group_array(json_object('version', v.version, 'what', v.what, 'side', d.details ->> 'side', 'who', coalesce(d.details ->> 'who', '')) ORDER BY v.version)
          FROM case_events v LEFT JOIN case_event_details d ON d.case_id = v.case_id AND d.version = v.version
          WHERE v.case_id = c.id AND v.what IN ('check-made', 'child-found')) END AS said,
      EXISTS (SELECT 1 FROM messages g WHERE g.case_id = c.id AND g.state = 'held') AS is_held,
      (SELECT json_object('id', g.id, 'state', g.state, 'because', g.because, 'tellings', json((SELECT json_group_array(d.version)
          FROM case_event_details d WHERE d.case_id = c.id AND d.details ->> 'messageId' = g.id)))
        FROM messages g WHERE g.case_id = c.id AND g.kind = 'education-welfare'
          AND (g.state IN ('failed', 'dead') OR (g.state = 'waiting' AND g.because IS NOT NULL))
        ORDER BY g.made_at DESC, g.id DESC LIMIT 1) AS unsent,
      (SELECT json_object('what', e.what, 'at', e.at, 'by', e.by, 'byName', (SELECT name FROM people w WHERE w.id = e.by))
        FROM case_events e WHERE e.case_id = c.id AND e.at > ${since} AND e.by <> ${personId} AND NOT (${isRecoded('e')}) ORDER BY e.version DESC LIMIT 1) AS news
    FROM listed JOIN cases c ON c.id = listed.id JOIN pupils p ON p.id = c.pupil_id JOIN schools s ON s.urn = c.school_urn
      LEFT JOIN people a ON a.id = c.allocated_to`)
  return rows.map((row) => ({
    summary: kaseOf({ ...row, id: row.case_id }).summary,
    pupil: pupilOf({ ...row, id: row.pupil_id }),
    schoolName: row.school_name,
    allocatedToName: row.allocated_name,
    marks: marksOf(row.marks),
    leaveEndedOn: row.leave_ended_on,
    returnsElsewhere: JSON.parse(row.returns_elsewhere) as string[],
    otherRolls: JSON.parse(row.other_rolls) as string[],
    said: row.said === null ? [] : (JSON.parse(row.said) as EntrySaid[]),
    hasHeldMessage: row.is_held === 1,
    unsentMessage: row.unsent === null ? null : (JSON.parse(row.unsent) as UnsentMessage),
    news: row.news === null ? null : (JSON.parse(row.news) as News),
  }))
}

/** The complete registers of each school with a case on the list since a date, in order of time, by URN. */
export async function listRegistersOfLoad(
  database: Database,
  scope: Scope,
  marksFrom: string,
): Promise<ReadonlyMap<string, readonly CompleteRegister[]>> {
  const rows = await database.read(sql<{ urn: string; complete: string | null }>`
    WITH ${listed(scope)}
    SELECT f.school_urn AS urn, (SELECT group_concat(r.marked_on || r.session, ' ' ORDER BY r.marked_on, r.session) FROM register_sessions r
        WHERE r.school_urn = f.school_urn AND r.complete = 1 AND r.marked_on >= min(f.first_on, ${marksFrom})) AS complete
    FROM (SELECT school_urn, min(began_on) AS first_on FROM listed GROUP BY school_urn) f`)
  return new Map(rows.map(({ urn, complete }) => [urn, sessionsOf(complete, (session) => session)]))
}

/** These cases with the ends of their chains, as far as the asker may see them, for writing on many at once. */
export async function listCasesNamed(database: Database, scope: Scope, ids: readonly string[]): Promise<Kase[]> {
  const rows = await database.read(sql<CaseRow>`SELECT c.* FROM cases c
    WHERE c.id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND ${withinCases(scope, 'c')}`)
  return rows.map(kaseOf)
}

// Thousands of them in one text, `2026-10-12AMN 2026-10-12PMN`: read in half the time of JSON.
function marksOf(text: string | null): KeptMark[] {
  return sessionsOf(text, (session, rest) => ({ ...session, code: rest }))
}

function sessionsOf<Each>(text: string | null, make: (session: CompleteRegister, rest: string) => Each): Each[] {
  if (text === null) return []
  return text
    .split(' ')
    .map((each) => make({ on: each.slice(0, 10), session: each.slice(10, 12) as Session }, each.slice(12)))
}
