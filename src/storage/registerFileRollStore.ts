// Which pupils does a register file name, who else named them, and how do they become unknown again without anything being lost?
import type { Scope } from '../cases/roles.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { isKnown, notKnown } from './knownPupils.ts'
import { writeOfPart } from './registerFileChangeStore.ts'
import type { FileState } from './registerFileStore.ts'
import { within } from './scope.ts'

// Whom a file names stands ahead of its parts, under a number that none of them has.
const namesAt = -1

/** The write that keeps whom a file names, locked, before its first message is sent; a second time it stays as it was. */
export function writeOfNames(fileId: string, content: string, at: string): Query<unknown> {
  return writeOfPart(fileId, { part: namesAt, shown: 0, content }, at)
}

/** A file that was used, with whom it names (locked); files whose names are erased (30 days) are left out. */
export interface FileNaming {
  readonly id: string
  readonly sha256: string
  readonly state: FileState
  readonly usedAt: string
  readonly content: string
}

/** The files of a school that were used, in the order of their use. */
export function listFilesNaming(database: Database, scope: Scope, schoolUrn: string): Promise<FileNaming[]> {
  return database.read(sql<FileNaming>`SELECT f.id, f.sha256, f.state, f.used_at AS usedAt, g.content FROM register_files f
    JOIN register_file_changes g ON g.file_id = f.id AND g.part = ${namesAt}
    WHERE f.school_urn = ${schoolUrn} AND f.used_at IS NOT NULL AND ${within(scope, 'f.school_urn')} ORDER BY f.used_at, f.id`)
}

/** A pupil of whom nothing is on record but what messages said of their name and marks. */
export interface PupilNamedOnly {
  readonly id: string
  readonly misId: string
}

/** Those of these numbers of whom no person wrote anything, and no system anything beside names and marks. */
export function listPupilsNamedOnly(
  database: Database,
  scope: Scope,
  schoolUrn: string,
  misIds: readonly string[],
): Promise<PupilNamedOnly[]> {
  return database.read(sql<PupilNamedOnly>`SELECT p.id, p.mis_id AS misId FROM pupils p
    WHERE p.school_urn = ${schoolUrn} AND p.mis_id IN (SELECT value FROM json_each(${JSON.stringify(misIds)}))
      AND ${isKnown('p')} AND ${isNamedOnly} AND ${within(scope, 'p.school_urn')} ORDER BY p.id`)
}

const tablesOfMore = ['contacts', 'leaves', 'leaves_told', 'exclusions', 'enrolment_words', 'write_backs']
const more = piece.raw(
  tablesOfMore.map((table) => `AND NOT EXISTS (SELECT 1 FROM ${table} t WHERE t.pupil_id = p.id)`).join(' '),
)
const isNamedOnly = piece`p.flags_at IS NULL AND p.flags_to_check_at IS NULL AND p.asks IS NULL ${more}
  AND NOT EXISTS (SELECT 1 FROM pupil_links l WHERE l.pupil_id = p.id OR (l.school_urn = p.school_urn AND l.mis_id = p.mis_id))
  AND NOT EXISTS (SELECT 1 FROM pupils_kept_apart k WHERE p.id IN (k.one, k.other))
  AND NOT EXISTS (SELECT 1 FROM marks m WHERE m.pupil_id = p.id AND m.source = 'hand')
  AND NOT EXISTS (SELECT 1 FROM mark_versions v WHERE v.pupil_id = p.id AND v.source = 'hand')
  AND NOT EXISTS (SELECT 1 FROM cases c WHERE c.pupil_id = p.id AND (c.opened_at IS NOT NULL OR EXISTS (
    SELECT 1 FROM case_events e WHERE e.case_id = c.id AND e.by NOT IN ('mis', 'clock'))))`

/** What another source sent: `body` locked, null when it is erased. */
export interface SentByOthers {
  readonly number: number
  readonly body: string | null
}

/** What came for a school since an instant, after that number, whatever became of it; not what begins with one of `own`. At most so many. */
export function listSentByOthers(
  database: Database,
  scope: Scope,
  schoolUrn: string,
  asked: { readonly since: string; readonly own: readonly string[]; readonly after: number; readonly most: number },
): Promise<SentByOthers[]> {
  const { since, own, after, most } = asked
  return database.read(sql<SentByOthers>`SELECT d.id AS number, d.body FROM deliveries d JOIN connections c ON c.id = d.connection_id
    WHERE c.school_urn = ${schoolUrn} AND d.id > ${after} AND d.received_at >= ${since} AND ${within(scope, 'c.school_urn')}
      AND NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(own)}) o WHERE substr(d.delivery_id, 1, length(o.value)) = o.value)
    ORDER BY d.id LIMIT ${most}`)
}

/** How far the school's inbox is: another value once anything of it was applied since. Null before the first. */
export async function takenInSoFar(database: Database, schoolUrn: string): Promise<string | null> {
  const name = `taken-in:${schoolUrn}`
  return (
    (await database.read(sql<{ value: string }>`SELECT value FROM settings WHERE name = ${name}`))[0]?.value ?? null
  )
}

/**
 * The writes that take these pupils off every list and say so on the file. They break (clashes.ts: broken-rule
 * `settings.value`) when something of the school's inbox was applied since `takenIn` was read: it may have named them.
 */
export function writesOfPupilsUnknown(
  file: { readonly id: string; readonly schoolUrn: string },
  pupilIds: readonly string[],
  takenIn: string | null,
): Query<unknown>[] {
  const ids = JSON.stringify(pupilIds)
  return [
    sql`INSERT INTO settings (name, value) VALUES (${`taken-in:${file.schoolUrn}`}, ${`${takenIn} ${file.id}`})
      ON CONFLICT (name) DO UPDATE SET value = CASE value WHEN ${takenIn} THEN excluded.value END`,
    sql`UPDATE register_files SET outcome = json_set(outcome, '$.takenOffLists', json((
      SELECT json_group_array(value) FROM (SELECT value FROM json_each(outcome, '$.takenOffLists') UNION SELECT value FROM json_each(${ids}))))) WHERE id = ${file.id}`,
    sql`UPDATE pupils SET first_known_on = ${notKnown} WHERE id IN (SELECT value FROM json_each(${ids}))`,
  ]
}

/** The file by whose taking back a pupil came to be unknown, or null. */
export async function findFileThatNamed(
  database: Database,
  scope: Scope,
  pupilId: string,
): Promise<{ id: string; takenBackAt: string; takenBackByName: string | null } | null> {
  const rows = await database.read(sql<{
    id: string
    takenBackAt: string
    takenBackByName: string | null
  }>`SELECT f.id, f.taken_back_at AS takenBackAt, w.name AS takenBackByName FROM register_files f LEFT JOIN people w ON w.id = f.taken_back_by
    WHERE ${within(scope, 'f.school_urn')} AND f.taken_back_at IS NOT NULL
      AND EXISTS (SELECT 1 FROM json_each(f.outcome, '$.takenOffLists') o WHERE o.value = ${pupilId})
    ORDER BY f.taken_back_at DESC LIMIT 1`)
  return rows[0] ?? null
}
