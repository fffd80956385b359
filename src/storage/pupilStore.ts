// Who are the pupils, and whom does one ring about them?
import type { Contact, Pupil } from '../cases/pupil.ts'
import type { Scope } from '../cases/roles.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import type { PupilsTable, Schema } from './schema.ts'
import { within } from './scope.ts'

/** These pupils, as far as the asker may see them, by name. */
export async function listPupils(database: Database, scope: Scope, ids: readonly string[]): Promise<Pupil[]> {
  const rows = await database.read(sql<PupilsTable>`SELECT * FROM pupils
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND ${within(scope, 'school_urn')} ORDER BY search_name, mis_id`)
  return rows.map(pupilOf)
}

/**
 * The pupils of the scope's schools whose MIS numbers are among these. A number that a person joined to another pupil
 * gives that pupil, under the number asked for.
 */
export async function listPupilsByMisId(database: Database, scope: Scope, misIds: readonly string[]): Promise<Pupil[]> {
  const asked = JSON.stringify(misIds)
  const rows = await database.read(sql<
    PupilsTable & { asked_as: string }
  >`SELECT p.*, p.mis_id AS asked_as FROM pupils p
    WHERE ${within(scope, 'p.school_urn')} AND p.mis_id IN (SELECT value FROM json_each(${asked}))
      AND NOT EXISTS (SELECT 1 FROM pupil_links l WHERE l.school_urn = p.school_urn AND l.mis_id = p.mis_id)
    UNION ALL SELECT p.*, l.mis_id FROM pupil_links l JOIN pupils p ON p.id = l.pupil_id
    WHERE ${within(scope, 'l.school_urn')} AND l.mis_id IN (SELECT value FROM json_each(${asked}))`)
  return rows.map((row) => pupilOf({ ...row, mis_id: row.asked_as }))
}

/** The contacts of these pupils, in the order in which to ring them. */
export async function listContacts(database: Database, scope: Scope, pupilIds: readonly string[]): Promise<Contact[]> {
  const rows = await database.read(sql<Schema['contacts']>`SELECT c.* FROM contacts c JOIN pupils p ON p.id = c.pupil_id
    WHERE c.pupil_id IN (SELECT value FROM json_each(${JSON.stringify(pupilIds)})) AND ${within(scope, 'p.school_urn')}
    ORDER BY c.pupil_id, c.priority IS NULL, c.priority, c.name, c.id`)
  return rows.map((row) => ({
    id: row.id,
    pupilId: row.pupil_id,
    contactRef: row.contact_ref,
    name: row.name,
    relationship: row.relationship,
    priority: row.priority,
    parentalResponsibility: yesNo(row.parental_responsibility),
    phones: JSON.parse(row.phones),
    emails: JSON.parse(row.emails),
    address: row.address ? JSON.parse(row.address) : null,
    restricted: row.restricted === 1,
    restrictedAt: row.restricted_at,
    sourceUpdatedAt: row.source_updated_at,
  }))
}

const columns = {
  id: 'id',
  school_urn: 'schoolUrn',
  mis_id: 'misId',
  upn: 'upn',
  former_upn: 'formerUpn',
  legal_forename: 'legalForename',
  legal_surname: 'legalSurname',
  preferred_forename: 'preferredForename',
  preferred_surname: 'preferredSurname',
  search_name: 'searchName',
  date_of_birth: 'dateOfBirth',
  sex: 'sex',
  year_group: 'yearGroup',
  reg_group: 'regGroup',
  home_la_code: 'homeLaCode',
  boarder: 'boarder',
  details_at: 'detailsAt',
  detail_words: 'detailWords',
  looked_after: 'lookedAfter',
  protection_plan: 'protectionPlan',
  child_in_need: 'childInNeed',
  ehc_plan: 'ehcPlan',
  sen_support: 'senSupport',
  social_worker: 'socialWorker',
  flags_at: 'flagsAt',
  flags_to_check: 'flagsToCheck',
  flags_to_check_at: 'flagsToCheckAt',
  first_known_on: 'firstKnownOn',
  entered_on: 'enteredOn',
  left_on: 'leftOn',
  enrolment_at: 'enrolmentAt',
  asks: 'asks',
  asks_from: 'asksFrom',
} as const satisfies Record<keyof PupilsTable, keyof Pupil>

const names = Object.keys(columns)
// json_each gives a list inside an object as JSON text and true as 1, which is how both are kept.
const values = names.map((name) =>
  // A pupil keeps its own number, also when it was asked for under another that was joined to it.
  name === 'mis_id'
    ? `coalesce((SELECT known.mis_id FROM pupils known WHERE known.id = value ->> 'id'), value ->> 'misId')`
    : `value ->> '${columns[name as keyof PupilsTable]}'`,
)
// Somebody may have decided on the roll after this pupil was read: the newer word stays.
const ofEnrolment: ReadonlySet<string> = new Set(['entered_on', 'left_on', 'enrolment_at', 'asks', 'asks_from'])
const newerEnrolment = (name: string) =>
  `iif(coalesce(pupils.enrolment_at, '') > coalesce(excluded.enrolment_at, ''), pupils.${name}, excluded.${name})`
const insert = piece.raw(`INSERT INTO pupils (${names.join(', ')}) SELECT ${values.join(', ')} FROM json_each(`)
const update = piece.raw(
  `) WHERE 1 ON CONFLICT (id) DO UPDATE SET ${names
    .slice(1)
    .map((name) => `${name} = ${ofEnrolment.has(name) ? newerEnrolment(name) : `excluded.${name}`}`)
    .join(', ')}`,
)

/** The write that sets these pupils as they now stand: one statement however many there are. */
export function writeOfPupils(pupils: readonly Pupil[]): Query<unknown> {
  return sql`${insert}${JSON.stringify(pupils)}${update}`
}

/** The write that ends a pupil's time on roll on a date; messages from before `at` about coming and leaving no longer count. */
export function writeOfLeaving(pupilId: string, leftOn: string, at: string): Query<unknown> {
  return sql`UPDATE pupils SET left_on = ${leftOn}, enrolment_at = max(coalesce(enrolment_at, ''), ${at}) WHERE id = ${pupilId}`
}

/** The write that sets these contacts as they now stand. */
export function writeOfContacts(contacts: readonly Contact[]): Query<unknown> {
  return sql`INSERT INTO contacts (id, pupil_id, contact_ref, name, relationship, priority, parental_responsibility, phones, emails, address, restricted, restricted_at, source_updated_at)
    SELECT value ->> 'id', value ->> 'pupilId', value ->> 'contactRef', value ->> 'name', value ->> 'relationship', value ->> 'priority',
      value ->> 'parentalResponsibility', value ->> 'phones', value ->> 'emails', value ->> 'address', value ->> 'restricted', value ->> 'restrictedAt', value ->> 'sourceUpdatedAt'
    FROM json_each(${JSON.stringify(contacts)}) WHERE 1
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, relationship = excluded.relationship, priority = excluded.priority,
      parental_responsibility = excluded.parental_responsibility, phones = excluded.phones, emails = excluded.emails, address = excluded.address,
      restricted = excluded.restricted, restricted_at = excluded.restricted_at, source_updated_at = excluded.source_updated_at`
}

/** A row of `pupils` as the rest of the house knows it. */
export function pupilOf(row: PupilsTable): Pupil {
  return {
    id: row.id,
    schoolUrn: row.school_urn,
    misId: row.mis_id,
    upn: row.upn,
    formerUpn: row.former_upn,
    legalForename: row.legal_forename,
    legalSurname: row.legal_surname,
    preferredForename: row.preferred_forename,
    preferredSurname: row.preferred_surname,
    searchName: row.search_name,
    dateOfBirth: row.date_of_birth,
    sex: row.sex,
    yearGroup: row.year_group,
    regGroup: row.reg_group,
    homeLaCode: row.home_la_code,
    boarder: row.boarder === 1,
    detailsAt: row.details_at,
    detailWords: JSON.parse(row.detail_words),
    lookedAfter: yesNo(row.looked_after),
    protectionPlan: yesNo(row.protection_plan),
    childInNeed: yesNo(row.child_in_need),
    ehcPlan: yesNo(row.ehc_plan),
    senSupport: yesNo(row.sen_support),
    socialWorker: yesNo(row.social_worker),
    flagsAt: row.flags_at,
    flagsToCheck: JSON.parse(row.flags_to_check),
    flagsToCheckAt: row.flags_to_check_at,
    firstKnownOn: row.first_known_on,
    enteredOn: row.entered_on,
    leftOn: row.left_on,
    enrolmentAt: row.enrolment_at,
    asks: row.asks,
    asksFrom: row.asks_from,
  }
}

function yesNo(value: number | null): boolean | null {
  return value === null ? null : value === 1
}
