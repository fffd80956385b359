// Which numbers has the authority chosen? Every version is kept; a withdrawn one holds no more.
import { type DatedPolicy, type LocalPolicies, type LocalPolicy, policiesOf } from '../law/localPolicy.ts'
import { type Database, piece, type Query, sql } from './database.ts'

/** One of the authority's own versions, with who recorded it. */
export interface PolicyOnRecord extends DatedPolicy {
  readonly id: string
  readonly recordedAt: string
  readonly recordedById: string
  readonly recordedByName: string
  readonly withdrawnAt: string | null
  readonly withdrawnByName: string | null
}

/** A column of every version that holds, for whoever reads something else in the same statement. */
export const policiesColumn = piece`(SELECT json_group_array(json_object('from', o.holds_from, 'numbers', json(o.numbers),
    'source', json_object('instrument', o.instrument, 'provision', o.provision, 'url', o.url)) ORDER BY o.holds_from)
  FROM policies o WHERE o.withdrawn_at IS NULL) AS policies`

/** What `policiesColumn` says, beside the shipped version. */
export function policiesRead(column: string): LocalPolicies {
  return policiesOf(
    (JSON.parse(column) as Omit<DatedPolicy, 'ourDefaults'>[]).map((chosen) => ({ ...chosen, ourDefaults: [] })),
  )
}

/** Every version that holds: the shipped one and the authority's own. It is public, so there is nobody to ask for. */
export async function listPolicies(database: Database): Promise<LocalPolicies> {
  const rows = await database.read(sql<{ policies: string }>`SELECT ${policiesColumn}`)
  return policiesRead(rows[0]!.policies)
}

/** The authority's own versions, withdrawn ones too, the newest record first. */
export async function listPoliciesOnRecord(database: Database): Promise<PolicyOnRecord[]> {
  const rows = await database.read(sql<{
    id: string
    holds_from: string
    numbers: string
    instrument: string
    provision: string
    url: string | null
    recorded_at: string
    recorded_by: string
    recorded_by_name: string
    withdrawn_at: string | null
    withdrawn_by_name: string | null
  }>`SELECT o.id, o.holds_from, o.numbers, o.instrument, o.provision, o.url, o.recorded_at, o.recorded_by, r.name AS recorded_by_name,
      o.withdrawn_at, w.name AS withdrawn_by_name
    FROM policies o JOIN people r ON r.id = o.recorded_by LEFT JOIN people w ON w.id = o.withdrawn_by
    ORDER BY o.recorded_at DESC, o.id`)
  return rows.map((row) => ({
    id: row.id,
    from: row.holds_from,
    numbers: JSON.parse(row.numbers) as LocalPolicy,
    source: { instrument: row.instrument, provision: row.provision, url: row.url },
    ourDefaults: [],
    recordedAt: row.recorded_at,
    recordedById: row.recorded_by,
    recordedByName: row.recorded_by_name,
    withdrawnAt: row.withdrawn_at,
    withdrawnByName: row.withdrawn_by_name,
  }))
}

/** The write of a new version. Clashes when another that is not withdrawn holds from the same day. */
export function writeOfPolicy(
  id: string,
  policy: Omit<DatedPolicy, 'ourDefaults'>,
  recorded: { readonly at: string; readonly by: string },
): Query<unknown> {
  const { from, numbers, source } = policy
  return sql`INSERT INTO policies (id, holds_from, numbers, instrument, provision, url, recorded_at, recorded_by)
    VALUES (${id}, ${from}, ${JSON.stringify(numbers)}, ${source.instrument}, ${source.provision}, ${source.url}, ${recorded.at}, ${recorded.by})`
}

/** The write that withdraws a version; withdrawn twice, the first holds. */
export function writeOfPolicyWithdrawn(id: string, at: string, by: string): Query<unknown> {
  return sql`UPDATE policies SET withdrawn_at = ${at}, withdrawn_by = ${by} WHERE id = ${id} AND withdrawn_at IS NULL`
}
