// Do the engine and the naive implementation agree, case after case? Ends at the first case on which they do not.
import { type ClockInput, clock } from '../../../src/cases/clock/clock.ts'
import { readClockInput } from '../../../src/cases/clock/clockInput.ts'
import { type Corners, cornersOf, count } from './naive/corners.ts'
import { differencesFrom } from './naive/differences.ts'
import { naiveClock } from './naive/naiveClock.ts'
import { randomCase } from './naive/randomCase.ts'
import { shrink } from './naive/shrink.ts'

export interface Agreement {
  agreed: number
  corners: Corners
  disagreement: Disagreement | null
}

export interface Disagreement {
  seed: number
  index: number
  differences: readonly string[]
  /** The smallest part of the input that still disagrees. */
  input: ClockInput
}

/** Compares the cases of a seed, from one on; `after` hears of every thousand. */
export function compareCases(seed: number, from: number, cases: number, after: (agreed: number) => void): Agreement {
  const corners: Corners = new Map()
  for (let agreed = 0; agreed < cases; agreed++) {
    const input = randomCase(seed, from + agreed)
    const naive = naiveClock(input)
    if (differencesFrom(naive, clock(input)).length > 0) {
      return { agreed, corners, disagreement: disagreementOf(seed, from + agreed, input) }
    }
    count(corners, cornersOf(input, naive))
    if ((agreed + 1) % 1000 === 0) after(agreed + 1)
  }
  return { agreed: cases, corners, disagreement: null }
}

function disagreementOf(seed: number, index: number, input: ClockInput): Disagreement {
  const differences = (each: ClockInput) => differencesFrom(naiveClock(each), clock(each))
  const smallest = shrink(input, (smaller) => 'input' in readClockInput(smaller) && differences(smaller).length > 0)
  return { seed, index, input: smallest, differences: differences(smallest) }
}
