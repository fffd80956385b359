// How is it kept beyond one machine? In Cloudflare D1, where a batch is all or nothing.
import { type Database, type Query, toParameter } from './database.ts'

interface D1Statement {
  bind(...values: unknown[]): D1Statement
  all(): Promise<{ results: unknown[] }>
}

/** The part of Cloudflare's D1 binding that is used here. */
export interface D1Binding {
  prepare(sql: string): D1Statement
  batch(statements: D1Statement[]): Promise<unknown>
}

/** The two verbs on a D1 binding. D1 wants at most 100 parameters a statement: sets travel as one JSON parameter. */
export function openD1(binding: D1Binding): Database {
  const bound = ({ sql, parameters }: Query<unknown>) => binding.prepare(sql).bind(...parameters.map(toParameter))
  return {
    async read<Row>(query: Query<Row>): Promise<Row[]> {
      return (await bound(query).all()).results as Row[]
    },
    async commit(writes) {
      if (writes.length > 0) await binding.batch(writes.map(bound))
    },
  }
}
