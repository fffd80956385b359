// Can what happened be rewritten? Not by any statement that the house could send.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { clashOf } from '../../src/storage/clashes.ts'
import { type Query, sql } from '../../src/storage/database.ts'
import { readLogged } from '../../src/storage/readStore.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { threeCases } from './twoSchools.ts'

interface Attempts {
  table: string
  update: Query<unknown>
  remove: Query<unknown> | null
  replace: Query<unknown>
  again: Query<unknown>
}

function plain(text: string): Query<unknown> {
  return { sql: text, parameters: [] }
}

/** A column of each further table that somebody might want to change. */
const changed = {
  enrolment_words: 'by',
  pupils_kept_apart: 'because',
  connection_changes: 'by',
  parked_settled: 'because',
  register_looks: 'looked_by',
}
/** Where a second row in one place is two people at once, and says so. */
const whenTwo: Record<string, string> = {
  case_events: 'changed-meanwhile',
  enrolment_words: 'already-there',
  pupils_kept_apart: 'already-there',
}

const attempts: Attempts[] = [
  {
    table: 'case_events',
    update: sql`UPDATE case_events SET by = 'tom'`,
    remove: sql`DELETE FROM case_events WHERE version = 4`,
    replace: sql`INSERT OR REPLACE INTO case_events VALUES ('case-ada', 1, 'x', 'tom', 'x', 'x', 'x', 'x')`,
    again: sql`INSERT INTO case_events VALUES ('case-ada', 1, 'x', 'tom', 'x', 'x', 'x', 'x')`,
  },
  {
    // Details may be erased, so DELETE is allowed.
    table: 'case_event_details',
    update: sql`UPDATE case_event_details SET details = '{}'`,
    remove: null,
    replace: sql`INSERT OR REPLACE INTO case_event_details VALUES ('case-ada', 1, 'x', '{}')`,
    again: sql`INSERT INTO case_event_details VALUES ('case-ada', 1, 'x', '{}')`,
  },
  {
    table: 'reads',
    update: sql`UPDATE reads SET person_id = 'tom'`,
    remove: sql`DELETE FROM reads`,
    replace: sql`INSERT OR REPLACE INTO reads VALUES (1, 'x', 'tom', 'x', '[]')`,
    again: sql`INSERT INTO reads VALUES (1, 'x', 'tom', 'x', '[]')`,
  },
  {
    table: 'mark_versions',
    update: sql`UPDATE mark_versions SET code = 'I'`,
    remove: sql`DELETE FROM mark_versions`,
    replace: sql`INSERT OR REPLACE INTO mark_versions SELECT * FROM mark_versions`,
    again: sql`INSERT INTO mark_versions SELECT * FROM mark_versions`,
  },
  {
    table: 'security_events',
    update: sql`UPDATE security_events SET detail = 'nothing'`,
    remove: sql`DELETE FROM security_events`,
    replace: sql`INSERT OR REPLACE INTO security_events SELECT * FROM security_events`,
    again: sql`INSERT INTO security_events SELECT * FROM security_events`,
  },
  ...Object.entries(changed).map(([table, column]) => ({
    table,
    update: plain(`UPDATE ${table} SET ${column} = 'x'`),
    remove: plain(`DELETE FROM ${table}`),
    replace: plain(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`),
    again: plain(`INSERT INTO ${table} SELECT * FROM ${table}`),
  })),
]

describe.each(engines)('append-only tables on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    await threeCases(open.database)
    await open.database.commit([
      readLogged('2026-11-05T10:00:00.000Z', { id: 'wendy' }, 'pupil', ['ada']),
      sql`INSERT INTO mark_versions (pupil_id, marked_on, session, code, source, stamp, tie, received_at, received_by, became, kept_at, kept_because)
        VALUES ('ada', '2026-11-03', 'AM', 'N', 'mis', 's', 't', 'r', 'mis', 'I', 'k', 'replaced')`,
      sql`INSERT INTO security_events (at, kind, detail) VALUES ('2026-11-05T10:00:00.000Z', 'signature-refused', 'twenty in a minute')`,
      sql`INSERT INTO enrolment_words VALUES ('ada', 1, 'deleted', 'a', 'mis', '{}', 'r')`,
      sql`INSERT INTO pupils_kept_apart VALUES ('ada', 'ben', 'a', 'wendy', 'Cousins')`,
      sql`INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at) VALUES ('wire', 'door', '100001', 'generic', 's', 'a')`,
      sql`INSERT INTO connection_changes (at, by, connection_id, number, what) VALUES ('a', 'wendy', 'wire', 1, 'connected')`,
      sql`INSERT INTO deliveries (id, connection_id, delivery_id, received_at, body_sha256) VALUES (1, 'wire', 'one', 'a', 'h')`,
      sql`INSERT INTO parked_settled VALUES (1, '100001', 'many leavers', 'refused', 'A test', 'a', 'wendy')`,
      sql`INSERT INTO register_looks VALUES ('100001', '2026-11-05', 'AM', 'a', 'wendy')`,
    ])
  })
  afterEach(() => open.close())

  async function refusal(write: Query<unknown>): Promise<string> {
    return open.database.commit([write]).then(
      () => 'committed',
      (cause) => clashOf(cause)?.kind ?? String(cause),
    )
  }

  test('updating, deleting, replacing and inserting again are refused, and every row stays as it was', async () => {
    for (const { table, update, remove, replace, again } of attempts) {
      const rows = () => open.database.read({ sql: `SELECT * FROM ${table} ORDER BY 1, 2`, parameters: [] })
      const before = await rows()
      expect(before.length, table).toBeGreaterThan(0)
      const onExisting = whenTwo[table] ?? 'append-only'
      expect([table, await refusal(update)]).toEqual([table, 'append-only'])
      if (remove) expect([table, await refusal(remove)]).toEqual([table, 'append-only'])
      expect([table, await refusal(replace)]).toEqual([table, onExisting])
      expect([table, await refusal(again)]).toEqual([table, onExisting])
      expect(await rows(), table).toEqual(before)
    }
  })

  test('the details of an event can be erased and the event stays', async () => {
    await open.database.commit([sql`DELETE FROM case_event_details WHERE case_id = 'case-ada' AND version = 3`])
    const left = await open.database.read(sql`SELECT e.version, d.details IS NULL AS erased FROM case_events e
      LEFT JOIN case_event_details d USING (case_id, version) WHERE e.case_id = 'case-ada' ORDER BY 1`)
    expect(left).toEqual([
      { version: 1, erased: 0 },
      { version: 2, erased: 0 },
      { version: 3, erased: 1 },
      { version: 4, erased: 0 },
    ])
  })

  test('a pupil has one running case at most, and may have another after it ended', async () => {
    const add = (
      id: string,
      pupil: string,
    ) => sql`INSERT INTO cases (id, pupil_id, school_urn, began_on, version, last_hash, changed_at)
      VALUES (${id}, ${pupil}, '100001', '2026-11-05', 1, 'x', 'x')`
    expect(await refusal(add('second-of-ada', 'ada'))).toBe('changed-meanwhile')
    expect(await refusal(add('second-of-cal', 'cal'))).toBe('committed')
  })
})
