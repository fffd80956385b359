// A child is missing once at a time: no episode begins while another is open, and no two overlap.
import type { DateText } from '../calendar/date.ts'
import type { Rule } from './rule.ts'
import { lookedAfterReturn } from './source.ts'

export const missingEpisodesApart = {
  id: 'missing-episodes-apart',
  name: 'One missing episode at a time',
  says: 'The episodes in which a looked-after child was missing do not overlap, and none begins while another is still open.',
  source: lookedAfterReturn('missing episodes, checks on their dates'),
  kind: 'must',
  standing: 'national-guide',
  inForce: { from: '2022-04-01', until: null },
  owedBy: 'authority',
  counted: 'from the start of an episode to the return',
  ourReading: 'A child who comes back and goes again the same day has two episodes that touch and do not overlap.',
  workedExample:
    'A child is missing from Monday 2 November 2026 to Thursday 5 November. An episode from Wednesday 4 November to Friday 6 November is refused; one that begins on Thursday 5 November is not.',
} as const satisfies Rule

/** A missing episode; `to` is null while the child is missing. */
export interface MissingSpan {
  readonly from: DateText
  readonly to: DateText | null
}

/** Pairs of episodes that overlap, by their places in the list; empty when all stand apart. */
export function overlappingEpisodes(episodes: readonly MissingSpan[]): readonly (readonly [number, number])[] {
  const isBefore = (one: MissingSpan, other: MissingSpan) => one.to !== null && one.to <= other.from
  return episodes.flatMap((one, index) =>
    episodes.flatMap((other, place): (readonly [number, number])[] =>
      place > index && !isBefore(one, other) && !isBefore(other, one) ? [[index, place]] : [],
    ),
  )
}
