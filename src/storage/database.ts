// How does everything else speak to a database? In two verbs, the same on both engines.
import {
  DummyDriver,
  Kysely,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql as template,
} from 'kysely'
import type { Schema } from './schema.ts'

export interface Database {
  /** The rows a query finds. */
  read<Row>(query: Query<Row>): Promise<Row[]>
  /** Carries out all writes or none; answered only once they are durable. Throws what the engine threw (see clashes.ts). */
  commit(writes: readonly Query<unknown>[]): Promise<void>
}

/** SQL ready for an engine. */
export interface Query<Row> {
  readonly sql: string
  readonly parameters: readonly unknown[]
  /** Never set: carries the type of a row. */
  readonly row?: Row
}

class NoDriver extends DummyDriver {
  // Thrown any later than init, a forgotten .execute() would hang or answer [] without a word.
  override async init(): Promise<void> {
    throw new Error('Kysely only writes SQL here: give the query to database.read or database.commit')
  }
}

/** Kysely, only to write SQL with. */
export const write = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new NoDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

/** What Kysely wrote, as a query. */
export function query<Row>(written: {
  compile(): { readonly sql: string; readonly parameters: readonly unknown[] }
  execute(): Promise<Row[]>
}): Query<Row> {
  const { sql, parameters } = written.compile()
  return { sql, parameters }
}

/** An SQL template, compiled through the same Kysely: ``sql<Row>`SELECT … ${value}` ``. */
export function sql<Row>(strings: TemplateStringsArray, ...values: unknown[]): Query<Row> {
  const raw: RawBuilder<Row> = template<Row>(strings, ...values)
  const { sql: text, parameters } = raw.compile(write)
  return { sql: text, parameters }
}

/** A piece of SQL to put inside a template. */
export const piece = template

/** Booleans as 0 and 1, nothing undefined: better-sqlite3 refuses the first, both engines the second. */
export function toParameter(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value === undefined) throw new Error('An undefined value was about to be written; say null')
  return value
}
