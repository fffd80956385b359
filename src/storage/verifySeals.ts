// Is everything still there that a night sealed? Each seal again, from the first to the last, and what they cannot cover.
import { type Database, sql } from './database.ts'
import {
  digestOfHeads,
  digestOfRange,
  everySeal,
  firstSealNames,
  hashOfSeal,
  type Seal,
  type SealedTable,
  sealedTables,
  sealNames,
} from './sealStore.ts'

/** How many seals there are, and the last night that has one. */
export interface SealsVerified {
  readonly seals: number
  readonly lastOn: string | null
}

/**
 * Checks every seal under the audit key and tells `report` of each thing that does not hold, a sentence each, with its
 * table and night. Rows are read 1,000 at a time. All seals of the last nights taken away together with what they
 * sealed cannot be seen from inside the database.
 */
export async function verifySeals(
  database: Database,
  auditKey: CryptoKey,
  report: (what: string) => void,
): Promise<SealsVerified> {
  const seals = await everySeal(database)
  const before = new Map<string, Seal>()
  const namesOfNights = new Map<string, readonly string[]>()
  for (const seal of seals) {
    const names = await namesSealedWith(auditKey, seal)
    if (seal.table === 'cases' && names) namesOfNights.set(seal.sealedOn, names)
    const faults = await faultsOf(database, seal, before.get(seal.table))
    for (const what of names ? faults : ['it is not as it was made', ...faults]) {
      report(`the seal of ${seal.sealedOn} over ${nameOf(seal.table)}: ${what}`)
    }
    before.set(seal.table, seal)
  }
  for (const what of nightsInPart(seals, namesOfNights)) report(what)
  for (const what of await rowsBeforeAll(database)) report(what)
  for (const what of await headsMissing(database)) report(what)
  for (const what of await rolesChanged(database)) report(what)
  for (const what of await connectionsChanged(database)) report(what)
  return { seals: seals.length, lastOn: seals.reduce((last, { sealedOn }) => laterOf(last, sealedOn), '') || null }
}

const names: Readonly<Record<string, string>> = {
  reads: 'the looks at children’s records',
  mark_versions: 'the marks that were changed',
  security_events: 'the security events',
  role_changes: 'the roles',
  connection_changes: 'the changes of connections',
  cases: 'the cases',
}

function nameOf(table: string): string {
  return `${table}${names[table] ? ` (${names[table]})` : ''}`
}

/** The names that a seal was made with; null when it is not as it was made. */
async function namesSealedWith(auditKey: CryptoKey, seal: Seal): Promise<readonly string[] | null> {
  for (const names of [sealNames, firstSealNames]) {
    if (seal.hash === (await hashOfSeal(auditKey, seal, names))) return names
  }
  return null
}

async function faultsOf(database: Database, seal: Seal, before?: Seal): Promise<string[]> {
  const faults: string[] = []
  if (seal.previousHash !== (before?.hash ?? '')) faults.push('it does not follow the seal before it')
  const isOfCases = seal.table === 'cases'
  if (!isOfCases && !(seal.table in sealedTables)) return [...faults, 'nobody knows that table here']
  if (!isOfCases && seal.fromId !== (before?.toId ?? 0) + 1) {
    faults.push('it does not begin where the seal before it ended')
  }
  const { rows, digest } = isOfCases
    ? await digestOfHeads(database, seal.sealedOn)
    : await digestOfRange(database, seal.table as SealedTable, seal.fromId, seal.toId)
  if (rows !== seal.rows) faults.push(`${counted(seal.rows)} sealed, now ${rows} are there`)
  else if (digest !== seal.digest)
    faults.push(rows === 1 ? 'its row is not as it was sealed' : 'its rows are not as they were sealed')
  return faults
}

function counted(rows: number): string {
  return rows === 1 ? '1 row was' : `${rows} rows were`
}

/** All tables are sealed in one go, so a night that has some of its seals has lost the others. */
function nightsInPart(seals: readonly Seal[], names: ReadonlyMap<string, readonly string[]>): string[] {
  return [...Map.groupBy(seals, ({ sealedOn }) => sealedOn)].flatMap(([sealedOn, ofNight]) =>
    (names.get(sealedOn) ?? firstSealNames)
      .filter((name) => !ofNight.some(({ table }) => table === name))
      .map((name) => `the seal of ${sealedOn} over ${nameOf(name)} is missing`),
  )
}

/** Rows are numbered from 1; one put before them is in no seal. */
async function rowsBeforeAll(database: Database): Promise<string[]> {
  const rows = await database.read(sql<{ name: SealedTable }>`
    SELECT DISTINCT name FROM (SELECT 'reads' AS name FROM reads WHERE id < 1 UNION ALL SELECT 'mark_versions' FROM mark_versions WHERE id < 1
      UNION ALL SELECT 'security_events' FROM security_events WHERE id < 1 UNION ALL SELECT 'role_changes' FROM role_changes WHERE id < 1
      UNION ALL SELECT 'connection_changes' FROM connection_changes WHERE id < 1) ORDER BY name`)
  return rows.map(({ name }) => `${nameOf(name)}: rows were put before the first one`)
}

async function headsMissing(database: Database): Promise<string[]> {
  const rows = await database.read(sql<{ id: string; version: number; sealedOn: string; isGone: number }>`
    SELECT h.case_id AS id, h.version, h.sealed_on AS "sealedOn", e.hash IS NULL AS "isGone" FROM sealed_heads h
    LEFT JOIN case_events e ON e.case_id = h.case_id AND e.version = h.version
    WHERE e.hash IS NULL OR e.hash <> h.hash ORDER BY h.sealed_on, h.case_id LIMIT 1000`)
  return rows.map(
    ({ id, version, sealedOn, isGone }) =>
      `the seal of ${sealedOn} over ${nameOf('cases')}: event ${version} of case ${id} ${isGone ? 'is missing' : 'is another than the one sealed'}`,
  )
}

/** Each role against what was last written down of it when it was given or changed. */
async function rolesChanged(database: Database): Promise<string[]> {
  const rows = await database.read(sql<{ id: string }>`
    WITH written AS (SELECT role_id, person_id, role, school_urn, granted_at, granted_by, withdrawn_at, withdrawn_by FROM role_changes c
        WHERE id = (SELECT max(id) FROM role_changes l WHERE l.role_id = c.role_id)),
      held AS (SELECT id, person_id, role, school_urn, granted_at, granted_by, withdrawn_at, withdrawn_by FROM roles_held)
    SELECT role_id AS id FROM (SELECT * FROM written EXCEPT SELECT * FROM held)
    UNION SELECT id FROM (SELECT * FROM held EXCEPT SELECT * FROM written) ORDER BY id LIMIT 1000`)
  return rows.map(
    ({ id }) => `the role ${id} in roles_held is not what was written down when it was given or withdrawn`,
  )
}

/** Each connection against what was written down when it was made, when its codes were named, and when it ended. */
async function connectionsChanged(database: Database): Promise<string[]> {
  const rows = await database.read(sql<{ id: string }>`
    WITH written AS (SELECT DISTINCT connection_id AS id,
        (SELECT json_array(at, by) FROM connection_changes m WHERE m.connection_id = c.connection_id AND what = 'connected') AS made,
        (SELECT detail FROM connection_changes s WHERE s.connection_id = c.connection_id AND what = 'codes-sent-set' ORDER BY number DESC LIMIT 1) AS codes,
        (SELECT json_array(at, detail) FROM connection_changes e WHERE e.connection_id = c.connection_id AND what = 'ended') AS ended
        FROM connection_changes c),
      held AS (SELECT id, json_array(created_at, coalesce(created_by, 'command-line')) AS made,
        settings ->> 'write_back' AS codes, iif(ended_at IS NULL, NULL, json_array(ended_at, ended_because)) AS ended
        FROM connections)
    SELECT id FROM (SELECT * FROM written EXCEPT SELECT * FROM held)
    UNION SELECT id FROM (SELECT * FROM held EXCEPT SELECT * FROM written) ORDER BY id LIMIT 1000`)
  return rows.map(
    ({ id }) =>
      `the connection ${id} is not what was written down when it was made, its codes were named or it was ended`,
  )
}

function laterOf(one: string, other: string): string {
  return one > other ? one : other
}
