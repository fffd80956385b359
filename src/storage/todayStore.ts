// What must be known to say who is to be rung? The schools' registers, the children away or with an N left, what was tried.

import type { RecordedEvent } from '../cases/attempts.ts'
import type { CaseHappening } from '../cases/events.ts'
import type { LeaveSpan } from '../cases/leave.ts'
import type { ContactOnRecord, WrongNumber } from '../cases/numbersToRing.ts'
import type { Pupil } from '../cases/pupil.ts'
import type { RegisterToday, SchoolToday } from '../cases/registerToday.ts'
import type { CaseSummary } from '../cases/replay.ts'
import type { Scope } from '../cases/roles.ts'
import { type CaseRow, type Kase, kaseOf } from './caseStore.ts'
import { type Database, piece, sql } from './database.ts'
import { isKnown } from './knownPupils.ts'
import { leaveSpansJson } from './leaveStore.ts'
import { heldBackColumn } from './parkedStore.ts'
import { marksOfPupil } from './presence.ts'
import { pupilOf } from './pupilStore.ts'
import type { PupilsTable } from './schema.ts'
import { within } from './scope.ts'
import { unmarkedColumn, unmarkedOf } from './unmarkedRegisters.ts'
import { yearGroupsColumn } from './yearGroupsColumn.ts'

/** A child who may belong on a list: the pupil, the running absence if there is one, whom to ring, every mark kept. */
export interface ListedChild {
  readonly pupil: Pupil
  readonly absence: CaseSummary | null
  readonly contacts: readonly ContactOnRecord[]
  /** `[date, session, code]`. */
  readonly marks: readonly (readonly [string, 'AM' | 'PM', string])[]
  readonly leaves: readonly LeaveSpan[]
  /** The days on which attendance returns were sent, as the child's other records say. */
  readonly returnsElsewhere: readonly string[]
  /** The case under which the name was deleted on the date asked for; null for a child on roll. */
  readonly deleted: { readonly caseId: string; readonly isClosed: boolean } | null
}

/** A running or ended absence as a form needs it, with the end of its chain. */
export interface AbsenceToChange {
  readonly kase: Kase
  readonly pupil: Pupil
  readonly contacts: readonly ContactOnRecord[]
}

const contactsJson = piece`(SELECT json_group_array(json_object('id', k.id, 'name', k.name, 'relationship', k.relationship,
    'priority', k.priority, 'phones', json(k.phones), 'restricted', json(iif(k.restricted, 'true', 'false')),
    'emails', json(k.emails), 'address', json(k.address)))
  FROM contacts k WHERE k.pupil_id = p.id) AS contacts`

const returnsJson = piece`(SELECT json_group_array(e.value ->> 'on') FROM cases o JOIN json_each(o.standing) e
  WHERE o.pupil_id = p.id AND o.id IS NOT c.id AND e.value ->> 'what' = 'return-sent') AS returns`

const caseColumns = piece`c.id AS case_id, c.began_on, c.ended_on, c.ended_because, c.explained_on, c.explained_until,
  c.explained_by, c.opened_at, c.closed_at, c.allocated_to, c.standing, c.version, c.last_hash`

type CaseColumns = Omit<CaseRow, 'id' | 'pupil_id' | 'school_urn'> & { case_id: string | null; contacts: string }

/** A school with how many of its deliveries wait for a person to decide. */
export interface SchoolWithHeldBack extends SchoolToday {
  readonly heldBack: number
}

/** The scope's schools, by name: how the register is kept and stands on a date, which registers are whole, what has arrived at all. */
export async function listSchoolsToday(database: Database, scope: Scope, on: string): Promise<SchoolWithHeldBack[]> {
  const rows = await database.read(sql<{
    urn: string
    name: string
    registerKept: 'mis' | 'paper'
    complete: string
    today: string
    lastHeardAt: string | null
    hasPupils: number
    hasContacts: number
    heldBack: number
    unmarked: string
    yearGroups: string
  }>`SELECT s.urn, s.name, s.register_kept AS "registerKept",
      (SELECT json_group_array(json_array(marked_on, session)) FROM register_sessions r WHERE r.school_urn = s.urn AND r.complete = 1) AS complete,
      (SELECT json_group_array(json_object('session', session, 'complete', json(iif(complete, 'true', 'false')), 'closedAt', closed_at))
        FROM register_sessions r WHERE r.school_urn = s.urn AND r.marked_on = ${on}) AS today,
      (SELECT max(at) FROM (SELECT max(last_heard_at) AS at FROM feeds f WHERE f.school_urn = s.urn
        UNION ALL SELECT max(last_heard_at) FROM register_sessions r WHERE r.school_urn = s.urn AND r.source = 'mis')) AS "lastHeardAt",
      EXISTS (SELECT 1 FROM pupils p WHERE p.school_urn = s.urn) AS "hasPupils",
      EXISTS (SELECT 1 FROM pupils p JOIN contacts k ON k.pupil_id = p.id WHERE p.school_urn = s.urn) AS "hasContacts",
      ${heldBackColumn}, ${unmarkedColumn(on)}, ${yearGroupsColumn(on)}
    FROM schools s WHERE ${within(scope, 's.urn')} ORDER BY s.name`)
  return rows.map(({ complete, today, hasPupils, hasContacts, unmarked, yearGroups, ...school }) => ({
    ...school,
    unmarked: unmarkedOf(unmarked),
    completeSessions: (JSON.parse(complete) as [string, 'AM' | 'PM'][]).map(([day, session]) => ({ on: day, session })),
    today: JSON.parse(today) as RegisterToday[],
    hasPupils: hasPupils === 1,
    hasContacts: hasContacts === 1,
    yearGroups: JSON.parse(yearGroups) as string[],
  }))
}

/**
 * The children on roll on a date with a running absence, with an N anywhere in the register, or with no mark in a
 * register since `unmarkedSince`, or whose name was deleted on that date. By pupil; contacts and marks in no order.
 */
export async function listChildrenToday(
  database: Database,
  scope: Scope,
  on: string,
  unmarkedSince: string,
): Promise<ListedChild[]> {
  const rows = await database.read(sql<
    PupilsTable & CaseColumns & { marks: string; leaves: string; returns: string; deleted: string | null }
  >`
    WITH listed AS (
      SELECT pupil_id FROM cases WHERE ended_on IS NULL AND ${within(scope, 'school_urn')}
      UNION SELECT pupil_id FROM marks WHERE code = 'N' AND ${within(scope, 'school_urn')}
      UNION SELECT pupil_id FROM marks WHERE code = '-' AND marked_on BETWEEN ${unmarkedSince} AND ${on} AND ${within(scope, 'school_urn')}
      UNION SELECT pupil_id FROM cases WHERE ended_because = 'removed' AND ended_on = ${on} AND ${within(scope, 'school_urn')}
    )
    SELECT p.*, ${caseColumns}, ${contactsJson}, ${leaveSpansJson}, ${returnsJson},
      (SELECT json_group_array(json_array(m.marked_on, m.session, m.code)) FROM ${marksOfPupil(piece`p.id`, piece`p.school_urn`, piece`''`)} m) AS marks,
      (SELECT json_object('caseId', r.id, 'isClosed', json(iif(r.closed_at IS NULL, 'false', 'true'))) FROM cases r
        WHERE r.pupil_id = p.id AND c.id IS NULL AND p.left_on = ${on} AND r.ended_because = 'removed' AND r.ended_on = p.left_on) AS deleted
    FROM listed JOIN pupils p ON p.id = listed.pupil_id
      LEFT JOIN cases c ON c.pupil_id = p.id AND c.ended_on IS NULL
    WHERE ${isKnown('p')} AND (p.left_on IS NULL OR p.left_on >= ${on} OR (p.asks = 'leaver' AND c.id IS NOT NULL))
    ORDER BY p.id`)
  return rows.map((row) => {
    const { pupil, kase, contacts } = partsOf(row)
    const [marks, leaves] = [JSON.parse(row.marks), JSON.parse(row.leaves)]
    const returnsElsewhere = JSON.parse(row.returns)
    const deleted = row.deleted === null ? null : JSON.parse(row.deleted)
    return { pupil, absence: kase?.summary ?? null, contacts, marks, leaves, returnsElsewhere, deleted }
  })
}

/** What people wrote about running absences, and about earlier ones of children with an N left, in order of version. */
export async function listWhatWasTried(database: Database, scope: Scope): Promise<RecordedEvent[]> {
  return eventsOf(
    database,
    piece`e.what IN ('contact-attempted', 'contact-attempt-withdrawn', 'reason-given', 'reason-withdrawn') AND c.id IN (
      SELECT id FROM cases WHERE ended_on IS NULL AND ${within(scope, 'school_urn')}
      UNION SELECT k.id FROM marks m JOIN cases k ON k.pupil_id = m.pupil_id WHERE m.code = 'N' AND ${within(scope, 'm.school_urn')})`,
  )
}

/** All that happened to these absences, in order of version. */
export async function listWhatHappened(
  database: Database,
  scope: Scope,
  caseIds: readonly string[],
): Promise<RecordedEvent[]> {
  return eventsOf(
    database,
    piece`${within(scope, 'c.school_urn')} AND c.id IN (SELECT value FROM json_each(${JSON.stringify(caseIds)}))`,
  )
}

async function eventsOf(database: Database, which: ReturnType<typeof piece>): Promise<RecordedEvent[]> {
  const rows = await database.read(sql<{
    case_id: string
    pupil_id: string
    version: number
    at: string
    by: string
    what: string
    details: string | null
    by_name: string | null
  }>`SELECT e.case_id, c.pupil_id, e.version, e.at, e.by, e.what, d.details, w.name AS by_name
    FROM cases c JOIN case_events e ON e.case_id = c.id
      LEFT JOIN case_event_details d ON d.case_id = e.case_id AND d.version = e.version
      LEFT JOIN people w ON w.id = e.by
    WHERE ${which}
    ORDER BY e.case_id, e.version`)
  return rows.map((row) => {
    const happening = { what: row.what, details: JSON.parse(row.details ?? '{}') } as CaseHappening
    const { version, at, by } = row
    return { ...happening, caseId: row.case_id, pupilId: row.pupil_id, version, at, by, byName: row.by_name }
  })
}

/** A number to correct in the MIS, with whose it is said to be and the pupil it is there for. */
export interface WrongNumberOfPupil extends WrongNumber {
  readonly pupil: Pupil
  readonly contactName: string
  readonly relationship: string | null
  /** Everybody who is there for the pupil. */
  readonly contacts: readonly ContactOnRecord[]
}

/**
 * Numbers still on the record of a pupil on roll that rang dead or with somebody else, in whatever absence it came out,
 * unless a later attempt on them, not undone, got through. The contact is not restricted, though another with that number may be. By school and pupil, the newest last.
 */
export async function listWrongNumbers(database: Database, scope: Scope, on: string): Promise<WrongNumberOfPupil[]> {
  // CROSS JOIN keeps the order: the few entries of these outcomes first (index numbers_said_wrong), never every entry of a school.
  const rows = await database.read(sql<
    PupilsTable & Omit<WrongNumberOfPupil, 'pupil' | 'contacts'> & { contacts: string }
  >`
    SELECT p.*, ${contactsJson}, k.name AS "contactName", k.relationship,
      d.details ->> 'number' AS number, d.details ->> 'outcome' AS outcome, e.at
    FROM case_event_details d CROSS JOIN case_events e ON e.case_id = d.case_id AND e.version = d.version
      CROSS JOIN cases c ON c.id = d.case_id JOIN pupils p ON p.id = c.pupil_id AND (p.left_on IS NULL OR p.left_on >= ${on} OR p.asks = 'leaver')
      JOIN contacts k ON k.pupil_id = p.id AND k.restricted = 0
    WHERE d.details ->> 'outcome' IN ('number-dead', 'wrong-person') AND ${within(scope, 'p.school_urn')}
      AND EXISTS (SELECT 1 FROM json_each(k.phones) phone WHERE phone.value ->> 'number' = d.details ->> 'number')
      AND NOT EXISTS (SELECT 1 FROM case_events w JOIN case_event_details wd ON wd.case_id = w.case_id AND wd.version = w.version
        WHERE w.case_id = e.case_id AND w.what = 'contact-attempt-withdrawn' AND wd.details ->> 'version' = e.version)
      AND NOT EXISTS (SELECT 1 FROM cases oc JOIN case_events o ON o.case_id = oc.id JOIN case_event_details od ON od.case_id = o.case_id AND od.version = o.version
        WHERE oc.pupil_id = c.pupil_id AND o.what = 'contact-attempted' AND (o.at > e.at OR (o.case_id = e.case_id AND o.version > e.version))
          AND od.details ->> 'number' = d.details ->> 'number'
          AND od.details ->> 'outcome' IN ('voicemail', 'no-answer', 'reached', 'reason-given', 'parent-did-not-know')
          AND NOT EXISTS (SELECT 1 FROM case_events u JOIN case_event_details ud ON ud.case_id = u.case_id AND ud.version = u.version
            WHERE u.case_id = o.case_id AND u.what = 'contact-attempt-withdrawn' AND ud.details ->> 'version' = o.version))
    ORDER BY p.school_urn, p.search_name, p.id, e.at`)
  return rows.map((row) => {
    const { contactName, relationship, number, outcome, at } = row
    return { pupil: pupilOf(row), contactName, relationship, contacts: JSON.parse(row.contacts), number, outcome, at }
  })
}

/** These absences, running or ended, as far as the asker may see them, in the order asked for. */
export async function listAbsencesToChange(
  database: Database,
  scope: Scope,
  caseIds: readonly string[],
): Promise<AbsenceToChange[]> {
  const rows = await database.read(sql<PupilsTable & CaseColumns>`
    SELECT p.*, ${caseColumns}, ${contactsJson}
    FROM json_each(${JSON.stringify(caseIds)}) asked JOIN cases c ON c.id = asked.value JOIN pupils p ON p.id = c.pupil_id
    WHERE ${within(scope, 'c.school_urn')} ORDER BY asked.key`)
  return rows.map((row) => {
    const { pupil, kase, contacts } = partsOf(row)
    return { pupil, kase: kase!, contacts }
  })
}

function partsOf(row: PupilsTable & CaseColumns): { pupil: Pupil; kase: Kase | null; contacts: ContactOnRecord[] } {
  const { case_id } = row
  const kase = case_id === null ? null : kaseOf({ ...row, id: case_id, pupil_id: row.id })
  return { pupil: pupilOf(row), kase, contacts: JSON.parse(row.contacts) }
}
