// Does a test fail under this mutant? Runs the tests in this process, each mutant in a fresh evaluation of all modules.
import * as files from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { MutantCoverage } from '@stryker-mutator/api/core'
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin'
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
import { configureGlobal } from 'fast-check'
import { expect } from 'vitest'
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
const learntFile = 'files-of-tests.json'

function inProcessRunner(): TestRunner {
  let evaluate: Awaited<ReturnType<typeof bundleTests>>
  let known: readonly FileOfTests[] | null = null

  /** A fresh evaluation of everything; the answer loads a file of tests in it. */
  const newWorld = () => {
    const { found, describe, it } = collectTests()
    const loads = evaluate({ vitest: { describe, it, test: it, expect } })
    return async (file: string): Promise<Asked[]> => {
      const before = found.length
      await loads[pathToFileURL(file).href]!()
      return found.slice(before).map((test) => ({ ...test, file, id: `${file}#${test.name}` }))
    }
  }

  return {
    capabilities: () => ({ reloadEnvironment: true }),

    async init() {
      // The same invented inputs for every mutant.
      configureGlobal({ seed: 1 })
      const law = files.readdirSync('src/law').filter((name) => name.endsWith('.ts'))
      evaluate = await bundleTests([...testFiles(), ...law.map((name) => resolve('src/law', name))])
    },

    async dryRun(): Promise<DryRunResult> {
      const mutantCoverage: MutantCoverage = { static: {}, perTest: {} }
      const learnt: FileOfTests[] = []
      const tests: TestResult[] = []
      for (const file of testFiles()) {
        Object.assign(switchboard, { activeMutant: undefined, mutantCoverage: undefined, hitCount: undefined })
        const started = performance.now()
        for (const test of await newWorld()(file)) {
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
        learnt.push({ file, milliseconds: performance.now() - started, mutants: [...new Set(mutants)] })
      }
      files.writeFileSync(learntFile, JSON.stringify(learnt))
      return { status: DryRunStatus.Complete, tests, mutantCoverage }
    },

    async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
      const { activeMutant, testFilter, hitLimit } = options
      known ??= JSON.parse(files.readFileSync(learntFile, 'utf8')) as FileOfTests[]
      const whileLoading = options.mutantActivation === 'static' ? activeMutant.id : undefined
      Object.assign(switchboard, { hitCount: 0, hitLimit })
      const load = newWorld()
      const tests: TestResult[] = []
      const hasFailed = () => tests.at(-1)?.status === TestStatus.Failed
      for (const file of filesToAsk(known, activeMutant, testFilter)) {
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
    },
  }
}
inProcessRunner.inject = [] as const

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

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', inProcessRunner)]
