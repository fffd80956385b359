// What does a database look like after all migrations? Laid out once for each engine and kept: laying out is most of what a short test costs.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../src/storage/migrate.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'

const layoutAt = '2026-09-01T07:00:00.000Z'
const known = new Map<string, Promise<Buffer>>()

/** The bytes of a database of SQLite with all migrations and nothing in it. */
export function layoutOfSqlite(): Promise<Buffer> {
  return layoutOf('sqlite', async (folder) => {
    const sqlite = openSqlite(':memory:')
    await migrate(sqlite, 'migrations', layoutAt)
    const path = join(folder, 'layout.sqlite')
    sqlite.runScript(`VACUUM INTO '${path}'`)
    sqlite.close()
    return path
  })
}

/** The bytes of a file that `make` leaves in a folder of its own; made again when a migration or a package is another. */
export function layoutOf(engine: string, make: (folder: string) => Promise<string>): Promise<Buffer> {
  const found = known.get(engine) ?? readOrMade(join('build', 'layouts', `${engine}-${fingerprint()}`), make)
  known.set(engine, found)
  return found
}

async function readOrMade(path: string, make: (folder: string) => Promise<string>): Promise<Buffer> {
  const kept = read(path)
  if (kept) return kept
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-layout-'))
  try {
    const bytes = readFileSync(await make(folder))
    mkdirSync(join(path, '..'), { recursive: true })
    // Two workers may make it at once: whoever is later puts the same in its place, whole.
    const unfinished = `${path}-${process.pid}`
    writeFileSync(unfinished, bytes)
    renameSync(unfinished, path)
    return bytes
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function read(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch {
    return null
  }
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync('package-lock.json'))
  for (const name of readdirSync('migrations').sort()) hash.update(name).update(readFileSync(join('migrations', name)))
  return hash.digest('hex').slice(0, 16)
}
