// What does the command line do to a file, as somebody types it: what is made, what is refused, and what is left alone?
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSqlite } from '../../src/storage/sqlite.ts'

const real = {
  WHEREABOUTS_PUBLIC_URL: 'https://whereabouts.northmoor.example',
  WHEREABOUTS_AUTHORITY_NAME: 'Northmoor Council',
  WHEREABOUTS_AUDIT_KEY: 'Zq3-audit-key-of-the-command-line-81kd',
  WHEREABOUTS_SECRETS_KEY: 'Pw7-secrets-key-of-the-command-line-5mx',
  WHEREABOUTS_OIDC_ISSUER: 'https://accounts.northmoor.example',
  WHEREABOUTS_OIDC_CLIENT_ID: 'whereabouts',
  WHEREABOUTS_OIDC_CLIENT_SECRET: 'a-client-secret-of-the-test',
}
const add = ['connection', 'add', '--school', '999001', '--name', 'Oakfield Primary', '--vendor', 'generic']

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-'))
  path = join(folder, 'data', 'test.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true }))

function environment(more: Record<string, string>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('WHEREABOUTS_'))
  return { ...Object.fromEntries(own), WHEREABOUTS_DATABASE: path, ...more }
}

function run(args: readonly string[], more: Record<string, string> = {}) {
  const options = { env: environment(more), encoding: 'utf8' } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli.ts', ...args], options)
  return { exit: status, out: stdout, err: stderr }
}

describe('a database that is not there', () => {
  test.each([[['verify']], [['rebuild']], [['events', '--deliveries']]])('is not made by %j', (args) => {
    expect(run(args)).toEqual({
      exit: 2,
      out: '',
      err: `There is no database of Whereabouts at ${path}. Set WHEREABOUTS_DATABASE to where it is.\n`,
    })
    expect(readdirSync(folder)).toEqual([])
  })

  test('is made by connection add, and then verify finds it whole', () => {
    expect(run(add)).toMatchObject({ exit: 0, err: '' })
    expect(existsSync(path)).toBe(true)
    expect(run(['verify'])).toEqual({ exit: 0, out: '0 cases, 0 events: the record is whole\n', err: '' })
  })

  test('an empty file in its place stays empty', () => {
    path = join(folder, 'empty.sqlite')
    writeFileSync(path, '')
    expect(run(['verify'])).toMatchObject({ exit: 2, out: '' })
    expect([readdirSync(folder), readFileSync(path).length]).toEqual([['empty.sqlite'], 0])
  })
})

describe('a database of the other kind', () => {
  test('is refused, and no byte of it is changed, also when this version would lay it out anew', () => {
    path = join(folder, 'older.sqlite')
    const older = openSqlite(path)
    // As a version before the first of these migrations would have left it.
    older.runScript(`CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
      INSERT INTO settings VALUES ('kind', 'production'); PRAGMA journal_mode = DELETE`)
    older.close()
    const before = readFileSync(path)
    const refused = run(add)
    expect(refused).toEqual({
      exit: 2,
      out: '',
      err: `The database ${path} belongs to a production and cannot be opened as a demonstration. Set WHEREABOUTS_DATABASE to another file.\n`,
    })
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['older.sqlite'])
  })
})

describe('a real installation', () => {
  test('opens with the keys it was first opened with, and with no other', () => {
    expect(run(add, real).exit).toBe(0)
    expect(run(['verify'], real).exit).toBe(0)
    const second = { WHEREABOUTS_SECRETS_KEY: 'Nn4-secrets-key-of-somebody-else-77qv' }
    expect(run(add, { ...real, ...second })).toEqual({
      exit: 2,
      out: '',
      err: 'WHEREABOUTS_SECRETS_KEY is another key than the one this database was first opened with. Set it to that one.\n',
    })
    const first = { WHEREABOUTS_AUDIT_KEY: 'Kk8-audit-key-of-somebody-else-31hd-2p' }
    expect(run(['verify'], { ...real, ...first }).err).toBe(
      'WHEREABOUTS_AUDIT_KEY is another key than the one this database was first opened with. Set it to that one.\n',
    )
    expect(run(['verify'], real).exit).toBe(0)
  })
})

test('a reader who goes away ends a command without a word', async () => {
  expect(run(add).exit).toBe(0)
  const child = spawn(process.execPath, ['src/cli.ts', 'verify'], { env: environment({}) })
  child.stdout.destroy()
  let said = ''
  child.stderr.on('data', (piece) => {
    said += piece
  })
  const exit = await new Promise((done) => child.on('close', done))
  expect([exit, said]).toEqual([141, ''])
})
