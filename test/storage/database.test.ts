// Do both engines keep the same promises?
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newCase } from '../../src/storage/caseStore.ts'
import { clashOf } from '../../src/storage/clashes.ts'
import { type Query, query, sql, write } from '../../src/storage/database.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { beckside, began, everything, rang, threeCases, twoSchools, written } from './twoSchools.ts'

const at = '2026-11-05T10:00:00.000Z'

/** What a refused commit meant, or 'committed'. */
async function refusalOf(open: OpenEngine, writes: Query<unknown>[]): Promise<unknown> {
  try {
    await open.database.commit(writes)
    return 'committed'
  } catch (cause) {
    return clashOf(cause)
  }
}

describe.each(engines)('the two verbs on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
  })
  afterEach(() => open.close())

  test('what was committed is read, by template and by Kysely alike', async () => {
    await open.database.commit([
      ...twoSchools(),
      query(write.insertInto('settings').values({ name: 'kind', value: 'demonstration' })),
    ])
    const schools = await open.database.read(sql<{ name: string }>`SELECT name FROM schools WHERE urn = ${beckside}`)
    const settings = await open.database.read(
      query(write.selectFrom('settings').selectAll().where('name', '=', 'kind')),
    )
    expect(schools).toEqual([{ name: 'Beckside Primary' }])
    expect(settings).toEqual([{ name: 'kind', value: 'demonstration' }])
  })

  test('reading nothing is an empty list, committing nothing is nothing', async () => {
    await open.database.commit([])
    expect(await open.database.read(sql`SELECT * FROM schools`)).toEqual([])
  })

  test('a commit that fails at any of its statements leaves nothing behind', async () => {
    const additions = [
      { kase: newCase('case-ada', 'ada', beckside), happenings: [began, rang] },
      { kase: newCase('case-ben', 'ben', beckside), happenings: [began] },
    ]
    const writes = [...twoSchools(), ...(await written(additions, at))]
    expect(writes).toHaveLength(6)
    const before = await everything(open.database)
    for (let n = 0; n <= writes.length; n += 1) {
      const failing = sql`INSERT INTO settings (name, value) SELECT 'n', abs(-9223372036854775807 - 1)`
      await expect(open.database.commit(writes.toSpliced(n, 0, failing))).rejects.toThrow('integer overflow')
      expect(await everything(open.database)).toBe(before)
    }
    await open.database.commit(writes)
    expect(await everything(open.database)).not.toBe(before)
  })

  test('true and false are kept as 1 and 0', async () => {
    await open.database.commit(twoSchools())
    await open.database.commit([
      sql`UPDATE pupils SET boarder = ${true}, looked_after = ${false} WHERE id = 'ada'`,
      query(
        write
          .updateTable('pupils')
          .set({ boarder: true as unknown as number })
          .where('id', '=', 'cal'),
      ),
    ])
    const found = await open.database.read(
      sql`SELECT id, boarder, looked_after FROM pupils WHERE boarder = ${true} ORDER BY id`,
    )
    expect(found).toEqual([
      { id: 'ada', boarder: 1, looked_after: 0 },
      { id: 'cal', boarder: 1, looked_after: null },
    ])
  })

  test('an undefined value is refused, in a read and in a commit, and nothing is written', async () => {
    const sentence = 'An undefined value was about to be written; say null'
    await expect(open.database.read(sql`SELECT ${undefined} AS x`)).rejects.toThrow(sentence)
    const writes = [sql`INSERT INTO settings VALUES ('a', 'b')`, sql`INSERT INTO settings VALUES ('c', ${undefined})`]
    await expect(open.database.commit(writes)).rejects.toThrow(sentence)
    expect(await open.database.read(sql`SELECT * FROM settings`)).toEqual([])
  })

  test('a set goes in and comes out as one parameter, with every kind of text in it', async () => {
    const texts = [
      'plain',
      "O'Neill",
      '<b>{{ x }}</b>',
      '=1+1',
      '\u202Eright to left',
      'a\u0000b',
      '😀',
      'x'.repeat(200),
    ]
    const set = JSON.stringify(texts.map((value, index) => ({ name: `text-${index}`, value })))
    await open.database.commit([
      sql`INSERT INTO settings (name, value) SELECT value ->> 'name', value ->> 'value' FROM json_each(${set})`,
    ])
    const wanted = JSON.stringify(texts.map((_, index) => `text-${index}`))
    const rows = await open.database.read(
      sql<{
        value: string
      }>`SELECT value FROM settings WHERE name IN (SELECT value FROM json_each(${wanted})) ORDER BY name`,
    )
    expect(rows.map((row) => row.value)).toEqual(texts)
  })

  test('a set of 2,000 rows is one statement', async () => {
    const set = JSON.stringify(Array.from({ length: 2_000 }, (_, index) => `s${index}`))
    await open.database.commit([sql`INSERT INTO settings (name, value) SELECT value, 'x' FROM json_each(${set})`])
    expect(await open.database.read(sql`SELECT count(*) AS many FROM settings`)).toEqual([{ many: 2_000 }])
  })

  test('each broken promise is told apart', async () => {
    await threeCases(open.database)
    const school = (urn: string, name: string | null) =>
      sql`INSERT INTO schools (urn, name, created_at) VALUES (${urn}, ${name}, ${at})`
    const role = (id: string) => sql`INSERT INTO roles_held (id, person_id, role, granted_at, granted_by)
      VALUES (${id}, 'tom', 'administrator', ${at}, 'wendy')`
    const event = (version: number) =>
      sql`INSERT INTO case_events VALUES ('case-ada', ${version}, ${at}, 'tom', 'contact-attempted', 'x', 'x', 'x')`
    expect(await refusalOf(open, [school(beckside, 'Twice')])).toEqual({
      kind: 'already-there',
      columns: 'schools.urn',
    })
    expect(await refusalOf(open, [role('r1'), role('r2')])).toEqual({ kind: 'already-there', columns: 'one_role_once' })
    expect(
      await refusalOf(open, [
        sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) VALUES ('new', ${beckside}, 'ada', '2026-11-05')`,
      ]),
    ).toEqual({ kind: 'already-there', columns: 'pupils.school_urn, pupils.mis_id' })
    expect(await refusalOf(open, [event(4)])).toEqual({ kind: 'changed-meanwhile' })
    expect(
      await refusalOf(open, await written([{ kase: newCase('second', 'ada', beckside), happenings: [began] }], at)),
    ).toEqual({ kind: 'changed-meanwhile' })
    expect(await refusalOf(open, [school('12345', 'Five digits')])).toEqual({
      kind: 'broken-rule',
      rule: "length(urn) = 6 AND urn NOT GLOB '*[^0-9]*'",
    })
    expect(await refusalOf(open, [school('100009', null)])).toEqual({ kind: 'broken-rule', rule: 'schools.name' })
    expect(
      await refusalOf(open, [
        sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) VALUES ('new', '999999', 'p', '2026-11-05')`,
      ]),
    ).toEqual({ kind: 'broken-rule', rule: 'foreign key' })
    expect(await refusalOf(open, [sql`DELETE FROM case_events`])).toEqual({ kind: 'append-only' })
    expect(await refusalOf(open, [sql`INSERT INTO nowhere VALUES (1)`])).toBeNull()
    expect(await refusalOf(open, [school('100009', 'Third School')])).toBe('committed')
  })

  test('a value of the wrong type is refused by the table', async () => {
    await open.database.commit(twoSchools())
    await expect(open.database.commit([sql`UPDATE pupils SET boarder = 'yes'`])).rejects.toThrow('cannot store TEXT')
  })
})

test('Kysely cannot carry anything out by itself', async () => {
  await expect(write.selectFrom('schools').selectAll().execute()).rejects.toThrow('Kysely only writes SQL here')
  await expect(write.transaction().execute(async () => {})).rejects.toThrow('Kysely only writes SQL here')
})
