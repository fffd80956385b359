// A reason and its undoing, and the undoing of an attempt: what is accepted and what refused.
import { expect, test } from 'vitest'
import type { RecordedEvent } from '../../src/cases/attempts.ts'
import { giveReason } from '../../src/cases/decide/giveReason.ts'
import { withdrawContactAttempt } from '../../src/cases/decide/withdrawContactAttempt.ts'
import { withdrawReason } from '../../src/cases/decide/withdrawReason.ts'
import { newCase } from '../../src/storage/caseStore.ts'

const summary = { ...newCase('a', 'lucia', '100001').summary, version: 4 }
const flu = { seenVersion: 4, reason: 'Flu', whoSaid: 'Ana Ferreira', untilOn: '2026-10-14' }

test('a reason is dated today and holds until the day somebody named', () => {
  expect(giveReason(summary, flu, '2026-10-13')).toEqual({
    accepted: [
      {
        what: 'reason-given',
        details: { explainedOn: '2026-10-13', explainedUntil: '2026-10-14', reason: 'Flu', whoSaid: 'Ana Ferreira' },
      },
    ],
  })
})

test('a reason holds for 28 days at most', () => {
  const longest = giveReason(summary, { ...flu, untilOn: '2026-11-10' }, '2026-10-13')
  expect(longest).toHaveProperty('accepted')
  const longer = giveReason(summary, { ...flu, untilOn: '2026-11-11' }, '2026-10-13')
  expect(longer).toEqual({ refused: 'reason-too-long' })
})

test.each([
  ['the absence is over', { ...summary, endedOn: '2026-10-13' }, flu, 'absence-over'],
  ['somebody wrote meanwhile', summary, { ...flu, seenVersion: 3 }, 'changed-meanwhile'],
  ['it ended yesterday', summary, { ...flu, untilOn: '2026-10-12' }, 'reason-runs-out'],
] as const)('a reason is refused when %s', (_, absence, input, refusal) => {
  expect(giveReason(absence, input, '2026-10-13')).toEqual({ refused: refusal })
})

const written = { caseId: 'a', pupilId: 'lucia', at: '2026-10-13T08:47:00.000Z', by: 'grace', byName: 'Grace Osei' }
const attempt = { contactId: null, who: 'Ana', number: null, method: 'phone', outcome: 'no-answer', words: '' } as const
const events: RecordedEvent[] = [
  { ...written, version: 2, what: 'contact-attempted', details: attempt },
  { ...written, version: 3, what: 'contact-attempted', details: attempt },
  {
    ...written,
    version: 4,
    what: 'reason-given',
    details: { explainedOn: '2026-10-13', explainedUntil: null, reason: 'Flu', whoSaid: 'Ana' },
  },
  { ...written, version: 5, what: 'contact-attempt-withdrawn', details: { version: 3 } },
]

test('an attempt that stands can be undone, once', () => {
  expect(withdrawContactAttempt(events, { caseId: 'a', version: 2 })).toEqual({
    accepted: [{ what: 'contact-attempt-withdrawn', details: { version: 2 } }],
  })
  expect(withdrawContactAttempt(events, { caseId: 'a', version: 3 })).toEqual({ refused: 'nothing-to-withdraw' })
})

test('a reason is no attempt, and an attempt no reason', () => {
  expect(withdrawContactAttempt(events, { caseId: 'a', version: 4 })).toEqual({ refused: 'nothing-to-withdraw' })
  expect(withdrawReason(events, { caseId: 'a', version: 2 })).toEqual({ refused: 'nothing-to-withdraw' })
  expect(withdrawReason(events, { caseId: 'a', version: 4 })).toEqual({
    accepted: [{ what: 'reason-withdrawn', details: { version: 4 } }],
  })
})
