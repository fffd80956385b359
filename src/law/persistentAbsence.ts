// How much school has the child missed? A tenth is persistent, half is severe.
// By exact fraction: 7 of 70 is a tenth, and no rounding makes 9.9 per cent one.
import type { Rule } from './rule.ts'

export const persistentAbsence = {
  id: 'persistent-absence',
  name: 'Persistent and severe absence',
  says: 'A child who misses a tenth or more of the possible sessions is persistently absent; half or more, severely absent.',
  source: {
    instrument: 'Pupil absence statistics (Department for Education), methodology',
    provision: 'persistent and severe absence',
    url: 'https://explore-education-statistics.service.gov.uk/methodology/pupil-absence-statistics-methodology',
    confirmed: true,
  },
  kind: 'should',
  standing: 'statutory-guidance',
  inForce: { from: '2024-08-19', until: null },
  owedBy: null,
  persistentFromPercent: 10,
  severeFromPercent: 50,
  counted: 'of the possible sessions, as an exact fraction',
  ourReading:
    'Sessions on which the child could not be expected (codes Y, Q, D, X and #) are left out of both numbers. Nothing is rounded.',
  workedExample:
    'A pupil had 76 possible sessions up to Friday 23 October 2026. Missing 8 of the 76 is persistent absence, missing 7 is not. Missing 38 is severe.',
} as const satisfies Rule & { persistentFromPercent: number; severeFromPercent: number }

export type AbsenceBand = 'none' | 'persistent' | 'severe'

/** The band of so many absent of so many possible sessions; none when no session was possible. */
export function absenceBand(absentSessions: number, possibleSessions: number): AbsenceBand {
  if (possibleSessions === 0) return 'none'
  const isAtLeast = (percent: number) => absentSessions * 100 >= possibleSessions * percent
  if (isAtLeast(persistentAbsence.severeFromPercent)) return 'severe'
  return isAtLeast(persistentAbsence.persistentFromPercent) ? 'persistent' : 'none'
}
