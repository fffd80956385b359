// Which register files did a school upload, how far is each, and what is kept of it meanwhile?
import type { Scope } from '../cases/roles.ts'
import { type Database, piece, type Query, sql } from './database.ts'
import { within } from './scope.ts'

export type FileState =
  | 'uploaded'
  | 'reading'
  | 'read'
  | 'applying'
  | 'applied'
  | 'taking-back'
  | 'taken-back'
  | 'laid-aside'
  | 'expired'

/** A file without its text. `preview` is locked; `mapping` and `outcome` are JSON texts. `done` of `toDo` rows or parts. */
export interface RegisterFile {
  readonly id: string
  readonly schoolUrn: string
  readonly schoolName: string
  readonly connectionId: string
  readonly sha256: string
  readonly extension: string
  readonly bytes: number
  readonly uploadedAt: string
  readonly uploadedBy: string
  readonly uploadedByName: string
  readonly state: FileState
  readonly mapping: string | null
  readonly preview: string | null
  readonly isWhole: boolean | null
  readonly problem: string | null
  readonly done: number
  readonly toDo: number
  readonly movedAt: string
  readonly usedAt: string | null
  readonly usedBy: string | null
  readonly usedByName: string | null
  readonly takenBackAt: string | null
  readonly takenBackBy: string | null
  readonly takenBackByName: string | null
  readonly outcome: string | null
}

type FileRow = Omit<RegisterFile, 'isWhole'> & { readonly isWhole: number | null }

const columns = piece`f.id, f.school_urn AS schoolUrn, s.name AS schoolName, f.connection_id AS connectionId, f.sha256, f.extension, f.bytes,
  f.uploaded_at AS uploadedAt, f.uploaded_by AS uploadedBy, u.name AS uploadedByName, f.state, f.mapping, f.preview, f.is_whole AS isWhole,
  f.problem, f.done, f.to_do AS toDo, f.moved_at AS movedAt, f.used_at AS usedAt, f.used_by AS usedBy, a.name AS usedByName,
  f.taken_back_at AS takenBackAt, f.taken_back_by AS takenBackBy, b.name AS takenBackByName, f.outcome
  FROM register_files f JOIN schools s ON s.urn = f.school_urn JOIN people u ON u.id = f.uploaded_by
  LEFT JOIN people a ON a.id = f.used_by LEFT JOIN people b ON b.id = f.taken_back_by`

/** One file, or null where it is not there or not the asker's. */
export async function findRegisterFile(database: Database, scope: Scope, id: string): Promise<RegisterFile | null> {
  const rows = await database.read(
    sql<FileRow>`SELECT ${columns} WHERE f.id = ${id} AND ${within(scope, 'f.school_urn')}`,
  )
  return rows.map(fileOf)[0] ?? null
}

/** The files of the scope's schools, the newest first, at most so many. */
export async function listRegisterFiles(database: Database, scope: Scope, most: number): Promise<RegisterFile[]> {
  const rows = await database.read(sql<FileRow>`SELECT ${columns} WHERE ${within(scope, 'f.school_urn')}
    ORDER BY f.uploaded_at DESC, f.id LIMIT ${most}`)
  return rows.map(fileOf)
}

/** The file of this school with the same content that counts, or null. */
export async function findFileUsed(
  database: Database,
  scope: Scope,
  schoolUrn: string,
  sha256: string,
): Promise<RegisterFile | null> {
  const rows =
    await database.read(sql<FileRow>`SELECT ${columns} WHERE f.school_urn = ${schoolUrn} AND f.sha256 = ${sha256}
    AND f.state IN ('applying', 'applied', 'taking-back') AND ${within(scope, 'f.school_urn')}`)
  return rows.map(fileOf)[0] ?? null
}

/** Files whose work has not moved since `before`: begun by a house that is gone. */
export async function listFilesStuck(database: Database, scope: Scope, before: string): Promise<RegisterFile[]> {
  const rows =
    await database.read(sql<FileRow>`SELECT ${columns} WHERE f.state IN ('reading', 'applying', 'taking-back')
    AND f.moved_at < ${before} AND ${within(scope, 'f.school_urn')} ORDER BY f.moved_at`)
  return rows.map(fileOf)
}

/** The id of a school's open connection for files, with what its last file was said to be (JSON text), or null. */
export async function findFileConnection(
  database: Database,
  scope: Scope,
  schoolUrn: string,
): Promise<{ id: string; mapping: string | null } | null> {
  const rows = await database.read(sql<{
    id: string
    mapping: string | null
  }>`SELECT id, settings ->> 'mapping' AS mapping FROM connections
    WHERE school_urn = ${schoolUrn} AND vendor = 'file' AND ended_at IS NULL AND ${within(scope, 'school_urn')} ORDER BY created_at, id LIMIT 1`)
  return rows[0] ?? null
}

/** The write that remembers what the columns of a school's files are. */
export function writeOfMappingRemembered(connectionId: string, mapping: string): Query<unknown> {
  return sql`UPDATE connections SET settings = json_set(settings, '$.mapping', ${mapping}) WHERE id = ${connectionId}`
}

export interface NewRegisterFile {
  readonly id: string
  readonly schoolUrn: string
  readonly connectionId: string
  readonly sha256: string
  readonly extension: string
  readonly bytes: number
  readonly at: string
  readonly by: string
}

export function writeOfRegisterFile(file: NewRegisterFile): Query<unknown> {
  const { id, schoolUrn, connectionId, sha256, extension, bytes, at, by } = file
  return sql`INSERT INTO register_files (id, school_urn, connection_id, sha256, extension, bytes, uploaded_at, uploaded_by, moved_at)
    VALUES (${id}, ${schoolUrn}, ${connectionId}, ${sha256}, ${extension}, ${bytes}, ${at}, ${by}, ${at})`
}

/** The write that keeps one locked piece of a file's text. */
export function writeOfFileText(fileId: string, number: number, content: string): Query<unknown> {
  return sql`INSERT INTO register_file_texts (file_id, number, content) VALUES (${fileId}, ${number}, ${content})`
}

/** How many pieces there are, and one of them; asked one by one, since together they are as long as the file. */
export async function countFileTexts(database: Database, fileId: string): Promise<number> {
  const rows = await database.read(
    sql<{ count: number }>`SELECT count(*) AS count FROM register_file_texts WHERE file_id = ${fileId}`,
  )
  return rows[0]?.count ?? 0
}

export async function fileTextAt(database: Database, fileId: string, number: number): Promise<string | null> {
  const rows = await database.read(
    sql<{ content: string }>`SELECT content FROM register_file_texts WHERE file_id = ${fileId} AND number = ${number}`,
  )
  return rows[0]?.content ?? null
}

/** What changes with a step. What is left out stays as it is. */
export interface FileStep {
  readonly to: FileState
  readonly mapping?: string
  readonly preview?: string | null
  readonly problem?: string | null
  readonly isWhole?: boolean
  readonly outcome?: string
  readonly by?: string
}

/** The write that takes a file from one state to the next. It breaks (NOT NULL of `state`) when it is no longer in one of `from`. */
export function writeOfFileStep(id: string, from: readonly FileState[], step: FileStep, at: string): Query<unknown> {
  const { to, by = null } = step
  const usedBy = to === 'applying' ? by : null
  const takenBackBy = to === 'taking-back' ? by : null
  return sql`UPDATE register_files SET state = CASE WHEN state IN (SELECT value FROM json_each(${JSON.stringify(from)})) THEN ${to} END,
    mapping = coalesce(${step.mapping ?? null}, mapping), preview = CASE WHEN ${step.preview !== undefined} THEN ${step.preview ?? null} ELSE preview END,
    problem = CASE WHEN ${step.problem !== undefined} THEN ${step.problem ?? null} ELSE problem END,
    is_whole = coalesce(${step.isWhole ?? null}, is_whole), outcome = coalesce(${step.outcome ?? null}, outcome), done = 0, to_do = 0, moved_at = ${at},
    used_at = CASE WHEN ${usedBy} IS NULL THEN used_at ELSE ${at} END, used_by = coalesce(${usedBy}, used_by),
    taken_back_at = CASE WHEN ${takenBackBy} IS NULL THEN taken_back_at ELSE ${at} END, taken_back_by = coalesce(${takenBackBy}, taken_back_by)
    WHERE id = ${id}`
}

/** The write that says how far the work is. */
export function writeOfFileProgress(id: string, done: number, toDo: number, at: string): Query<unknown> {
  return sql`UPDATE register_files SET done = ${done}, to_do = ${toDo}, moved_at = ${at} WHERE id = ${id}`
}

/** The write that erases what a file said; its hash and its counts stay. */
export function writesOfFileForgotten(id: string): Query<unknown>[] {
  return [
    sql`DELETE FROM register_file_texts WHERE file_id = ${id}`,
    sql`UPDATE register_files SET preview = NULL WHERE id = ${id}`,
  ]
}

/** The writes that let go of files nobody used since `before`, and of what was changed before `changesBefore`. */
export function writesOfFilesExpired(before: string, changesBefore: string): Query<unknown>[] {
  return [
    sql`UPDATE register_files SET state = 'expired', preview = NULL WHERE state IN ('uploaded', 'reading', 'read') AND uploaded_at < ${before}`,
    sql`DELETE FROM register_file_texts WHERE file_id IN (SELECT id FROM register_files WHERE state NOT IN ('uploaded', 'reading', 'read', 'applying'))`,
    sql`DELETE FROM register_file_changes WHERE at < ${changesBefore} AND file_id IN (SELECT id FROM register_files WHERE state <> 'taking-back')`,
  ]
}

function fileOf({ isWhole, ...row }: FileRow): RegisterFile {
  return { ...row, isWhole: isWhole === null ? null : isWhole === 1 }
}
