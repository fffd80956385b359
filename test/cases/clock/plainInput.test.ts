// Is the quick yes never wrong? Thousands of inputs, whole and damaged, answered with and without it.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clock } from '../../../src/cases/clock/clock.ts'
import { readClockInput } from '../../../src/cases/clock/clockInput.ts'
import { clockForTexts } from '../../../src/cases/clock/clockText.ts'
import { colonsIn, colonsOfPlainCalendar, colonsOfPlainInput } from '../../../src/cases/clock/plainInput.ts'
import { caseLine } from '../../bench/clockCases.ts'
import { allFacts, damage, damaged, oddValues } from './damagedInput.ts'
import { randomAbsence } from './naive/randomInput.ts'

const { examples } = JSON.parse(readFileSync(new URL('../../fixtures/clock-examples.json', import.meta.url), 'utf8'))

/** The answer as the close reading gives it, each text by itself. */
function closely(text: string): string {
  const read = readClockInput(JSON.parse(text))
  if ('faults' in read) return JSON.stringify(read)
  const answer = clock(read.input)
  return JSON.stringify({ ...answer, notes: [...answer.notes, ...read.notes] })
}

// One for all texts, as on the command line: what it keeps of one must not change the answer to another.
const answerTo = clockForTexts()

function quickly(text: string): string {
  const answer = answerTo(text)
  return JSON.stringify('faults' in answer ? answer : answer.answer)
}

/** Of a plain input the colons of its text; null of any other. */
function colonsOf(text: string): number | null {
  const value = JSON.parse(text)
  const ofCalendar = typeof value === 'object' && value !== null ? colonsOfPlainCalendar(value.calendar) : -1
  const ofTheRest = colonsOfPlainInput(value)
  return ofCalendar < 0 || ofTheRest < 0 ? null : ofCalendar + ofTheRest
}

function isPlain(text: string): boolean {
  return colonsOf(text) === colonsIn(text)
}

const everything = JSON.stringify({
  ...examples[3].input,
  calendar: { ...examples[3].input.calendar, registersClose: { AM: '09:15', PM: '13:45' } },
  policy: { escalateOnSchoolDay: 2, visitBySchoolDay: 4, referOnSchoolDay: 9, reviewEveryDays: 5 },
  pupil: { dateOfBirth: '2014-05-06', boarder: false, enteredOn: '2024-09-03', leftOn: null },
  leave: { endedOn: '2026-09-18' },
  facts: allFacts,
})

/** Whole inputs, most of them plain. */
const text = fc.oneof(
  randomAbsence.map((input) => JSON.stringify(input)),
  fc.record({ number: fc.nat(100_000), own: fc.boolean() }).map(({ number, own }) => {
    return caseLine(number, own ? 'a-calendar-a-case' : 'one-calendar')
  }),
  fc.nat(examples.length - 1).map((index) => JSON.stringify(examples[index].input)),
  fc.constant(everything),
)

describe('the quick yes', () => {
  it('is said to nearly every input that fits, also to one that says everything', () => {
    expect(isPlain(everything)).toBe(true)
    const texts = fc.sample(text, { numRuns: 500, seed: 7 })
    expect(texts.filter(isPlain).length).toBeGreaterThan(450)
  })

  it('gives the answer that the close reading gives, to the letter', () => {
    fc.assert(
      fc.property(text, (whole) => {
        expect(quickly(whole)).toBe(closely(whole))
      }),
      { numRuns: 1500 },
    )
  })

  it('is never said to what does not fit, nor to what has a field that nobody knows', () => {
    let refused = 0
    let plain = 0
    fc.assert(
      fc.property(text, fc.array(damage, { minLength: 1, maxLength: 3 }), (whole, damages) => {
        const broken = damaged(whole, damages)
        const answer = closely(broken)
        expect(quickly(broken)).toBe(answer)
        const isRefused = answer.startsWith('{"faults"')
        if (isRefused) expect(colonsOf(broken)).toBeNull()
        refused += Number(isRefused)
        plain += Number(isPlain(broken))
      }),
      { numRuns: 4000 },
    )
    // Otherwise the damage is too great or too small to find anything out.
    expect(refused).toBeGreaterThan(1000)
    expect(plain).toBeGreaterThan(100)
  })

  it.each([
    ['facts', { foreseenSickness: { believedOn: '2026-10-12', from: '2026-10-13', to: '2026-10-12' } }],
    ['calendar', { terms: [{ from: '2026-09-01', to: '2026-12-18' }], registersClose: { AM: '14:00' } }],
    ['calendar', { terms: [{ from: '2026-09-01', to: '2026-12-18' }], registersClose: { AM: '11:00', PM: '10:00' } }],
    ['calendar', { terms: [{ from: '2026-09-01', to: '2026-12-18' }], registersClose: { PM: '09:00' } }],
    ['calendar', { terms: [{ from: '1980-09-01', to: '2026-12-18' }] }],
    ['calendar', { terms: [{ from: '2026-12-18', to: '2026-09-01' }] }],
    ['policy', { reviewEveryDays: 1001 }],
    ['leave', {}],
    ['leave', { endedOn: null }],
  ])('is never said to %s %j', (field, value) => {
    const broken = JSON.stringify({ ...examples[3].input, [field]: value })
    expect(closely(broken)).toMatch(/^{"faults"/)
    expect(quickly(broken)).toBe(closely(broken))
  })

  it.each(Object.keys(allFacts))('is never said to facts whose %s does not fit', (name) => {
    for (const odd of oddValues) {
      const broken = JSON.stringify({ ...examples[3].input, facts: { ...allFacts, [name]: odd } })
      expect(quickly(broken)).toBe(closely(broken))
    }
  })
})
