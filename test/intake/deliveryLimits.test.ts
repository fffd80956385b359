// How much comes in at one door, also when the clock is put back?
import { expect, test } from 'vitest'
import { openDoor } from '../../src/intake/deliveryLimits.ts'

const limit = { aMinute: 60, burst: 2 }

test('a clock that is put back fills nothing, and what was spent comes back with the time after that', () => {
  const door = openDoor({ signed: limit, asking: limit, refused: limit })
  const answers = ['10:00:00', '10:00:00', '10:00:00', '09:00:00', '09:00:01', '09:00:01'].map((time) =>
    door.signed('a', `2026-10-14T${time}.000Z`),
  )
  expect(answers).toEqual([null, null, 1, 1, null, 1])
  expect(door.signed('b', '2026-10-14T09:00:01.000Z')).toBeNull()
})
