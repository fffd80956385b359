// Is every way of touching the record found?
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keysFrom } from '../../src/outside/keys.ts'
import { type Addition, newCase } from '../../src/storage/caseStore.ts'
import { sql } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { type Break, verifyRecord } from '../../src/storage/verify.ts'
import { verifyCommand } from '../../src/verifyCommand.ts'
import { engines, type OpenEngine } from '../support/engines.ts'
import { testKeys } from '../support/testHouse.ts'
import * as two from './twoSchools.ts'

/** What an intruder with the file does first. */
const withoutTriggers = ['updated', 'deleted', 'replaced']
  .flatMap((what) => [`case_events_never_${what}`, `case_event_details_never_${what}`])
  .map((name) => `DROP TRIGGER IF EXISTS ${name};`)
  .join('\n')

/** Beside the guards that an intruder took away. */
const isAboutCase = ({ caseId }: Break) => caseId !== null

/** Each way to touch Ada's four events, and what is then said, in order. */
const tamperings: [string, string, string[]][] = [
  [
    'the instant of an event',
    "UPDATE case_events SET at = '2026-11-03T10:06:00.000Z' WHERE case_id = 'case-ada' AND version = 2",
    ['2 its seal does not fit'],
  ],
  [
    'who did it',
    "UPDATE case_events SET by = 'tom' WHERE case_id = 'case-ada' AND version = 3",
    ['3 its seal does not fit'],
  ],
  [
    'what happened',
    "UPDATE case_events SET what = 'mark-corrected' WHERE case_id = 'case-ada' AND version = 3",
    ['3 its seal does not fit'],
  ],
  [
    'the hash of the details',
    "UPDATE case_events SET details_hash = 'x' WHERE case_id = 'case-ada' AND version = 3",
    ['3 its seal does not fit', '3 its details are not those that were sealed'],
  ],
  [
    'the seal before',
    "UPDATE case_events SET previous_hash = 'x' WHERE case_id = 'case-ada' AND version = 3",
    ['3 does not follow the event before it', '3 its seal does not fit'],
  ],
  [
    'the seal',
    "UPDATE case_events SET hash = 'x' WHERE case_id = 'case-ada' AND version = 3",
    ['3 its seal does not fit', '4 does not follow the event before it'],
  ],
  [
    'the last seal',
    "UPDATE case_events SET hash = 'x' WHERE case_id = 'case-ada' AND version = 4",
    ['4 its seal does not fit', "– the summary's last_hash is not what the events say (x)"],
  ],
  [
    'the number of the last event',
    `DELETE FROM case_event_details WHERE case_id = 'case-ada' AND version = 4;
     UPDATE case_events SET version = 5 WHERE case_id = 'case-ada' AND version = 4`,
    ['5 event 4 is missing', '5 its seal does not fit', '5 its details are missing'],
  ],
  [
    'what was said',
    "UPDATE case_event_details SET details = replace(details, 'no-answer', 'reached') WHERE case_id = 'case-ada' AND version = 3",
    ['3 its details are not those that were sealed'],
  ],
  [
    'the salt',
    "UPDATE case_event_details SET salt = 'x' WHERE case_id = 'case-ada' AND version = 3",
    ['3 its details are not those that were sealed'],
  ],
  [
    'a date in the details, and the summary to match',
    `UPDATE case_event_details SET details = '{"from":"2026-11-03","to":"2026-11-01"}' WHERE case_id = 'case-ada' AND version = 2;
     UPDATE cases SET began_on = '2026-11-01' WHERE id = 'case-ada'`,
    ['2 its details are not those that were sealed'],
  ],
  [
    'the child',
    "UPDATE cases SET pupil_id = 'cal' WHERE id = 'case-ada'",
    ['1 began for another child or at another school'],
  ],
  [
    'the school',
    "UPDATE cases SET school_urn = '100002' WHERE id = 'case-ada'",
    ['1 began for another child or at another school'],
  ],
  [
    'the first day',
    "UPDATE cases SET began_on = '2026-11-04' WHERE id = 'case-ada'",
    ["– the summary's began_on is not what the events say (2026-11-02)"],
  ],
  [
    'the end',
    "UPDATE cases SET ended_on = '2026-11-05', ended_because = 'left' WHERE id = 'case-ada'",
    [
      "– the summary's ended_on is not what the events say (nothing)",
      "– the summary's ended_because is not what the events say (nothing)",
    ],
  ],
  [
    'the day explained',
    "UPDATE cases SET explained_on = NULL WHERE id = 'case-ada'",
    ["– the summary's explained_on is not what the events say (2026-11-04)"],
  ],
  [
    'how long it is explained',
    "UPDATE cases SET explained_until = NULL WHERE id = 'case-ada'",
    ["– the summary's explained_until is not what the events say (2026-11-06)"],
  ],
  [
    'which event explained it',
    "UPDATE cases SET explained_by = 1 WHERE id = 'case-ada'",
    ["– the summary's explained_by is not what the events say (4)"],
  ],
  [
    'how many events there are',
    "UPDATE cases SET version = 5 WHERE id = 'case-ada'",
    ["– the summary's version is not what the events say (4)"],
  ],
  [
    'the summary: since when the authority sees it',
    "UPDATE cases SET opened_at = 'x' WHERE id = 'case-ada'",
    ["– the summary's opened_at is not what the events say (nothing)"],
  ],
  [
    'the summary: when it was closed',
    "UPDATE cases SET closed_at = 'x' WHERE id = 'case-ada'",
    ["– the summary's closed_at is not what the events say (nothing)"],
  ],
  [
    'the summary: whose case it is',
    "UPDATE cases SET allocated_to = (SELECT min(id) FROM people) WHERE id = 'case-ada'",
    ["– the summary's allocated_to is not what the events say (nothing)"],
  ],
  [
    'the summary: what stands',
    "UPDATE cases SET standing = '[1]' WHERE id = 'case-ada'",
    ["– the summary's standing is not what the events say ([])"],
  ],
  [
    'when it last changed',
    "UPDATE cases SET changed_at = 'x' WHERE id = 'case-ada'",
    ["– the summary's changed_at is not what the events say (2026-11-04T08:50:00.000Z)"],
  ],
  [
    'an event in the middle taken out',
    `DELETE FROM case_event_details WHERE case_id = 'case-ada' AND version = 3;
     DELETE FROM case_events WHERE case_id = 'case-ada' AND version = 3`,
    [
      '4 event 3 is missing',
      '4 does not follow the event before it',
      "– the summary's explained_by is not what the events say (3)",
      "– the summary's version is not what the events say (3)",
    ],
  ],
  [
    'two events swapped, their details with them',
    `CREATE TABLE swapped AS SELECT * FROM case_event_details WHERE case_id = 'case-ada';
     DELETE FROM case_event_details WHERE case_id = 'case-ada';
     UPDATE case_events SET version = 9 WHERE case_id = 'case-ada' AND version = 2;
     UPDATE case_events SET version = 2 WHERE case_id = 'case-ada' AND version = 3;
     UPDATE case_events SET version = 3 WHERE case_id = 'case-ada' AND version = 9;
     INSERT INTO case_event_details SELECT case_id, CASE version WHEN 2 THEN 3 WHEN 3 THEN 2 ELSE version END, salt, details FROM swapped`,
    [
      '2 does not follow the event before it',
      '2 its seal does not fit',
      '3 does not follow the event before it',
      '3 its seal does not fit',
      '4 does not follow the event before it',
    ],
  ],
]

describe.each(engines)('verify on $name', (engine) => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engine.open()
    await two.threeCases(open.database)
  })
  afterEach(() => open.close())

  async function found(): Promise<string[]> {
    const breaks: Break[] = []
    await verifyRecord(open.database, testKeys.audit, (broken) => breaks.push(broken))
    return breaks
      .filter(isAboutCase)
      .map(({ caseId, version, what }) => `${caseId === 'case-ada' ? '' : `${caseId} `}${version ?? '–'} ${what}`)
  }

  test('an untouched record is whole', async () => {
    const breaks: Break[] = []
    const verified = await verifyRecord(open.database, testKeys.audit, (broken) => breaks.push(broken))
    expect(verified).toEqual({ cases: 3, events: 7, breaks: 0, seals: 0, lastOn: null })
    expect(breaks).toEqual([])
  })

  test('details taken away are missed, each by its case and event', async () => {
    await open.database.commit([sql`DELETE FROM case_event_details WHERE case_id = 'case-ada' AND version IN (2, 4)`])
    expect(await found()).toEqual(['2 its details are missing', '4 its details are missing'])
  })

  test('each trigger that keeps the record append-only is missed when it is gone', async () => {
    const triggers = await open.database.read(
      sql<{ name: string }>`SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name`,
    )
    expect(triggers).toHaveLength(53)
    await open.runScript(triggers.map(({ name }) => `DROP TRIGGER ${name};`).join('\n'))
    const breaks: Break[] = []
    await verifyRecord(open.database, testKeys.audit, (broken) => breaks.push(broken))
    expect(breaks.map(({ what }) => what).sort()).toEqual(
      triggers.map(({ name }) => `the trigger ${name} is missing, so that part of the record could be changed`),
    )
    expect(breaks.every(({ caseId, version }) => caseId === null && version === null)).toBe(true)
  })

  test('with details missing the number, the end and the time of the events still count', async () => {
    await open.database.commit([sql`DELETE FROM case_event_details`])
    await open.runScript("UPDATE cases SET version = 3, last_hash = 'x', changed_at = 'y' WHERE id = 'case-ada'")
    const lines = (await found()).filter((line) => line.startsWith('–'))
    expect(lines.map((line) => line.split(' is not')[0])).toEqual([
      "– the summary's version",
      "– the summary's last_hash",
      "– the summary's changed_at",
    ])
  })

  test('the last event taken out is missed by the summary', async () => {
    await open.runScript(`${withoutTriggers}
      DELETE FROM case_event_details WHERE case_id = 'case-ada' AND version = 4;
      DELETE FROM case_events WHERE case_id = 'case-ada' AND version = 4;`)
    expect((await found()).map((line) => line.split(' (')[0])).toEqual([
      "– the summary's explained_on is not what the events say",
      "– the summary's explained_until is not what the events say",
      "– the summary's explained_by is not what the events say",
      "– the summary's version is not what the events say",
      "– the summary's last_hash is not what the events say",
      "– the summary's changed_at is not what the events say",
    ])
  })

  test('all events of a case taken out are missed too', async () => {
    await open.runScript(`${withoutTriggers}
      DELETE FROM case_event_details WHERE case_id = 'case-ben'; DELETE FROM case_events WHERE case_id = 'case-ben';`)
    expect(await found()).toEqual(['case-ben – the summary says 1 events, the record has none'])
  })

  test('a summary that was put on its own is found', async () => {
    await open.runScript(`INSERT INTO cases (id, pupil_id, school_urn, began_on, version, last_hash, changed_at)
      VALUES ('invented', 'cal', '100002', '2026-11-05', 1, 'x', 'x')`)
    expect(await found()).toEqual(['invented – the summary says 1 events, the record has none'])
  })

  test('another key fits no seal', async () => {
    const others = await keysFrom('another-key-for-tests-0123456789abcde', 'secrets-key-for-tests-0123456789abcdef')
    expect((await verifyRecord(open.database, others.audit, () => {})).breaks).toBe(7)
  })
})

describe('verify finds a change to', () => {
  let open: OpenEngine
  beforeEach(async () => {
    open = await engines[1]!.open()
    await two.threeCases(open.database)
    await open.runScript(withoutTriggers)
  })
  afterEach(() => open.close())

  test.each(tamperings)('%s', async (_, tampering, expected) => {
    await open.runScript(tampering)
    const breaks: Break[] = []
    await verifyRecord(open.database, testKeys.audit, (broken) => breaks.push(broken))
    const said = breaks.filter(isAboutCase).map(({ caseId, version, what }) => `${caseId} ${version ?? '–'} ${what}`)
    // Seals differ from run to run only by the key, which is fixed; they are long, so only their column is compared.
    expect(said.map((line) => line.replace(/\([0-9a-f]{64}\)/, '(…)'))).toEqual(
      expected.map((line) => `case-ada ${line}`),
    )
  })

  test('every column of the three tables of the record', async () => {
    const touched = tamperings.map(([, tampering]) => tampering).join('\n')
    const columns = await open.database.read(
      sql<{
        name: string
        table: string
      }>`SELECT t.name AS "table", c.name FROM pragma_table_list t, pragma_table_info(t.name) c
        WHERE t.name IN ('cases', 'case_events', 'case_event_details')`,
    )
    // The id holds the three tables together: changing it is the next test. The end of the chain is changed in three others.
    const elsewhere = [
      'cases.id',
      'case_events.case_id',
      'case_event_details.case_id',
      'case_event_details.version',
      'cases.last_hash',
    ]
    const forgotten = columns
      .map(({ table, name }) => `${table}.${name}`)
      .filter((column) => !elsewhere.includes(column))
      .filter((column) => {
        const [table, name] = column.split('.')
        return !new RegExp(`UPDATE ${table} SET ([^;]*, )?${name} = `).test(touched)
      })
    expect(forgotten).toEqual([])
  })

  test('the id of a case, in all its rows', async () => {
    await open.runScript(`PRAGMA foreign_keys = OFF;
      UPDATE cases SET id = 'case-eve' WHERE id = 'case-ada';
      UPDATE case_events SET case_id = 'case-eve' WHERE case_id = 'case-ada';
      UPDATE case_event_details SET case_id = 'case-eve' WHERE case_id = 'case-ada';`)
    const breaks: Break[] = []
    await verifyRecord(open.database, testKeys.audit, (broken) => breaks.push(broken))
    expect(breaks.filter(isAboutCase).map(({ caseId, version, what }) => `${caseId} ${version} ${what}`)).toEqual([
      'case-eve 1 began for another child or at another school',
      ...[1, 2, 3, 4].map((version) => `case-eve ${version} its seal does not fit`),
    ])
  })

  test('the case taken away from its events, and events from their details', async () => {
    await open.runScript(`PRAGMA foreign_keys = OFF;
      DELETE FROM cases WHERE id = 'case-ben';
      DELETE FROM case_events WHERE case_id = 'case-cal' AND version = 2;`)
    const breaks: Break[] = []
    await verifyRecord(open.database, testKeys.audit, (broken) => breaks.push(broken))
    const said = breaks.map(({ caseId, version, what }) => `${caseId} ${version} ${what}`)
    expect(said).toContain('case-ben 1 belongs to no case')
    expect(said).toContain('case-cal 2 details without an event')
  })
})

describe('npx whereabouts verify', () => {
  let open: OpenEngine
  let lines: string[]
  const streams = {
    stdout: { write: (line: string) => lines.push(line) },
    stderr: { write: (line: string) => lines.push(`! ${line}`) },
  }
  beforeEach(async () => {
    lines = []
    open = await engines[0]!.open()
    await two.threeCases(open.database)
  })
  afterEach(() => open.close())
  const house = () => ({ database: open.database, keys: testKeys })

  test('says in one line that the record is whole', async () => {
    expect(await verifyCommand([], house(), streams)).toBe(0)
    expect(lines).toEqual(['3 cases, 7 events: the record is whole\n'])
  })

  test('says that an empty record is whole', async () => {
    const empty = await engines[0]!.open()
    expect(await verifyCommand([], { database: empty.database, keys: testKeys }, streams)).toBe(0)
    await empty.close()
    expect(lines).toEqual(['0 cases, 0 events: the record is whole\n'])
  })

  test('says one line for each break, and ends with 1', async () => {
    await open.runScript(`${withoutTriggers}
      UPDATE case_events SET by = 'tom' WHERE case_id = 'case-ada' AND version = 3;
      UPDATE cases SET began_on = '2026-11-01' WHERE id = 'case-ben';`)
    expect(await verifyCommand([], house(), streams)).toBe(1)
    const guards = ['case_events_never_updated', 'case_events_never_deleted', 'case_events_never_replaced']
    const details = ['case_event_details_never_updated', 'case_event_details_never_replaced']
    expect(lines).toEqual([
      ...[...guards, ...details].map(
        (name) => `The database: the trigger ${name} is missing, so that part of the record could be changed\n`,
      ),
      'Case case-ada, event 3: its seal does not fit\n',
      "Case case-ben: the summary's began_on is not what the events say (2026-11-03)\n",
    ])
  })

  test('asked with something it does not know, it says how to ask', async () => {
    expect(await verifyCommand(['--fast'], house(), streams)).toBe(2)
    expect(lines).toEqual(['! usage: whereabouts verify\n'])
  })
})

describe('a damaged file', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'whereabouts-'))
    path = join(folder, 'test.sqlite')
    const whole = openSqlite(path)
    await migrate(whole, 'migrations', '2026-09-01T07:00:00.000Z')
    await two.threeCases(whole)
    whole.close()
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  /** What verify says once the page on which a table or an index begins is nothing but zeros. */
  async function verifiedWithout(name: string): Promise<{ exit: number; lines: string[] }> {
    const sound = openSqlite(path)
    const [begins] = await sound.read(
      sql<{ page: number }>`SELECT rootpage AS page FROM sqlite_master WHERE name = ${name}`,
    )
    sound.close()
    const file = openSync(path, 'r+')
    writeSync(file, new Uint8Array(4096), 0, 4096, (begins!.page - 1) * 4096)
    closeSync(file)
    const database = openSqlite(path)
    const lines: string[] = []
    const streams = { stdout: { write: (line: string) => lines.push(line) }, stderr: process.stderr }
    const exit = await verifyCommand([], { database, keys: testKeys }, streams)
    database.close()
    return { exit, lines }
  }

  test('whose record can still be read is said to be damaged all the same', async () => {
    const { exit, lines } = await verifiedWithout('reads_at')
    expect(exit).toBe(1)
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(line).toMatch(/^The database: the file is damaged: /)
  })

  test('whose record cannot be read is said to be damaged, in words and not as a fault', async () => {
    const { exit, lines } = await verifiedWithout('case_events')
    expect(exit).toBe(1)
    expect(lines[0]).toMatch(/^The database: the file is damaged: /)
    expect(lines.at(-1)).toBe('The database: it could not be read to its end: database disk image is malformed\n')
  })
})

describe('a record of more than two pages', () => {
  test('is walked to its end, three statements long, and a break on the last page is found', async () => {
    const open = await engines[0]!.open()
    await open.database.commit(two.twoSchools())
    const ids = Array.from({ length: 2_100 }, (_, index) => `p${String(index).padStart(4, '0')}`)
    await open.database.commit([
      sql`INSERT INTO pupils (id, school_urn, mis_id, first_known_on) SELECT value, ${two.beckside}, value, '2026-09-01' FROM json_each(${JSON.stringify(ids)})`,
    ])
    const additions: Addition[] = ids.map((id) => ({
      kase: newCase(`case-${id}`, id, two.beckside),
      happenings: [two.began, two.rang],
    }))
    const writes = await two.written(additions, '2026-11-03T09:40:00.000Z')
    expect(writes).toHaveLength(3)
    await open.database.commit(writes)
    let statements = 0
    const counted = {
      ...open.database,
      read: (asked: Parameters<typeof open.database.read>[0]) => {
        statements += 1
        return open.database.read(asked)
      },
    } as typeof open.database
    expect(await verifyRecord(counted, testKeys.audit, () => {})).toMatchObject({
      cases: 2_100,
      events: 4_200,
      breaks: 0,
    })
    // The look for the triggers, three pages, the empty one after them, the look for strays, and the four about seals.
    expect(statements).toBe(11)
    await open.runScript("UPDATE cases SET began_on = '2026-11-01' WHERE id = 'case-p2099'")
    const breaks: Break[] = []
    await verifyRecord(open.database, testKeys.audit, (broken) => breaks.push(broken))
    expect(breaks.map(({ caseId }) => caseId)).toEqual(['case-p2099'])
    await open.close()
  })
})
