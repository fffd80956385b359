// What would chance say? The same answer to the same question, for ever: nothing here reads a random source.

/** Draws numbers from 0 up to, not including, 1, one after the other. */
export type Chance = () => number

/** A row of draws that belongs to a text. Two texts give rows that have nothing to do with each other. */
export function chanceOf(text: string): Chance {
  let state = hashOf(text)
  // mulberry32: small, fast, and even enough for an invented town.
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One of a list, each as likely as the others. */
export function oneOf<Thing>(things: readonly Thing[], chance: Chance): Thing {
  return things[Math.floor(chance() * things.length)]!
}

/** One of a list of pairs of a thing and its weight. */
export function weighted<Thing>(pairs: readonly (readonly [Thing, number])[], chance: Chance): Thing {
  let left = chance() * pairs.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [thing, weight] of pairs) {
    left -= weight
    if (left < 0) return thing
  }
  return pairs.at(-1)![0]
}

/** A whole number from `least` to `most`, both in. */
export function between(least: number, most: number, chance: Chance): number {
  return least + Math.floor(chance() * (most - least + 1))
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
