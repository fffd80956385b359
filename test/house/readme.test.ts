// Does README say what is so? Rules, settings, commands and people stand in it as they stand in the code.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ruleLibrary } from '../../src/law/ruleLibrary.ts'
import { filesUnder } from './projectFiles.ts'

const readme = readFileSync('README.md', 'utf8')

test('every rule is in its table with its sentence and its source', () => {
  const missing = ruleLibrary.filter(
    ({ id, says, source }) =>
      !readme
        .split('\n')
        .some((line) => line.startsWith(`| \`${id}\` | ${says} |`) && line.includes(`(${source.url})`)),
  )
  expect(missing.map(({ id }) => id)).toEqual([])
})

test('every key of the environment that the code reads is in its table', () => {
  const read = filesUnder('src').flatMap((path) => readFileSync(path, 'utf8').match(/WHEREABOUTS_[A-Z_]+/g) ?? [])
  expect([...new Set(read)].filter((key) => !readme.includes(`\`${key}\``))).toEqual([])
})

test('every command of the command line is in its table', () => {
  const usage = /const usage = `([^`]+)`/.exec(readFileSync('src/cli.ts', 'utf8'))![1]!
  const names = [...usage.matchAll(/^ {2}(\w+)/gm)].map((match) => match[1]!)
  expect(names.length).toBeGreaterThan(4)
  expect(names.filter((name) => !readme.includes(`| \`${name}`))).toEqual([])
})

test('the pictures it shows are there', () => {
  for (const [, path] of readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g))
    expect(readFileSync(path!).length).toBeGreaterThan(1000)
})
