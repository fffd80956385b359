// Saving 100 absences by one delivery, from its arrival to the last effect, against raw SQLite writing the same rows.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { connectedSchool, mark } from '../intake/sender.ts'
import { makeHouse } from '../support/testHouse.ts'

const at = '2026-10-13T08:35:00.000Z'
const rounds = 30
const tables = ['deliveries', 'marks', 'register_sessions', 'cases', 'case_events', 'case_event_details', 'settings']

/** One line: milliseconds of each, the medians' ratio, and the statements that the delivery took. */
export async function benchAbsences(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-bench-'))
  const house = await makeHouse({ at, path: join(folder, 'ours.sqlite') })
  const school = await connectedSchool(at, house)
  await makePupils(school)
  const raw = new Sqlite(join(folder, 'raw.sqlite'))
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = FULL')
  for (const name of readdirSync('migrations').sort()) raw.exec(readFileSync(join('migrations', name), 'utf8'))
  raw.pragma('foreign_keys = OFF')

  const ours: number[] = []
  const theirs: number[] = []
  let statements = 0
  for (let round = 0; round < rounds; round += 1) {
    const before = await rowsByTable(school)
    house.statements.count = 0
    const began = performance.now()
    const marks = Array.from({ length: 100 }, (_, index) =>
      mark(`p${round * 100 + index}`, '2026-10-13', 'AM', 'N', at),
    )
    await school.send('attendance.marks.upserted', { session_status: 'open', marks })
    ours.push(performance.now() - began)
    statements = house.statements.count
    theirs.push(writeRaw(raw, added(before, await rowsByTable(school))))
  }
  raw.close()
  house.sqlite.close()
  rmSync(folder, { recursive: true })
  const [our, their] = [median(ours), median(theirs)]
  return [
    `100 absences by one delivery ${our.toFixed(1)} ms; the same rows by raw SQLite ${their.toFixed(1)} ms; ratio ${(our / their).toFixed(1)}; ${statements} statements`,
  ]
}

type School = Awaited<ReturnType<typeof connectedSchool>>
type Rows = Map<string, object>

async function makePupils(school: School): Promise<void> {
  const present = (from: number) =>
    Array.from({ length: 500 }, (_, index) => mark(`p${from + index}`, '2026-10-12', 'AM', '/', '2026-10-12T08:30:00Z'))
  for (let from = 0; from < rounds * 100; from += 500) {
    await school.send('attendance.marks.upserted', { session_status: 'open', marks: present(from) })
  }
}

async function rowsByTable(school: School): Promise<Map<string, Rows>> {
  const all = new Map<string, Rows>()
  for (const table of tables) {
    const rows = await school.rows<object>(table)
    all.set(table, new Map(rows.map((row) => [JSON.stringify(row), row])))
  }
  return all
}

function added(before: Map<string, Rows>, after: Map<string, Rows>): Map<string, object[]> {
  return new Map(
    tables.map((table) => {
      const known = before.get(table)!
      return [table, [...after.get(table)!].filter(([text]) => !known.has(text)).map(([, row]) => row)]
    }),
  )
}

/** Milliseconds to write the rows by prepared statements in one durable transaction. */
function writeRaw(raw: Sqlite.Database, rows: Map<string, object[]>): number {
  const began = performance.now()
  raw.exec('BEGIN IMMEDIATE')
  for (const [table, added] of rows) {
    if (!added[0]) continue
    const columns = Object.keys(added[0])
    const insert = raw.prepare(
      `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
    )
    for (const row of added) insert.run(row)
  }
  raw.exec('COMMIT')
  return performance.now() - began
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}
