// A process to be killed: writes to the file named, and prints each id only once its commit is answered.
import { writeSync } from 'node:fs'
import { sql } from '../../src/storage/database.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'

const [path, round] = process.argv.slice(2) as [string, string]
const database = openSqlite(path)

async function writer(name: string): Promise<never> {
  for (let number = 1; ; number += 1) {
    const id = `${round}-${name}-${number}`
    // Two rows an id: a commit half there would show.
    await database.commit([
      sql`INSERT INTO settings (name, value) VALUES (${id}, 'first')`,
      sql`INSERT INTO settings (name, value) VALUES (${`${id}-too`}, 'second')`,
    ])
    writeSync(1, `${id}\n`)
  }
}

await Promise.all(['a', 'b', 'c', 'd'].map(writer))
