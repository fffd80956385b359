// Do the sixty worked examples come out as the contract says?
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type ClockInput, clock } from '../../../src/cases/clock/clock.ts'

interface Example {
  name: string
  why: string
  input: ClockInput
  expect: Record<string, unknown> & { duties: unknown[] }
}

const { examples } = JSON.parse(
  readFileSync(new URL('../../fixtures/clock-examples.json', import.meta.url), 'utf8'),
) as { examples: Example[] }

describe('the worked examples of the contract', () => {
  it('are sixty', () => {
    expect(examples).toHaveLength(60)
  })

  it.each(examples)('$name: $why', ({ input, expect: expected }) => {
    const answer = clock(input)
    expect(answer).toMatchObject(expected)
    expect(answer.duties).toHaveLength(expected.duties.length)
  })
})
