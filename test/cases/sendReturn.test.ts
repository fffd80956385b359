import { expect, test } from 'vitest'
import type { CaseNow } from '../../src/cases/caseNow.ts'
import type { Duty, DutyState } from '../../src/cases/clock/clock.ts'
import { returnsOwed, sendReturn } from '../../src/cases/decide/sendReturn.ts'

/** A case whose clock lists one attendance return for each of these runs. */
function caseWith(...runs: readonly (readonly [triggeredOn: string, state: DutyState])[]): CaseNow {
  const duties = runs.map(([triggeredOn, state]) => ({ rule: 'attendance-return', triggeredOn, state }) as Duty)
  return { answer: { duties }, events: [], today: '2027-01-29', asOf: '2027-01-29T10:00:00.000Z' } as unknown as CaseNow
}

const first = '2026-10-23'
const second = '2027-01-20'

test.each([
  ['before any run', [], '2026-10-23', 'return-not-triggered'],
  ['the day before the tenth day', [[first, 'due']], '2026-10-22', 'return-not-triggered'],
  ['on the tenth day', [[first, 'due']], '2026-10-23', 'accepted'],
  ['late', [[first, 'overdue']], '2026-12-01', 'accepted'],
  ['tomorrow', [[first, 'due']], '2027-01-30', 'in-the-future'],
  [
    'for the first of two runs',
    [
      [first, 'overdue'],
      [second, 'due'],
    ],
    '2026-11-02',
    'accepted',
  ],
  [
    'for the second, the first never sent',
    [
      [first, 'overdue'],
      [second, 'due'],
    ],
    '2027-01-21',
    'accepted',
  ],
  [
    'again for the first, the second open',
    [
      [first, 'done'],
      [second, 'due'],
    ],
    '2026-11-02',
    'return-sent-already',
  ],
  [
    'again for the second, the first open',
    [
      [first, 'overdue'],
      [second, 'done'],
    ],
    '2027-01-21',
    'return-sent-already',
  ],
] as const)('a return sent %s', (_, runs, on, expected) => {
  const decision = sendReturn(caseWith(...runs), { on, how: 'by post', words: '' }, 'grace')
  expect('refused' in decision ? decision.refused : 'accepted').toBe(expected)
})

test('without a calendar no return is known to be owed', () => {
  const now = { ...caseWith(), answer: null }
  expect(returnsOwed(now)).toEqual([])
  expect(sendReturn(now, { on: first, how: 'by post', words: '' }, 'grace')).toEqual({
    refused: 'return-not-triggered',
  })
})

test('the days that brought about what is still owed', () => {
  expect(returnsOwed(caseWith([first, 'done'], [second, 'due']))).toEqual([second])
})
