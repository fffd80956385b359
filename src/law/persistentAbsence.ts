// How much school has the child missed? A tenth is persistent, half is severe.
// By exact fraction: 7 of 70 is a tenth, and no rounding makes 9.9 per cent one.
import type { Rule } from './rule.ts'

export const persistentAbsence = {
  id: 'persistent-absence',
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
} as const satisfies Rule

export type AbsenceBand = 'none' | 'persistent' | 'severe'

/** The band of so many absent of so many possible sessions; none when no session was possible. */
export function absenceBand(absentSessions: number, possibleSessions: number): AbsenceBand {
  if (possibleSessions === 0) return 'none'
  if (absentSessions * 2 >= possibleSessions) return 'severe'
  return absentSessions * 10 >= possibleSessions ? 'persistent' : 'none'
}
