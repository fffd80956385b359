// Does everything carry the name it should? One test a question, and each says all that is wrong at once.
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { codeOf, filesUnder, isText, textOf, topLevel } from './projectFiles.ts'

const sources = filesUnder('src').filter((path) => path.endsWith('.ts'))
const everything = filesUnder('.')

/** Classes other than thrown faults, each with its reason. */
const classes: Record<string, string> = {
  'src/storage/database.ts: NoDriver': 'Kysely asks for a driver object; this one only throws',
}

test('no file or folder says nothing about what it does', () => {
  const empty =
    /^(utils?|helpers?|common|misc|managers?|services?|index|shared|lib)$|(Utils?|Helpers?|Manager|Service)$/
  const faults = [...everything].filter((path) => path.split('/').some((part) => empty.test(part.replace(/\..*$/, ''))))
  expect(faults).toEqual([])
})

test('files of code are named in camel case', () => {
  const code = everything.filter((path) => /^(src|test)\/.*\.ts$/.test(path))
  expect(code.filter((path) => !/^[a-z][A-Za-z0-9]*(\.test|\.d)?\.ts$/.test(basename(path)))).toEqual([])
})

test('no file only passes on what others export', () => {
  expect(sources.filter((path) => /^export\s+(\*|\{[^}]*\})\s+from/m.test(codeOf(path)))).toEqual([])
})

test('every source file opens with the question it answers', () => {
  const faults = sources.filter((path) => {
    const lines = textOf(path)
      .replace(/^#!.*\n/, '')
      .split('\n')
    const opening = lines.findIndex((line) => !line.startsWith('//'))
    return opening < 1 || !/^\/\/ \S.{15,}/.test(lines[0] ?? '')
  })
  expect(faults).toEqual([])
})

test('no source file is longer than 250 lines', () => {
  const long = sources.map((path) => ({ path, lines: textOf(path).trimEnd().split('\n').length }))
  expect(long.filter(({ lines }) => lines > 250)).toEqual([])
})

test('there are no classes but thrown faults', () => {
  const code = sources.filter((path) => !path.endsWith('.d.ts'))
  const found = code.flatMap((path) =>
    [...codeOf(path).matchAll(/^\s*(?:export\s+)?(?:abstract\s+)?class\s+(\w+)(?:\s+extends\s+(\w+))?/gm)]
      .filter(([, , parent]) => !parent?.endsWith('Error'))
      .map(([, name]) => `${path}: ${name}`),
  )
  expect(found).toEqual(Object.keys(classes))
})

// Tables that belong to no school and name nobody: what anybody may read in the rulebook and the calculator.
const publicStores = ['src/storage/bankHolidayStore.ts', 'src/storage/policyStore.ts']

test('everything that storage finds or lists is asked for within a scope', () => {
  const asked = filesUnder('src/storage')
    .filter((path) => !publicStores.includes(path))
    .flatMap((path) =>
      [
        ...codeOf(path).matchAll(/export\s+(?:async\s+)?(?:function\s*\*?|const)\s+((?:find|list)[A-Z]\w*)([^{]*)/g),
      ].map(([, name, signature]) => ({
        name: `${path}: ${name}`,
        signature: signature?.replaceAll(/\s+/g, ' ') ?? '',
      })),
    )
  expect(asked.length).toBeGreaterThan(3)
  const faults = asked.filter(({ signature }) => !/\(\s*database: Database, scope: Scope\b/.test(signature))
  expect(faults.map(({ name }) => name)).toEqual([])
})

test('the public stores touch no table of schools, pupils or cases', () => {
  for (const path of publicStores)
    expect(codeOf(path)).not.toMatch(/\b(schools|pupils|contacts|marks|cases|case_events|deliveries)\b/)
})

test('every question that takes a scope also uses it', () => {
  const faults = filesUnder('src/storage').flatMap((path) =>
    codeOf(path)
      .split(/^(?=export )/m)
      .filter((part) => /\bscope: Scope\b/.test(part) && !part.includes('interface '))
      .filter((part) => (part.match(/\bscope\b/g)?.length ?? 0) < 2)
      .map((part) => `${path}: ${part.split('\n')[0]}`),
  )
  expect(faults).toEqual([])
})

test('the top of the project holds what the house is made of, and nothing else', () => {
  const belongs = [
    ...['src', 'views', 'migrations', 'public', 'test', 'package.json', 'package-lock.json', 'tsconfig.json'],
    ...['vitest.config.ts', 'wrangler.toml', 'README.md'],
  ]
  expect(topLevel().filter((name) => !belongs.includes(name) && !name.startsWith('.'))).toEqual([])
})

test('nothing names a folder that only its makers have', () => {
  // Put together here, so that this file does not name them either.
  const elsewhere = [
    ['..', 'shared'],
    ['', 'work', ''],
    ['', 'tmp', 'wb'],
  ].map((parts) => parts.join('/'))
  const faults = everything
    .filter(isText)
    .flatMap((path) =>
      elsewhere.filter((folder) => textOf(path).includes(folder)).map((folder) => `${path}: ${folder}`),
    )
  expect(faults).toEqual([])
})

test('no telephone number in the project could be somebody’s', () => {
  // Ofcom keeps these for drama: 07700 900000 to 900999 and 01632 960000 to 960999.
  const drama = /^(\+44|0044|0)(7700900|1632960)\d{3}$/
  const faults = everything
    .filter((path) => /^(src|test|views|README)/.test(path) && isText(path))
    .flatMap((path) =>
      [...textOf(path).matchAll(/(?<![\w.#-])(?:\+44|0044|0)[ ]?[1-37]\d{2,4}[ ]?\d{3}[ ]?\d{3,4}(?![\w-])/g)]
        .map(([number]) => number)
        .filter((number) => !drama.test(number.replaceAll(' ', '')))
        .map((number) => `${path}: ${number}`),
    )
  expect(faults).toEqual([])
})
