// Which tests judge a mutant? Worked examples of calendar, law and clock: no page, no database, no thousands of inputs.
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'

const folders = ['test/calendar', 'test/law', 'test/cases/clock']

/** Left out, by how they begin: what reads the clock’s input, what reads only tests, what asks thousands of invented inputs. */
const leftOut = [
  ...['clockCommand', 'clockInput', 'clockText', 'plainInput', 'ruleTable'],
  ...['everyDay', 'naive', 'properties', 'weekMore'],
]

/** Their paths, absolute. */
export function testFiles(): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.test.ts') && !leftOut.some((beginning) => name.startsWith(beginning)))
      .map((name) => resolve(folder, name)),
  )
}
