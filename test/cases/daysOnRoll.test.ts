// Newly on roll, day by day: worked examples, and the same as asking each day whether it is in the new time and not in the old.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysNewlyOnRoll } from '../../src/cases/daysOnRoll.ts'

const onRoll = (firstKnownOn: string, enteredOn: string | null, leftOn: string | null) => ({
  firstKnownOn,
  enteredOn,
  leftOn,
  asks: null as 'leaver' | null,
})
const goneNobodyKnowsWhere = (leftOn: string) => ({ ...onRoll('2026-09-01', null, leftOn), asks: 'leaver' as const })

test.each([
  [
    'a leaver is back',
    onRoll('2026-09-01', null, '2026-09-11'),
    onRoll('2026-09-01', null, null),
    [['2026-09-12', '9999-12-31']],
  ],
  [
    'left later than said',
    onRoll('2026-09-01', null, '2026-09-11'),
    onRoll('2026-09-01', null, '2026-09-16'),
    [['2026-09-12', '2026-09-17']],
  ],
  [
    'came earlier than said',
    onRoll('2026-09-01', '2026-09-14', null),
    onRoll('2026-09-01', '2026-09-08', null),
    [['2026-09-08', '2026-09-14']],
  ],
  ['left earlier than said', onRoll('2026-09-01', null, '2026-09-16'), onRoll('2026-09-01', null, '2026-09-11'), []],
  [
    'gone as was said, and now nobody knows where',
    onRoll('2026-09-01', null, '2026-09-11'),
    goneNobodyKnowsWhere('2026-09-11'),
    [['2026-09-12', '9999-12-31']],
  ],
  [
    'on roll, and now gone nobody knows where',
    onRoll('2026-09-01', null, null),
    goneNobodyKnowsWhere('2026-09-11'),
    [],
  ],
  ['where to is said', goneNobodyKnowsWhere('2026-09-11'), onRoll('2026-09-01', null, '2026-09-11'), []],
  ['nothing changed', onRoll('2026-09-01', null, null), onRoll('2026-09-01', null, null), []],
  [
    'both ends',
    onRoll('2026-09-01', '2026-09-08', '2026-09-09'),
    onRoll('2026-09-01', '2026-09-07', null),
    [
      ['2026-09-07', '2026-09-08'],
      ['2026-09-10', '9999-12-31'],
    ],
  ],
])('%s', (_, before, after, spans) => {
  expect(daysNewlyOnRoll(before, after).map(({ from, before: until }) => [from, until])).toEqual(spans)
})

test('each day, asked one by one, says the same', () => {
  const day = fc.integer({ min: 1, max: 20 }).map((number) => `2026-09-${String(number).padStart(2, '0')}`)
  const asks = fc.constantFrom(null, 'leaver' as const)
  const time = fc.record({ firstKnownOn: day, enteredOn: fc.option(day), leftOn: fc.option(day), asks })
  const isOn = (on: string, { firstKnownOn, enteredOn, leftOn, asks }: ReturnType<typeof onRoll>) =>
    on >= firstKnownOn && on >= (enteredOn ?? on) && (asks === 'leaver' || on <= (leftOn ?? on))
  fc.assert(
    fc.property(time, time, day, (before, after, on) => {
      const spans = daysNewlyOnRoll(before, after)
      expect(spans.some((span) => on >= span.from && on < span.before)).toBe(isOn(on, after) && !isOn(on, before))
    }),
    { numRuns: 2000, seed: 7 },
  )
})
