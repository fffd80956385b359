// Does each night's seal hold what the record was, and is every change behind it found?
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keysFrom } from '../../src/outside/keys.ts'
import { findCase } from '../../src/storage/caseStore.ts'
import { hmacOf } from '../../src/storage/chain.ts'
import { clashOf } from '../../src/storage/clashes.ts'
import { writeOfCodesSent, writeOfConnectionEnd } from '../../src/storage/connectionPageStore.ts'
import { writeOfConnectionChange, writesOfConnection } from '../../src/storage/connectionStore.ts'
import { type Database, type Query, sql } from '../../src/storage/database.ts'
import { readLogged } from '../../src/storage/readStore.ts'
import { everySeal, type Seal, sealedTables, writesOfSeals } from '../../src/storage/sealStore.ts'
import { type Break, verifyRecord } from '../../src/storage/verify.ts'
import { verifyCommand } from '../../src/verifyCommand.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { testKeys } from '../support/testHouse.ts'
import * as two from './twoSchools.ts'

const monday = '2026-11-02'
const tuesday = '2026-11-03'
const wednesday = '2026-11-04'

const look = (at: string, pupil: string) => readLogged(at, { id: 'wendy' }, 'pupil', [pupil])
const changedMark = (code: string): Query<unknown> =>
  sql`INSERT INTO mark_versions (pupil_id, marked_on, session, code, source, stamp, tie, received_at, received_by, became, kept_at, kept_because)
    VALUES ('ada', '2026-11-03', 'AM', ${code}, 'mis', 's', 't', 'r', 'mis', 'I', 'k', 'replaced')`
const suspicion = (detail: string): Query<unknown> =>
  sql`INSERT INTO security_events (at, kind, detail) VALUES ('2026-11-05T10:00:00.000Z', 'signature-refused', ${detail})`
const roleOf = (person: string, role: string): Query<unknown> =>
  sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by)
    VALUES (${`${role}-of-${person}`}, ${person}, ${role}, ${two.beckside}, '2026-11-01T08:00:00.000Z', 'command-line')`

async function seal(database: Database, night: string): Promise<void> {
  await database.commit(await writesOfSeals(database, testKeys.audit, night))
}

const madeConnection = writesOfConnection(
  { id: 'door', endpoint: 'door-1', schoolUrn: two.beckside, secretCurrent: 'locked', secretPrevious: null },
  { schoolName: 'Beckside Primary', vendor: 'wonde', at: '2026-11-02T09:00:00.000Z', by: 'tom' },
)

/** Three nights: Monday's has all but Ben's case grown, Tuesday's two more looks and a role withdrawn, Wednesday's nothing. */
async function threeNights(database: Database): Promise<void> {
  await two.threeCases(database)
  await database.commit([
    look('2026-11-02T10:00:00.000Z', 'ada'),
    look('2026-11-02T11:00:00.000Z', 'ben'),
    changedMark('N'),
    suspicion('twenty in a minute'),
    roleOf('wendy', 'attendance-officer'),
    roleOf('tom', 'head-teacher'),
    ...madeConnection,
  ])
  await seal(database, monday)
  await database.commit([
    look('2026-11-03T10:00:00.000Z', 'ada'),
    look('2026-11-03T10:01:00.000Z', 'cal'),
    changedMark('O'),
    sql`UPDATE roles_held SET withdrawn_at = '2026-11-03T12:00:00.000Z', withdrawn_by = 'wendy' WHERE id = 'head-teacher-of-tom'`,
    writeOfConnectionChange(
      'door',
      2,
      { what: 'codes-sent-set', detail: 'M,I' },
      { at: '2026-11-03T12:10:00.000Z', by: 'wendy' },
    ),
    writeOfCodesSent('door', 'M,I'),
    writeOfConnectionChange(
      'door',
      3,
      { what: 'ended', detail: 'Another system' },
      { at: '2026-11-03T12:20:00.000Z', by: 'wendy' },
    ),
    writeOfConnectionEnd('door', '2026-11-03T12:20:00.000Z', 'Another system'),
  ])
  await seal(database, tuesday)
  await seal(database, wednesday)
}

const withoutTriggers = [
  'reads',
  'mark_versions',
  'security_events',
  'role_changes',
  'connection_changes',
  'seals',
  'sealed_heads',
  'case_events',
]
  .flatMap((table) => ['updated', 'deleted', 'replaced'].map((what) => `${table}_never_${what}`))
  .concat('roles_held_given', 'roles_held_changed', 'case_event_details_never_updated')
  .map((name) => `DROP TRIGGER ${name};`)
  .join('\n')

/** The three nights as they were made when changes of connections were under no seal. */
async function asSealedBefore(open: OpenEngine): Promise<void> {
  await open.runScript(
    `DROP TRIGGER seals_never_updated; DROP TRIGGER seals_never_deleted; DELETE FROM seals WHERE table_name = 'connection_changes'`,
  )
  let previousHash = ''
  for (const seal of await everySeal(open.database)) {
    if (seal.table !== 'cases') continue
    const { table, sealedOn, fromId, toId, rows, digest } = seal
    const hash = await hmacOf(testKeys.audit, [previousHash, table, sealedOn, fromId, toId, rows, digest])
    await open.database.commit([
      sql`UPDATE seals SET previous_hash = ${previousHash}, hash = ${hash} WHERE table_name = 'cases' AND sealed_on = ${sealedOn}`,
    ])
    previousHash = hash
  }
  const guard = (what: string) =>
    `CREATE TRIGGER seals_never_${what}d BEFORE ${what.toUpperCase()} ON seals BEGIN SELECT RAISE(ABORT, 'append-only: seals'); END;`
  await open.runScript(`${guard('update')}${guard('delete')}`)
}

async function found(database: Database): Promise<string[]> {
  const breaks: Break[] = []
  await verifyRecord(database, testKeys.audit, (broken) => breaks.push(broken))
  return breaks
    .map(({ caseId, what }) => (caseId === null ? what : `case ${caseId}: ${what}`))
    .filter((what) => !what.startsWith('the trigger '))
}

const reads = 'reads (the looks at children’s records)'
const marks = 'mark_versions (the marks that were changed)'
const events = 'security_events (the security events)'
const roles = 'role_changes (the roles)'
const changes = 'connection_changes (the changes of connections)'
const cases = 'cases (the cases)'
const doorChanged =
  'the connection door is not what was written down when it was made, its codes were named or it was ended'

/** Each way to touch what was sealed, and what is then said. */
const tamperings: [string, string, string[]][] = [
  [
    'a look changed',
    `UPDATE reads SET pupil_ids = '["cal"]' WHERE id = 2`,
    [`the seal of 2026-11-02 over ${reads}: its rows are not as they were sealed`],
  ],
  [
    'a look taken out',
    'DELETE FROM reads WHERE id = 3',
    [`the seal of 2026-11-03 over ${reads}: 2 rows were sealed, now 1 are there`],
  ],
  [
    'a look taken out and another put in its place',
    `DELETE FROM reads WHERE id = 4; INSERT INTO reads VALUES (4, '2026-11-03T10:02:00.000Z', 'tom', 'pupil', '["ada"]')`,
    [`the seal of 2026-11-03 over ${reads}: its rows are not as they were sealed`],
  ],
  [
    'a look put in before the first',
    `INSERT INTO reads VALUES (-1, '2026-11-01T10:02:00.000Z', 'tom', 'pupil', '["ada"]')`,
    [`${reads}: rows were put before the first one`],
  ],
  [
    'two looks swapped',
    'UPDATE reads SET id = 9 WHERE id = 1; UPDATE reads SET id = 1 WHERE id = 2; UPDATE reads SET id = 2 WHERE id = 9',
    [`the seal of 2026-11-02 over ${reads}: its rows are not as they were sealed`],
  ],
  [
    'what a mark was',
    `UPDATE mark_versions SET code = '/' WHERE id = 2`,
    [`the seal of 2026-11-03 over ${marks}: its row is not as it was sealed`],
  ],
  [
    'a security event taken out',
    'DELETE FROM security_events',
    [`the seal of 2026-11-02 over ${events}: 1 row was sealed, now 0 are there`],
  ],
  [
    'a role raised, and what was written down of it too',
    `UPDATE roles_held SET role = 'safeguarding-lead' WHERE id = 'attendance-officer-of-wendy';
     UPDATE role_changes SET role = 'safeguarding-lead' WHERE role_id = 'attendance-officer-of-wendy'`,
    [`the seal of 2026-11-02 over ${roles}: its rows are not as they were sealed`],
  ],
  [
    'a role raised',
    `UPDATE roles_held SET role = 'safeguarding-lead' WHERE id = 'attendance-officer-of-wendy'`,
    ['the role attendance-officer-of-wendy in roles_held is not what was written down when it was given or withdrawn'],
  ],
  [
    'a role given back without a word',
    `UPDATE roles_held SET withdrawn_at = NULL, withdrawn_by = NULL WHERE id = 'head-teacher-of-tom'`,
    ['the role head-teacher-of-tom in roles_held is not what was written down when it was given or withdrawn'],
  ],
  [
    'a role that was held taken out',
    `DELETE FROM roles_held WHERE id = 'head-teacher-of-tom'`,
    ['the role head-teacher-of-tom in roles_held is not what was written down when it was given or withdrawn'],
  ],
  [
    'a role nobody gave',
    `INSERT INTO roles_held VALUES ('own', 'tom', 'administrator', NULL, '2026-11-01', 'command-line', NULL, NULL)`,
    ['the role own in roles_held is not what was written down when it was given or withdrawn'],
  ],
  [
    'who made a connection, there and where it is written down',
    `UPDATE connection_changes SET by = 'wendy' WHERE id = 1; UPDATE connections SET created_by = 'wendy'`,
    [`the seal of 2026-11-02 over ${changes}: its row is not as it was sealed`],
  ],
  ['who made a connection, only there', `UPDATE connections SET created_by = 'wendy'`, [doorChanged]],
  [
    'the end of a connection taken back without a trace',
    `DELETE FROM connection_changes WHERE what = 'ended'; UPDATE connections SET ended_at = NULL, ended_because = NULL`,
    [`the seal of 2026-11-03 over ${changes}: 2 rows were sealed, now 1 are there`],
  ],
  ['the end of a connection taken back', 'UPDATE connections SET ended_at = NULL, ended_because = NULL', [doorChanged]],
  ['a code more that may be sent', `UPDATE connections SET settings = '{"write_back":"M,I,C"}'`, [doorChanged]],
  [
    'a rotation put between two changes',
    `UPDATE connection_changes SET id = 4, number = 4 WHERE id = 3;
     INSERT INTO connection_changes VALUES (3, '2026-11-03T12:15:00.000Z', 'tom', 'door', 3, 'secret-rotated', NULL)`,
    [`the seal of 2026-11-03 over ${changes}: its rows are not as they were sealed`],
  ],
  [
    'a change put in before the first',
    `INSERT INTO connection_changes VALUES (0, '2026-11-01T12:15:00.000Z', 'tom', 'door', 9, 'secret-rotated', NULL)`,
    [`${changes}: rows were put before the first one`],
  ],
  [
    'a connection nobody made',
    `INSERT INTO connections (id, endpoint, school_urn, vendor, secret_current, created_at) VALUES ('own', 'own', '100001', 'generic', 's', '2026-11-01')`,
    ['the connection own is not what was written down when it was made, its codes were named or it was ended'],
  ],
  [
    'every change of a connection, and every seal over one, as if they had never been sealed',
    `DELETE FROM connection_changes; DELETE FROM connections; DELETE FROM seals WHERE table_name = 'connection_changes'`,
    [monday, tuesday, wednesday].map((night) => `the seal of ${night} over ${changes} is missing`),
  ],
  [
    'a case taken out whole',
    `DELETE FROM case_event_details WHERE case_id = 'case-ben'; DELETE FROM case_events WHERE case_id = 'case-ben';
     DELETE FROM cases WHERE id = 'case-ben'`,
    [`the seal of 2026-11-02 over ${cases}: event 1 of case case-ben is missing`],
  ],
  [
    'the sealed end of a case’s chain',
    `UPDATE sealed_heads SET hash = 'x' WHERE case_id = 'case-ben'`,
    [
      `the seal of 2026-11-02 over ${cases}: its rows are not as they were sealed`,
      `the seal of 2026-11-02 over ${cases}: event 1 of case case-ben is another than the one sealed`,
    ],
  ],
  [
    'the sealed ends of chains taken out',
    'DELETE FROM sealed_heads',
    [`the seal of 2026-11-02 over ${cases}: 3 rows were sealed, now 0 are there`],
  ],
  [
    'a seal made to fit, without the key',
    `DELETE FROM reads WHERE id = 3; UPDATE seals SET rows = 1 WHERE table_name = 'reads' AND sealed_on = '2026-11-03'`,
    [
      `the seal of 2026-11-03 over ${reads}: it is not as it was made`,
      `the seal of 2026-11-03 over ${reads}: its row is not as it was sealed`,
    ],
  ],
  [
    'a seal in the middle taken out',
    `DELETE FROM seals WHERE table_name = 'reads' AND sealed_on = '2026-11-03'`,
    [
      `the seal of 2026-11-04 over ${reads}: it does not follow the seal before it`,
      `the seal of 2026-11-04 over ${reads}: it does not begin where the seal before it ended`,
      `the seal of 2026-11-03 over ${reads} is missing`,
    ],
  ],
  [
    'the last seal of one table taken out',
    `DELETE FROM seals WHERE table_name = 'cases' AND sealed_on = '2026-11-04'`,
    [`the seal of 2026-11-04 over ${cases} is missing`],
  ],
  [
    'a seal moved to another night',
    `UPDATE seals SET sealed_on = '2026-11-05' WHERE sealed_on = '2026-11-04'`,
    ['cases', 'connection_changes', 'mark_versions', 'reads', 'role_changes', 'security_events'].map(
      (table) =>
        `the seal of 2026-11-05 over ${[cases, changes, marks, reads, roles, events].find((name) => name.startsWith(table))}: it is not as it was made`,
    ),
  ],
]

describe.each(engines)('seals on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    await threeNights(open.database)
  })
  afterEach(() => open.close())

  test('each night seals what every table gained, and the whole record holds', async () => {
    const shown = (await everySeal(open.database)).map(({ table, sealedOn, fromId, toId, rows }: Seal) =>
      [table, sealedOn, fromId, toId, rows].join(' '),
    )
    expect(shown).toEqual([
      'cases 2026-11-02 1 3 3',
      'cases 2026-11-03 1 0 0',
      'cases 2026-11-04 1 0 0',
      'connection_changes 2026-11-02 1 1 1',
      'connection_changes 2026-11-03 2 3 2',
      'connection_changes 2026-11-04 4 3 0',
      'mark_versions 2026-11-02 1 1 1',
      'mark_versions 2026-11-03 2 2 1',
      'mark_versions 2026-11-04 3 2 0',
      'reads 2026-11-02 1 2 2',
      'reads 2026-11-03 3 4 2',
      'reads 2026-11-04 5 4 0',
      'role_changes 2026-11-02 1 2 2',
      'role_changes 2026-11-03 3 3 1',
      'role_changes 2026-11-04 4 3 0',
      'security_events 2026-11-02 1 1 1',
      'security_events 2026-11-03 2 1 0',
      'security_events 2026-11-04 2 1 0',
    ])
    const breaks: Break[] = []
    expect(await verifyRecord(open.database, testKeys.audit, (broken) => breaks.push(broken))).toEqual({
      cases: 3,
      events: 7,
      breaks: 0,
      seals: 18,
      lastOn: '2026-11-04',
    })
    expect(breaks).toEqual([])
  })

  test('what comes after the last night is not sealed yet and breaks nothing', async () => {
    await open.database.commit([look('2026-11-05T10:00:00.000Z', 'ada'), roleOf('tom', 'safeguarding-lead')])
    const ben = await findCase(open.database, two.everySchool, 'case-ben')
    await two.happened(open.database, ben!, [two.rang], '2026-11-05T09:40:00.000Z')
    expect(await found(open.database)).toEqual([])
  })

  test('a database that was sealed before changes of connections were: it holds, and the next night seals all of them', async () => {
    await asSealedBefore(open)
    expect(await found(open.database)).toEqual([])
    await seal(open.database, '2026-11-05')
    const sealed = (await everySeal(open.database)).filter(({ table }) => table === 'connection_changes')
    expect(sealed.map(({ sealedOn, fromId, toId, rows }) => [sealedOn, fromId, toId, rows])).toEqual([
      ['2026-11-05', 1, 3, 3],
    ])
    expect(await found(open.database)).toEqual([])
    await seal(open.database, '2026-11-06')
    await open.runScript(`DROP TRIGGER seals_never_deleted; DELETE FROM seals WHERE table_name = 'connection_changes'`)
    expect(await found(open.database)).toEqual([
      `the seal of 2026-11-05 over ${changes} is missing`,
      `the seal of 2026-11-06 over ${changes} is missing`,
    ])
  })

  test('a night cannot be sealed twice', async () => {
    const before = await everySeal(open.database)
    const again = await seal(open.database, wednesday).then(
      () => 'sealed',
      (cause) => clashOf(cause)?.kind,
    )
    expect(again).toBe('append-only')
    expect(await everySeal(open.database)).toEqual(before)
  })

  test('seals and the sealed ends of chains can be neither changed, taken away nor written over', async () => {
    const attempts = [
      sql`UPDATE seals SET rows = 0`,
      sql`DELETE FROM seals`,
      sql`INSERT OR REPLACE INTO seals SELECT * FROM seals`,
      sql`UPDATE sealed_heads SET hash = 'x'`,
      sql`DELETE FROM sealed_heads`,
      sql`INSERT OR REPLACE INTO sealed_heads SELECT * FROM sealed_heads`,
      sql`INSERT OR REPLACE INTO sealed_heads SELECT '2026-11-09', case_id, version, 'x' FROM sealed_heads`,
      sql`UPDATE role_changes SET role = 'administrator'`,
      sql`DELETE FROM role_changes`,
      sql`INSERT OR REPLACE INTO role_changes SELECT * FROM role_changes`,
    ]
    for (const attempt of attempts) {
      const refusal = await open.database.commit([attempt]).then(
        () => 'committed',
        (cause) => clashOf(cause)?.kind,
      )
      expect([attempt.sql, refusal]).toEqual([attempt.sql, 'append-only'])
    }
    expect(await found(open.database)).toEqual([])
  })

  test('a role given and withdrawn is written down each time as it then was', async () => {
    expect(
      await open.database.read(sql`SELECT id, role_id, role, withdrawn_at, withdrawn_by FROM role_changes ORDER BY id`),
    ).toEqual([
      {
        id: 1,
        role_id: 'attendance-officer-of-wendy',
        role: 'attendance-officer',
        withdrawn_at: null,
        withdrawn_by: null,
      },
      { id: 2, role_id: 'head-teacher-of-tom', role: 'head-teacher', withdrawn_at: null, withdrawn_by: null },
      {
        id: 3,
        role_id: 'head-teacher-of-tom',
        role: 'head-teacher',
        withdrawn_at: '2026-11-03T12:00:00.000Z',
        withdrawn_by: 'wendy',
      },
    ])
  })

  test('another key fits no seal', async () => {
    const others = await keysFrom('another-key-for-tests-0123456789abcde', 'secrets-key-for-tests-0123456789abcdef')
    const said: string[] = []
    await verifyRecord(open.database, others.audit, ({ what }) => said.push(what))
    expect(said.filter((what) => what.endsWith(': it is not as it was made'))).toHaveLength(18)
  })
})

describe('verify finds behind a seal', () => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engines[0]!.open()
    await threeNights(open.database)
    await open.runScript(`PRAGMA foreign_keys = OFF; ${withoutTriggers}`)
  })
  afterEach(() => open.close())

  test.each(tamperings)('%s', async (_, tampering, expected) => {
    await open.runScript(tampering)
    expect(await found(open.database)).toEqual(expected)
  })

  test('a case whose chain and summary were cut back together', async () => {
    await open.runScript(`DELETE FROM case_event_details WHERE case_id = 'case-ada' AND version = 4;
      DELETE FROM case_events WHERE case_id = 'case-ada' AND version = 4;
      UPDATE cases SET version = 3, explained_on = NULL, explained_until = NULL, explained_by = NULL,
        last_hash = (SELECT hash FROM case_events WHERE case_id = 'case-ada' AND version = 3),
        changed_at = (SELECT at FROM case_events WHERE case_id = 'case-ada' AND version = 3) WHERE id = 'case-ada'`)
    expect(await found(open.database)).toContain(
      `the seal of 2026-11-02 over ${cases}: event 4 of case case-ada is missing`,
    )
  })

  test('a change to every column of the tables that only grow', async () => {
    for (const table of Object.keys(sealedTables)) {
      const columns = await open.database.read(sql<{ name: string }>`SELECT name FROM pragma_table_info(${table})`)
      expect(columns.length).toBeGreaterThan(4)
      for (const { name } of columns) {
        if (name === 'id') continue
        await open.runScript(`CREATE TABLE kept AS SELECT * FROM ${table}`)
        // A value that the table takes and that it did not have.
        const other =
          table === 'connection_changes' && name === 'what'
            ? `'secret-rotated'`
            : table === 'connection_changes' && name === 'number'
              ? '77'
              : name === 'kind'
                ? `'delivery-id-reused'`
                : name === 'kept_because'
                  ? `'stale'`
                  : `'["x"]'`
        await open.runScript(`UPDATE ${table} SET ${name} = ${other} WHERE id = 1`)
        const said = (await found(open.database)).filter((what) => what.startsWith('the seal of 2026-11-02'))
        expect([table, name, said.length]).toEqual([table, name, 1])
        await open.runScript(`DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM kept; DROP TABLE kept`)
      }
    }
    expect(await found(open.database)).toEqual([])
  })
})

describe('the next night', () => {
  test('seals the ends only of chains that grew', async () => {
    const open = await engines[0]!.open()
    await threeNights(open.database)
    const ben = await findCase(open.database, two.everySchool, 'case-ben')
    await two.happened(open.database, ben!, [two.rang], '2026-11-05T09:40:00.000Z')
    await seal(open.database, '2026-11-05')
    expect(
      await open.database.read(sql`SELECT sealed_on, case_id, version FROM sealed_heads ORDER BY sealed_on, case_id`),
    ).toEqual([
      { sealed_on: '2026-11-02', case_id: 'case-ada', version: 4 },
      { sealed_on: '2026-11-02', case_id: 'case-ben', version: 1 },
      { sealed_on: '2026-11-02', case_id: 'case-cal', version: 2 },
      { sealed_on: '2026-11-05', case_id: 'case-ben', version: 2 },
    ])
    expect(await found(open.database)).toEqual([])
    await open.close()
  })
})

describe('more than two pages of looks', () => {
  test('are sealed and checked 1,000 at a time, and a change on the last page is found', async () => {
    const open = await engines[0]!.open()
    await open.database.commit(two.twoSchools())
    const numbers = JSON.stringify(Array.from({ length: 2_500 }, (_, index) => index))
    await open.database.commit([
      sql`INSERT INTO reads (at, person_id, page, pupil_ids) SELECT '2026-11-02T10:00:00.000Z', 'wendy', 'pupil', '["p' || value || '"]' FROM json_each(${numbers})`,
    ])
    let most = 0
    const watched: Database = {
      ...open.database,
      async read<Row>(asked: Query<Row>) {
        const rows = await open.database.read(asked)
        most = Math.max(most, rows.length)
        return rows
      },
    }
    await seal(watched, monday)
    expect(most).toBe(1_000)
    most = 0
    expect(await found(watched)).toEqual([])
    expect(most).toBe(1_000)
    await open.runScript(`DROP TRIGGER reads_never_updated; UPDATE reads SET page = 'today' WHERE id = 2500`)
    expect(await found(open.database)).toEqual([
      `the seal of 2026-11-02 over ${reads}: its rows are not as they were sealed`,
    ])
    await open.close()
  })
})

describe('npx whereabouts verify', () => {
  test('says how many seals hold and the last night, and names the night and table that does not', async () => {
    const open = await engines[0]!.open()
    await threeNights(open.database)
    const lines: string[] = []
    const streams = { stdout: { write: (line: string) => lines.push(line) }, stderr: process.stderr }
    const house = { database: open.database, keys: testKeys }
    expect(await verifyCommand([], house, streams)).toBe(0)
    expect(lines).toEqual([
      '3 cases, 7 events: the record is whole\n',
      '18 nightly seals hold, the last of 2026-11-04\n',
    ])
    await open.runScript(`DROP TRIGGER reads_never_deleted; DELETE FROM reads WHERE id = 3`)
    lines.length = 0
    expect(await verifyCommand([], house, streams)).toBe(1)
    expect(lines).toEqual([
      'The database: the trigger reads_never_deleted is missing, so that part of the record could be changed\n',
      'The database: the seal of 2026-11-03 over reads (the looks at children’s records): 2 rows were sealed, now 1 are there\n',
    ])
    await open.close()
  })
})
