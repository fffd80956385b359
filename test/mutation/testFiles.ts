// Which tests judge a mutant? Worked examples of calendar, law and clock: no page, no database, no thousands of inputs.
import { readdirSync } from 'node:fs'
import { basename, resolve } from 'node:path'

const folders = ['test/calendar', 'test/law', 'test/cases/clock']

/** Left out: what reads the clock’s input, what reads only tests, and what asks thousands of invented inputs of a mutant. */
const leftOut = [
  ...['clockCommand', 'clockInput', 'clockText', 'plainInput', 'ruleTable'],
  ...['everyDay', 'naive', 'properties', 'weekMore'],
]

/** Their paths, absolute. */
export function testFiles(): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.test.ts') && !leftOut.includes(basename(name, '.test.ts')))
      .map((name) => resolve(folder, name)),
  )
}
