// What did the record hold last night? A seal a table a night, over its new rows and the seal before.
import { hmacOf, sha256Of } from './chain.ts'
import { type Database, piece, type Query, sql } from './database.ts'

/** A night's seal over the rows of a table from one id to another; without new rows `toId` is one before `fromId`. */
export interface Seal {
  readonly table: string
  /** The London date whose rows it seals first. */
  readonly sealedOn: string
  readonly fromId: number
  readonly toId: number
  readonly rows: number
  readonly digest: string
  readonly previousHash: string
  readonly hash: string
}

/** The tables that only grow, each with the columns that its seals cover: every one it has. */
export const sealedTables = {
  reads: ['id', 'at', 'person_id', 'page', 'pupil_ids'],
  mark_versions: [
    ...['id', 'pupil_id', 'marked_on', 'session', 'code', 'source', 'stamp', 'tie', 'received_at', 'received_by'],
    ...['became', 'kept_at', 'kept_because', 'reason'],
  ],
  security_events: ['id', 'at', 'kind', 'connection_id', 'school_urn', 'delivery_id', 'detail'],
  role_changes: [
    ...['id', 'role_id', 'person_id', 'role', 'school_urn', 'granted_at', 'granted_by'],
    ...['withdrawn_at', 'withdrawn_by'],
  ],
  connection_changes: ['id', 'at', 'by', 'connection_id', 'number', 'what', 'detail'],
} as const satisfies Record<string, readonly string[]>
export type SealedTable = keyof typeof sealedTables

/** Beside those tables, the ends of the cases' chains, kept in sealed_heads. */
export const sealNames: readonly string[] = [...Object.keys(sealedTables), 'cases']

/** What a night sealed before a seal over 'cases' said what else its night has. */
export const firstSealNames: readonly string[] = ['reads', 'mark_versions', 'security_events', 'role_changes', 'cases']

const rowsAPage = 1_000
/** A first night could find years of cases; what is more is sealed the next night. */
const mostHeadsANight = 50_000

/** Rows counted, and one SHA-256 in hex over all of them: each page's digest covers the one before. */
export interface Digest {
  readonly rows: number
  readonly digest: string
}

/** The writes that seal what every table has gained since its last seal, as the night of a date. At most once a date. */
export async function writesOfSeals(
  database: Database,
  auditKey: CryptoKey,
  sealedOn: string,
): Promise<Query<unknown>[]> {
  const last = await lastSeals(database)
  const seals: Seal[] = []
  for (const table of Object.keys(sealedTables) as SealedTable[]) {
    const fromId = (last.get(table)?.toId ?? 0) + 1
    const toId = await lastId(database, table, fromId)
    const digest = await digestOfRange(database, table, fromId, toId)
    seals.push(await sealed(auditKey, { table, sealedOn, fromId, toId, ...digest }, last.get(table)))
  }
  const heads = await newHeads(database, sealedOn)
  // A night's heads are counted from 1: their rows are found by the night.
  const ofCases = { table: 'cases', sealedOn, fromId: 1, toId: heads.rows, rows: heads.rows, digest: heads.digest }
  seals.push(await sealed(auditKey, ofCases, last.get('cases')))
  return [...heads.writes, writeOfSeals(seals)]
}

/**
 * The HMAC of a seal over the one before ('' for the first), everything in it, and for 'cases' all names that its night
 * sealed: every seal of one table taken away is missed, too. None of a night by the first names.
 */
export function hashOfSeal(
  auditKey: CryptoKey,
  seal: Omit<Seal, 'hash'>,
  names: readonly string[] = sealNames,
): Promise<string> {
  const { previousHash, table, sealedOn, fromId, toId, rows, digest } = seal
  const ofNight = table === 'cases' && names !== firstSealNames ? [names.join(' ')] : []
  return hmacOf(auditKey, [previousHash, table, sealedOn, fromId, toId, rows, digest, ...ofNight])
}

/** The rows of a table with ids in a range, both ends in. */
export async function digestOfRange(
  database: Database,
  table: SealedTable,
  fromId: number,
  toId: number,
): Promise<Digest> {
  const columns = sealedTables[table]
  const names = piece.join(columns.map((column) => piece.ref(column)))
  return digestOfPages<number>(fromId - 1, (after) =>
    database.read(sql<{ id: number }>`SELECT ${names} FROM ${piece.table(table)}
      WHERE id > ${after} AND id <= ${toId} ORDER BY id LIMIT ${rowsAPage}`),
  )
}

/** The ends of chains that were sealed on a night. */
export function digestOfHeads(database: Database, sealedOn: string): Promise<Digest> {
  return digestOfPages<string>('', (after) =>
    database.read(sql<Head>`SELECT case_id AS id, version, hash FROM sealed_heads
      WHERE sealed_on = ${sealedOn} AND case_id > ${after} ORDER BY case_id LIMIT ${rowsAPage}`),
  )
}

interface Head {
  readonly id: string
  readonly version: number
  readonly hash: string
}

async function newHeads(database: Database, sealedOn: string): Promise<Digest & { writes: Query<unknown>[] }> {
  const writes: Query<unknown>[] = []
  let left = mostHeadsANight
  const digest = await digestOfPages<string>('', async (after) => {
    const heads = await database.read(sql<Head>`SELECT id, version, last_hash AS hash FROM cases c
      WHERE id > ${after} AND NOT EXISTS (SELECT 1 FROM sealed_heads h WHERE h.case_id = c.id AND h.version = c.version)
      ORDER BY id LIMIT ${Math.min(left, rowsAPage)}`)
    left -= heads.length
    if (heads.length > 0) {
      writes.push(sql`INSERT INTO sealed_heads (sealed_on, case_id, version, hash)
        SELECT ${sealedOn}, value ->> 'id', value ->> 'version', value ->> 'hash' FROM json_each(${JSON.stringify(heads)})`)
    }
    return heads
  })
  return { ...digest, writes }
}

/** `pageAfter` answers with the rows after an id in order of it, the columns always in one order; with none at the end. */
async function digestOfPages<Id extends string | number>(
  first: Id,
  pageAfter: (id: Id) => Promise<{ readonly id: Id }[]>,
): Promise<Digest> {
  let rows = 0
  let digest = ''
  let after = first
  for (;;) {
    const page = await pageAfter(after)
    const last = page.at(-1)
    if (!last) return { rows, digest }
    digest = await sha256Of(JSON.stringify([digest, ...page.map((row) => Object.values(row))]))
    rows += page.length
    after = last.id
  }
}

async function sealed(auditKey: CryptoKey, seal: Omit<Seal, 'hash' | 'previousHash'>, last?: Seal): Promise<Seal> {
  const following = { ...seal, previousHash: last?.hash ?? '' }
  return { ...following, hash: await hashOfSeal(auditKey, following) }
}

async function lastId(database: Database, table: SealedTable, fromId: number): Promise<number> {
  const rows = await database.read(sql<{ id: number | null }>`SELECT max(id) AS id FROM ${piece.table(table)}`)
  return Math.max(rows[0]?.id ?? 0, fromId - 1)
}

const columnsOfSeal = piece`table_name AS "table", sealed_on AS "sealedOn", from_id AS "fromId", to_id AS "toId", rows, digest,
  previous_hash AS "previousHash", hash`

async function lastSeals(database: Database): Promise<Map<string, Seal>> {
  const seals = await database.read(sql<Seal>`SELECT ${columnsOfSeal} FROM seals s
    WHERE sealed_on = (SELECT max(sealed_on) FROM seals l WHERE l.table_name = s.table_name)`)
  return new Map(seals.map((seal) => [seal.table, seal]))
}

/** Every seal, each table's nights in order: a few a day, so that years of them are little. */
export function everySeal(database: Database): Promise<Seal[]> {
  return database.read(sql<Seal>`SELECT ${columnsOfSeal} FROM seals ORDER BY table_name, sealed_on`)
}

function writeOfSeals(seals: readonly Seal[]): Query<unknown> {
  return sql`INSERT INTO seals (table_name, sealed_on, from_id, to_id, rows, digest, previous_hash, hash)
    SELECT value ->> 'table', value ->> 'sealedOn', value ->> 'fromId', value ->> 'toId', value ->> 'rows', value ->> 'digest',
      value ->> 'previousHash', value ->> 'hash' FROM json_each(${JSON.stringify(seals)})`
}
