// How many of a school's pupils does somebody have to find out about? In counts, for the authority.
import type { AskedCount } from '../../storage/askedAboutStore.ts'

/** The counts in words, one a line; none where there is nothing to find out. */
export function askedWords(count: AskedCount | undefined): string[] {
  if (!count) return []
  const { starters, leavers, onTwoRolls } = count
  return [
    ...(starters > 0 ? [`${starters} expected to start and not here`] : []),
    ...(leavers > 0 ? [`${leavers} left, and nobody has said where to`] : []),
    ...(onTwoRolls > 0 ? [`${onTwoRolls} also on the roll of another school`] : []),
  ]
}
