// May beginning anew remove a file? Only a demonstration's own.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { lineLog, openNodeHouse, removeDemonstration } from '../../src/openNodeHouse.ts'
import { machineClock } from '../../src/outside/clock.ts'

const folder = mkdtempSync(join(tmpdir(), 'whereabouts-fresh-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function databaseOf(mode: 'production' | 'demonstration'): Promise<string> {
  const databasePath = join(folder, `${mode}.sqlite`)
  const about = {
    authorityName: 'Northmoor Council',
    publicUrl: 'https://whereabouts.northmoor.example',
    signIn: null,
    notify: null,
    bankHolidaysUrl: null,
  }
  const keys = {
    auditKey: 'an-audit-key-of-forty-letters-for-tests',
    secretsKey: 'a-secrets-key-of-forty-letters-for-test',
  }
  const open = await openNodeHouse({ mode, databasePath, ...about, ...keys }, machineClock, lineLog)
  await open.close()
  return databasePath
}

test('a demonstration is removed', async () => {
  const path = await databaseOf('demonstration')
  removeDemonstration(path)
  expect(existsSync(path)).toBe(false)
})

test('a real house’s database is left as it is', async () => {
  const path = await databaseOf('production')
  const before = readFileSync(path)
  expect(() => removeDemonstration(path)).toThrow('is no demonstration’s database and is left as it is')
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('so is a file that is no database at all', () => {
  const path = join(folder, 'letter.txt')
  writeFileSync(path, 'Dear parents')
  expect(() => removeDemonstration(path)).toThrow()
  expect(readFileSync(path, 'utf8')).toBe('Dear parents')
})

test('where there is nothing, nothing is removed', () => {
  expect(() => removeDemonstration(join(folder, 'nothing.sqlite'))).not.toThrow()
})
