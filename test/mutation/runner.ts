// Does a test fail under this mutant? Runs the tests in this process, each mutant in a fresh evaluation of all modules.
import * as files from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { MutantCoverage } from '@stryker-mutator/api/core'
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner'
import * as fastCheck from 'fast-check'
import * as temporal from 'temporal-polyfill'
import { expect } from 'vitest'
import * as zod from 'zod'
import { bundleTests } from './bundleTests.ts'
import { type CollectedTest, collectTests } from './collectTests.ts'
import { type FileOfTests, filesToAsk } from './filesToAsk.ts'
import { testFiles } from './testFiles.ts'

/** What the mutated code reads and writes. */
interface Switchboard {
  activeMutant?: string
  currentTestId?: string
  mutantCoverage?: MutantCoverage
  hitCount?: number
  hitLimit?: number
}

interface Asked extends CollectedTest {
  readonly id: string
  readonly file: string
}

const switchboard: Switchboard = {}
Object.assign(globalThis, { __stryker__: switchboard })
const packages = { 'fast-check': fastCheck, 'temporal-polyfill': temporal, zod }
const learnt = 'files-of-tests.json'

class InProcessRunner implements TestRunner {
  private evaluate?: Awaited<ReturnType<typeof bundleTests>>
  private known?: readonly FileOfTests[]

  capabilities() {
    return { reloadEnvironment: true }
  }

  async init() {
    // The same invented inputs for every mutant.
    fastCheck.configureGlobal({ seed: 1 })
    const law = files.readdirSync('src/law').filter((name) => name.endsWith('.ts'))
    this.evaluate = await bundleTests([...testFiles(), ...law.map((name) => resolve('src/law', name))], packages)
  }

  async dryRun(): Promise<DryRunResult> {
    const mutantCoverage: MutantCoverage = { static: {}, perTest: {} }
    const known: FileOfTests[] = []
    const tests: TestResult[] = []
    for (const file of testFiles()) {
      Object.assign(switchboard, { activeMutant: undefined, mutantCoverage: undefined, hitCount: undefined })
      const started = performance.now()
      for (const test of await this.newWorld()(file)) {
        switchboard.currentTestId = test.id
        tests.push(await resultOf(test))
        switchboard.currentTestId = undefined
      }
      const seen = switchboard.mutantCoverage ?? { static: {}, perTest: {} }
      for (const [id, hits] of Object.entries(seen.static)) {
        mutantCoverage.static[id] = (mutantCoverage.static[id] ?? 0) + hits
      }
      Object.assign(mutantCoverage.perTest, seen.perTest)
      const mutants = [seen.static, ...Object.values(seen.perTest)].flatMap(Object.keys)
      known.push({ file, milliseconds: performance.now() - started, mutants: [...new Set(mutants)] })
    }
    files.writeFileSync(learnt, JSON.stringify(known))
    return { status: DryRunStatus.Complete, tests, mutantCoverage }
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, testFilter, hitLimit } = options
    this.known ??= JSON.parse(files.readFileSync(learnt, 'utf8')) as FileOfTests[]
    const whileLoading = options.mutantActivation === 'static' ? activeMutant.id : undefined
    Object.assign(switchboard, { hitCount: 0, hitLimit })
    const load = this.newWorld()
    const tests: TestResult[] = []
    const hasFailed = () => tests.at(-1)?.status === TestStatus.Failed
    for (const file of filesToAsk(this.known, activeMutant, testFilter)) {
      switchboard.activeMutant = whileLoading
      const asked = await load(file).catch(async (cause): Promise<Asked[]> => {
        tests.push(await resultOf({ id: `${file}#`, name: 'can be loaded', file, run: () => Promise.reject(cause) }))
        return []
      })
      switchboard.activeMutant = activeMutant.id
      for (const test of asked) {
        if (hasFailed()) break
        if (!testFilter || testFilter.includes(test.id)) tests.push(await resultOf(test))
      }
      if (hasFailed()) break
    }
    const timeout = determineHitLimitReached(switchboard.hitCount, hitLimit)
    return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests })
  }

  /** A fresh evaluation of everything; the answer loads a file of tests in it. */
  private newWorld(): (file: string) => Promise<Asked[]> {
    const { found, describe, it } = collectTests()
    const loads = this.evaluate!({ vitest: { describe, it, test: it, expect } })
    return async (file) => {
      const before = found.length
      await loads[pathToFileURL(file).href]!()
      return found.slice(before).map((test) => ({ ...test, file, id: `${file}#${test.name}` }))
    }
  }
}

async function resultOf({ id, name, file, run }: Asked): Promise<TestResult> {
  const started = performance.now()
  const result = () => ({ id, name, fileName: file, timeSpentMs: performance.now() - started })
  try {
    await run()
    return { ...result(), status: TestStatus.Success }
  } catch (cause) {
    return { ...result(), status: TestStatus.Failed, failureMessage: String(cause) }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner as never)]
