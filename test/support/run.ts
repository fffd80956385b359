// The whole proof in one command: types, lint, then every test. Ends with one plain line of counts.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { buildIfStale } from '../../src/web/precompile.ts'

await buildIfStale()
rmSync('build/test-counts.json', { force: true })

const typesPassed = succeeds('Types', 'tsc', ['--noEmit'])
const lintPassed = succeeds('Lint', 'biome', ['check', '.', '--error-on-warnings'])
const testsEnded = succeeds('Tests', 'vitest', ['run', ...process.argv.slice(2)])

const counts = readCounts()
const passed = counts.passed + Number(typesPassed) + Number(lintPassed)
// A runner that died without counting, or that fails without a failed test, is one failure more.
const failed =
  counts.failed +
  Number(!typesPassed) +
  Number(!lintPassed) +
  counts.skipped +
  Number(!testsEnded && counts.failed === 0)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function succeeds(name: string, command: string, args: string[]): boolean {
  console.log(`\n${name}: ${command} ${args.join(' ')}`)
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0
}

function readCounts(): { passed: number; failed: number; skipped: number } {
  try {
    return JSON.parse(readFileSync('build/test-counts.json', 'utf8'))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
