// Is the quick yes never wrong? Thousands of inputs, whole and damaged, answered with and without it.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clock } from '../../../src/cases/clock/clock.ts'
import { readClockInput } from '../../../src/cases/clock/clockInput.ts'
import { clockForTexts } from '../../../src/cases/clock/clockText.ts'
import { colonsIn, colonsOfPlainCalendar, colonsOfPlainInput } from '../../../src/cases/clock/plainInput.ts'
import { caseLine } from '../../bench/clockCases.ts'
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

/** Everything that facts can say, at once. */
const allFacts = {
  contacts: [{ at: '2026-10-12T09:50:00+01:00', reached: false }],
  explainedOn: null,
  explainedUntil: '2026-10-16',
  flags: { lookedAfter: false, protectionPlan: true, childInNeed: null, youthJustice: false },
  toldSocialWorkerOn: '2026-10-12',
  toldCmeOfficerOn: '2026-10-13',
  escalatedOn: '2026-10-14',
  homeVisitOn: null,
  referredToAuthorityOn: null,
  reviewsOn: ['2026-10-13', '2026-10-14'],
  riskAnswers: { A1: 'yes', A7: 'no', Q6a: 'unknown', Q9c: 'no' },
  riskAnsweredOn: '2026-10-12',
  referredAt: '2026-10-12T15:00Z',
  attendanceReturnsSentOn: ['2026-10-14'],
  sicknessReturnSentOn: null,
  foreseenSickness: { believedOn: '2026-10-12', from: '2026-10-12', to: '2026-11-20' },
  newPupilReturn: { sentOn: null, exempt: false },
  educationKnown: false,
  recordSentOn: null,
  enquiries: [
    { by: 'school', on: '2026-10-13', what: 'Asked: who saw her? “Nobody”.', signedAt: '2026-10-13T15:00:00.5Z' },
  ],
  sicknessOrUnavoidable: { answer: false, signedAt: '2026-10-14T10:00:00Z' },
  outcome: {
    kind: 'found',
    schoolSignedAt: '2026-10-14T10:00:00Z',
    authoritySignedAt: null,
    agreedNoReasonableGroundsToExpectReturn: true,
  },
  missing: [
    {
      reportedAt: '2026-10-12T20:00:00Z',
      from: 'care',
      protectionPlanOrS47: true,
      returnedAt: '2026-10-13T20:00:00Z',
      interviewedAt: null,
      refusedAt: '2026-10-14T08:00:00Z',
      parentConversationAt: null,
      safeAndWellAt: '2026-10-13T21:00:00Z',
      meetingsOn: ['2026-10-13'],
      assistantDirectorToldOn: '2026-10-13',
      leadMemberToldOn: null,
      strategyMeetingOn: null,
    },
  ],
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

const oddValues = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1,
    1000,
    1001,
    2.5,
    1e300,
    '',
    ' ',
    'N',
    'H',
    'AM',
    'PM',
    'yes',
    'school',
    'found',
    'care',
  ],
  ...['inset', '2026-02-30', '2026-10-14', '2026-10-14 ', '0000-10-14', '9999-12-31', '2026-10-14T10:00:00'],
  ...['2026-10-14T10:00:00Z', '2026-10-14T24:00:00Z', '2026-10-14T10:00:60Z', '0000-10-14T10:00:00Z', '24:00', '09:30'],
  ...[
    '14:00',
    '07:00',
    'a:b',
    [],
    {},
    [[]],
    [{}],
    ['2026-10-14'],
    { on: '2026-10-14', code: 'N' },
    { from: '2026-10-14' },
  ],
]
const oddKeys = [
  'extra',
  'toString',
  'constructor',
  '__proto__',
  'on',
  'from',
  'to',
  'session',
  'code',
  'A1',
  'Q6',
  'asOf',
]

interface Damage {
  readonly where: number
  readonly what: 'replace' | 'remove' | 'add' | 'repeat' | 'reverse'
  readonly value: unknown
  readonly key: string
}

const damage: fc.Arbitrary<Damage> = fc.record({
  where: fc.nat(1_000_000),
  what: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'repeat', 'reverse'),
  value: fc.constantFrom(...oddValues),
  key: fc.constantFrom(...oddKeys),
})

type Json = Record<string | number, unknown>

/** Every place in a value, as the object or list that holds it and its key there. */
function placesIn(value: unknown, found: [Json, string | number][] = []): [Json, string | number][] {
  if (typeof value !== 'object' || value === null) return found
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value)
  for (const key of keys) {
    found.push([value as Json, key])
    placesIn((value as Json)[key], found)
  }
  return found
}

function damaged(text: string, damages: readonly Damage[]): string {
  const value = JSON.parse(text)
  for (const { where, what, value: odd, key: added } of damages) {
    const places = placesIn(value)
    const [holder, key] = places[where % places.length]!
    if (what === 'replace') holder[key] = structuredClone(odd)
    else if (what === 'add') Object.defineProperty(holder, added, { value: structuredClone(odd), ...plainField })
    else if (what === 'reverse' && Array.isArray(holder)) holder.reverse()
    else if (what === 'repeat' && Array.isArray(holder)) holder.push(structuredClone(holder[key as number]))
    else if (Array.isArray(holder)) holder.splice(key as number, 1)
    else delete holder[key]
  }
  return JSON.stringify(value)
}

const plainField = { enumerable: true, configurable: true, writable: true }

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

  it.each(Object.keys(allFacts))('is never said to facts whose %s does not fit', (name) => {
    for (const odd of oddValues) {
      const broken = JSON.stringify({ ...examples[3].input, facts: { ...allFacts, [name]: odd } })
      expect(quickly(broken)).toBe(closely(broken))
    }
  })
})
