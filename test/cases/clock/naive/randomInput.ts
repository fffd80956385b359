// Which inputs might anybody ask about? Random calendars, marks and moments, with the odd ones common.
import fc from 'fast-check'
import type { ClockInput, MarkEntry } from '../../../../src/cases/clock/clock.ts'
import { plus } from './naiveDates.ts'
import { randomCase } from './randomCase.ts'

const times = ['07:59', '09:29', '09:30', '12:00', '13:59', '14:00', '15:30', '23:59'] as const
const codes = [
  'N',
  'N',
  'N',
  'O',
  'O',
  'G',
  'U',
  'I',
  'C',
  '-',
  '-',
  'Y3',
  'Y4',
  'Y2',
  '#',
  '/',
  'L',
  'D',
  'X',
  'E',
] as const
const reasons = ['inset', 'holiday', 'bank-holiday', 'planned-closure'] as const

const aTerm = fc.record({ gap: fc.integer({ min: 1, max: 17 }), length: fc.integer({ min: 1, max: 45 }) })

/** An entry by its distance from the first day, so that it falls where the calendar is. */
const aMark = fc.record({
  from: fc.integer({ min: -3, max: 110 }),
  length: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 })),
  session: fc.constantFrom(null, null, null, 'AM', 'PM'),
  code: fc.constantFrom(...codes),
})

/** Inputs without facts: what the marks alone say. */
export const randomInput: fc.Arbitrary<ClockInput> = fc
  .record({
    start: fc.integer({ min: 0, max: 700 }),
    terms: fc.array(aTerm, { minLength: 1, maxLength: 3 }),
    closed: fc.array(fc.record({ on: fc.integer({ min: 0, max: 110 }), because: fc.constantFrom(...reasons) }), {
      maxLength: 4,
    }),
    asOf: fc.integer({ min: -3, max: 120 }),
    time: fc.constantFrom(...times),
    offset: fc.constantFrom('Z', '+01:00'),
    marks: fc.array(aMark, { maxLength: 7 }),
  })
  .map(({ start, terms, closed, asOf, time, offset, marks }) => {
    const first = plus('2025-09-01', start)
    let next = first
    const spans = terms.map(({ gap, length }) => {
      const from = next
      const to = plus(from, length)
      next = plus(to, gap)
      return { from, to }
    })
    return {
      asOf: `${plus(first, asOf)}T${time}:00${offset}`,
      calendar: { terms: spans, closed: closed.map(({ on, because }) => ({ on: plus(first, on), because })) },
      pupil: { dateOfBirth: '2014-05-06' },
      marks: marks.map(({ from, length, session, code }): MarkEntry => {
        const on = plus(first, from)
        if (session !== null) return { on, session, code }
        return length === 0 ? { on, code } : { from: on, to: plus(on, length), code }
      }),
      facts: {},
    }
  })

/** Inputs that end, nearly always, in an absence: a span of N or O up to the day that is asked about. */
export const randomAbsence: fc.Arbitrary<ClockInput> = fc
  .record({
    input: randomInput,
    length: fc.integer({ min: 0, max: 40 }),
    before: fc.integer({ min: 0, max: 6 }),
    code: fc.constantFrom('N', 'O', 'G'),
    others: fc.array(aMark, { maxLength: 2 }),
  })
  .map(({ input, length, before, code, others }) => {
    const to = plus(input.asOf.slice(0, 10), -before)
    const from = plus(to, -length)
    const inside = others.map(({ from: offset, session, code: other }): MarkEntry => {
      const on = plus(from, Math.abs(offset) % (length + 1))
      return session === null ? { on, code: other } : { on, session, code: other }
    })
    return { ...input, marks: [...(input.marks ?? []), { from, to, code }, ...inside] }
  })

/** Whole inputs, with facts of every kind; a failure names the number of the case. */
export const anyCase: fc.Arbitrary<ClockInput> = fc
  .integer({ min: 0, max: 1_000_000 })
  .map((index) => randomCase(20261012, index))

/** Some short and easily shrunk, some whole. */
export const anyAbsence: fc.Arbitrary<ClockInput> = fc.oneof(randomAbsence, anyCase)
