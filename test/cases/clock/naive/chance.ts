// How does a random input come about again from two numbers? A generator that is the same on every machine.

export interface Chance {
  /** A whole number, from and to included. */
  whole(from: number, to: number): number
  /** True once in so many. */
  oneIn(times: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** So many items at most, of a maker. */
  upTo<Item>(most: number, make: () => Item): Item[]
}

export function chanceOf(seed: number, index: number): Chance {
  // Mulberry32, from a mixture of both numbers.
  let state = (Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul((index + 1) | 0, 0x85ebca6b)) | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    whole,
    oneIn: (times) => whole(1, times) === 1,
    pick: (items) => items[whole(0, items.length - 1)]!,
    upTo: (most, make) => Array.from({ length: whole(0, most) }, make),
  }
}
