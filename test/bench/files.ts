// A file of 100,000 rows from its reading to its last mark: how long is everybody else kept waiting at once, and how fast is it beside papaparse alone?
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { addCalendarDays, calendarDays } from '../../src/calendar/date.ts'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { readLayout } from '../../src/intake/files/fileLayout.ts'
import { proposedMapping } from '../../src/intake/files/fileMapping.ts'
import { unlockSight } from '../../src/intake/files/fileSight.ts'
import { readFileTable } from '../../src/intake/files/fileTable.ts'
import { workOn } from '../../src/intake/files/fileWork.ts'
import { mapFile } from '../../src/intake/files/mapFile.ts'
import { uploadFile } from '../../src/intake/files/uploadFile.ts'
import { startUsingFile } from '../../src/intake/files/useFile.ts'
import { sql } from '../../src/storage/database.ts'
import { findRegisterFile } from '../../src/storage/registerFileStore.ts'
import { makeHouse } from '../support/testHouse.ts'

const pupils = 1000
const days = 50
const at = '2026-12-18T16:00:00.000Z'
const school = '999001'
const bela = { id: 'bela', name: 'Bela Novak', rolesHeld: [{ role: 'attendance-officer', schoolUrn: school }] } as const

/** Two lines: the longest turn of the event loop by step, and rows a second beside papaparse. */
export async function benchFiles(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-bench-'))
  const house = await makeHouse({ at, path: join(folder, 'files.sqlite') })
  await house.database.commit([
    sql`INSERT INTO schools (urn, name, created_at) VALUES (${school}, 'Heron Lane', ${at})`,
    sql`INSERT INTO people (id, name, created_at) VALUES ('bela', 'Bela Novak', ${at})`,
    sql`INSERT INTO roles_held (id, person_id, role, school_urn, granted_at, granted_by) VALUES ('r', 'bela', 'attendance-officer', ${school}, ${at}, 'x')`,
  ])
  const text = term()
  const bytes = new TextEncoder().encode(text)
  const find = async (id: string) => (await findRegisterFile(house.database, scopeOfClock, id))!
  let id = ''
  const upload = await waited(async () => {
    const uploaded = await uploadFile(house, bela, { schoolUrn: school, bytes, extension: 'csv' })
    if (!uploaded || !('accepted' in uploaded)) throw new Error('The file was refused')
    id = uploaded.accepted.id
  })
  const read = await waited(async () => {
    const file = await find(id)
    const sight = await unlockSight(house, file.preview!)
    const table = await readFileTable('Adno,Date,Session,Mark\np1,13/10/2026,AM,N')
    const layout = readLayout('rows' in table ? table.rows : [])
    if ('refused' in layout) throw new Error(layout.refused)
    await mapFile(house, bela, file, sight, { ...proposedMapping(layout, null), order: 'day-first' })
    await workOn(house, id)
    await house.settled()
  })
  const applied = await waited(async () => {
    const pressed = await startUsingFile(house, bela, await find(id), { isWhole: true, isOurs: true })
    if (pressed !== 'done') throw new Error(pressed)
    await workOn(house, id)
    await house.settled()
  })
  const outcome = (await find(id)).outcome
  const alone = timed(() => Papa.parse<string[]>(text, { delimiter: ',' }))
  house.sqlite.close()
  rmSync(folder, { recursive: true })
  const rows = pupils * days * 2
  const perSecond = (milliseconds: number) => Math.round((rows / milliseconds) * 1000).toLocaleString('en-GB')
  return [
    `longest turn of the event loop: upload ${upload.longest.toFixed(0)} ms, preview ${read.longest.toFixed(0)} ms, use ${applied.longest.toFixed(0)} ms; 999 of 1,000 turns: ${upload.usual.toFixed(0)}, ${read.usual.toFixed(0)}, ${applied.usual.toFixed(0)} ms`,
    `rows a second: preview ${perSecond(read.took)}, use ${perSecond(applied.took)}, papaparse alone ${perSecond(alone)}; ratios ${(alone / read.took).toFixed(3)} and ${(alone / applied.took).toFixed(3)}; ${outcome}`.slice(
      0,
      260,
    ),
  ]
}

function term(): string {
  const lines = ['Adno,Date,Session,Mark']
  for (let day = 0, on = '2026-10-01'; day < days; day += 1, on = addCalendarDays(on, calendarDays(1))) {
    const date = on.split('-').reverse().join('/')
    for (const session of ['AM', 'PM']) {
      const present = session === 'AM' ? '/' : '\\'
      for (let pupil = 0; pupil < pupils; pupil += 1)
        lines.push(`p${pupil},${date},${session},${(pupil + day) % 25 === 0 ? 'I' : present}`)
    }
  }
  return lines.join('\r\n')
}

/** `longest` and `usual` count the processor's time between two turns of the loop: other programs on the machine do not show. */
async function waited(work: () => Promise<void>): Promise<{ longest: number; usual: number; took: number }> {
  const turns: number[] = []
  let last = process.threadCpuUsage()
  let isOver = false
  const turn = () => {
    const { user, system } = process.threadCpuUsage(last)
    turns.push((user + system) / 1000)
    last = process.threadCpuUsage()
    if (!isOver) setImmediate(turn)
  }
  setImmediate(turn)
  const began = process.threadCpuUsage()
  await work()
  const { user, system } = process.threadCpuUsage(began)
  isOver = true
  turns.sort((one, other) => one - other)
  return {
    longest: turns.at(-1) ?? 0,
    usual: turns[Math.floor(turns.length * 0.999)] ?? 0,
    took: (user + system) / 1000,
  }
}

function timed(work: () => unknown): number {
  const began = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(began)
  return (user + system) / 1000
}
