// Missing, or away without authorisation? The yearly return knows these two, for looked-after children alone.
// It is not the police’s category, whatever the words have in common.
import type { Rule } from './rule.ts'
import { lookedAfterReturn } from './source.ts'

export const missingFromCareType = {
  id: 'missing-from-care-type',
  name: 'Missing, or away without authorisation',
  says: 'In the return on looked-after children an episode is recorded as missing (M) or as away from placement without authorisation (A), and as nothing else.',
  source: lookedAfterReturn('missing episodes, type'),
  kind: 'must',
  standing: 'national-guide',
  inForce: { from: '2022-04-01', until: null },
  owedBy: 'authority',
  counted: 'for each episode of a looked-after child',
  workedExample:
    'A looked-after child is away from their placement on Monday 2 November 2026. M and A are accepted for the episode; “absent” is refused. For a child who is not looked after there is no such entry.',
} as const satisfies Rule

export const missingFromCareTypes = { M: 'Missing', A: 'Away from placement without authorisation' } as const

/** Why an episode’s type cannot stand; null when it can. */
export function missingFromCareTypeFault(
  type: string,
  isLookedAfter: boolean,
): 'not-looked-after' | 'no-such-type' | null {
  if (!isLookedAfter) return 'not-looked-after'
  return Object.hasOwn(missingFromCareTypes, type) ? null : 'no-such-type'
}
