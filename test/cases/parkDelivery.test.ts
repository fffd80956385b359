// From which number on does a person look first? Each limit on both sides.
import { expect, test } from 'vitest'
import { parkDelivery, parkReasonOf, parkSentence } from '../../src/cases/decide/parkDelivery.ts'

const leaver = { what: 'leaver', ends: true, onRoll: 1000, left: 0, waiting: 0 } as const

test.each([
  ['the twentieth of a thousand', { onRoll: 981, left: 19 }, null],
  ['the twenty-first of a thousand', { onRoll: 980, left: 20 }, 'leavers'],
  ['the tenth of two hundred', { onRoll: 191, left: 9 }, null],
  ['the eleventh of two hundred, more than 5 %', { onRoll: 190, left: 10 }, 'leavers'],
  ['the fifth of thirty', { onRoll: 26, left: 4 }, null],
  ['the sixth of thirty', { onRoll: 25, left: 5 }, 'leavers'],
  ['one more, while twenty wait', { left: 0, waiting: 20 }, 'leavers'],
  ['one who left before, while twenty wait', { ends: false, waiting: 20 }, null],
])('a leaver is held back from the threshold on: %s', (_name, change, reason) => {
  expect(parkDelivery({ ...leaver, ...change })).toBe(reason)
})

const marks = (change: object) => ({ what: 'marks', registers: [], weeks: [], ...change }) as const

test.each([
  ['a tenth of a register', { registers: [{ all: 300, now: 30, before: 0 }] }, null],
  ['more than a tenth', { registers: [{ all: 300, now: 31, before: 0 }] }, 'marks-taken-back'],
  ['more than a tenth with those before', { registers: [{ all: 300, now: 1, before: 30 }] }, 'marks-taken-back'],
  ['four of eight, which somebody corrects', { registers: [{ all: 8, now: 4, before: 0 }] }, null],
  ['five of eight', { registers: [{ all: 8, now: 5, before: 0 }] }, 'marks-taken-back'],
  ['none, after many', { registers: [{ all: 300, now: 0, before: 200 }] }, null],
  ['a fifth of a week', { weeks: [{ all: 4000, now: 800, before: 0 }] }, null],
  ['more than a fifth', { weeks: [{ all: 4000, now: 300, before: 501 }] }, 'week-rewritten'],
  ['nineteen of forty: one child’s two weeks', { weeks: [{ all: 40, now: 19, before: 0 }] }, null],
])('marks are held back from the share on: %s', (_name, change, reason) => {
  expect(parkDelivery(marks(change))).toBe(reason)
})

test('the sentence that a delivery keeps leads back to its reason, and no other sentence does', () => {
  expect(parkReasonOf(parkSentence('leavers'))).toBe('leavers')
  expect(parkReasonOf(parkSentence('week-rewritten'))).toBe('week-rewritten')
  expect(parkReasonOf('Something else.')).toBeNull()
  expect(parkReasonOf(null)).toBeNull()
})
