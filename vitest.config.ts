import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longestFirst.ts'

/** What only works things out, and touches nothing that outlives a test: one worker takes many of these files. */
const pure = ['test/calendar/**/*.test.ts', 'test/cases/**/*.test.ts', 'test/law/**/*.test.ts']

/** Each test opens a house of its own in memory: what the files share is the code, loaded once a worker. D1 ends with its file. */
const houses = ['test/web/**/*.test.ts', 'test/intake/**/*.test.ts', 'test/actions/**/*.test.ts']
const onEngines = 'test/web/**/*OnEngines.test.ts'

export default defineConfig({
  test: {
    globalSetup: ['test/support/buildFirst.ts'],
    reporters: ['default', './test/support/countReporter.ts'],
    setupFiles: ['test/support/setUp.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'houses', include: houses, exclude: [onEngines], isolate: false } },
      { extends: true, test: { name: 'engines', include: [onEngines] } },
      { extends: true, test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [...pure, ...houses] } },
    ],
  },
})
