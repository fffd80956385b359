// A process to be killed: writes to the file named, and prints each id only once its commit is answered.
import { writeSync } from 'node:fs'
import { sql } from '../../src/storage/database.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import { threadsOn } from '../support/threadsOn.ts'

const [path, round, where] = process.argv.slice(2) as [string, string, string]
const { commit } = where === 'here' ? openSqlite(path) : threadsOn(path, '2026-09-01T07:00:00.000Z')

async function writer(name: string): Promise<never> {
  for (let number = 1; ; number += 1) {
    const id = `${round}-${name}-${number}`
    // Two rows an id: a commit half there would show.
    await commit([
      sql`INSERT INTO settings (name, value) VALUES (${id}, 'first')`,
      sql`INSERT INTO settings (name, value) VALUES (${`${id}-too`}, 'second')`,
    ])
    say(`${id}\n`)
  }
}

// Threads make the pipe one that does not wait; who is to be killed waits all the same.
function say(line: string): void {
  try {
    writeSync(1, line)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EAGAIN') throw cause
    say(line)
  }
}

await Promise.all(['a', 'b', 'c', 'd'].map(writer))
