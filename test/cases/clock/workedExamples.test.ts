// Does each duty come out right in three worked examples or more?
import { describe, expect, it } from 'vitest'
import { rules } from '../../../src/law/rules.ts'
import { ask, standing } from './ask.ts'
import { workedExamples } from './workedExamples.ts'

describe.each(Object.entries(workedExamples))('%s', (rule, examples) => {
  it.each(examples)('%s', (_why, asOf, differences, expected) => {
    expect(standing(ask(asOf, differences), rule)).toBe(expected)
  })
})

describe('every rule that somebody owes something under', () => {
  it.each(rules.filter((rule) => rule.owedBy !== null).map((rule) => rule.id))('%s has three worked examples', (id) => {
    expect(workedExamples[id]?.length ?? 0).toBeGreaterThanOrEqual(3)
  })
})
