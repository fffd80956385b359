// For how long has a child been missing education on the day of the count?
// Whole days, and a band begins on the day it names: 8 weeks is “8 to 12 weeks” and no longer “4 to 8 weeks”.
import { type DateText, dayNumber } from '../calendar/date.ts'
import type { Rule } from './rule.ts'
import { missingEducationCollection } from './source.ts'

export const missingEducationTime = {
  id: 'missing-education-time',
  name: 'How long a child has been missing education',
  says: 'Each term the authority says for how long each child missing education on the day of the count has been so, in bands of weeks.',
  source: missingEducationCollection('length of time missing education'),
  kind: 'must',
  standing: 'national-guide',
  inForce: { from: '2024-09-01', until: null },
  owedBy: 'authority',
  counted: 'from the day the child began to miss education to the day of the count',
  ourReading:
    'The edges of the bands are not stated: here each begins with its first week in and ends before its last. The days of the count for 2026/27 are not known to us and are entered.',
  workedExample:
    'A child has been off roll since Monday 16 November 2026. On a day of the count of Thursday 21 January 2027 that is 66 days, “8 to 12 weeks”.',
} as const satisfies Rule

export const missingEducationBands = [
  'Less than 2 weeks',
  '2 to 4 weeks',
  '4 to 8 weeks',
  '8 to 12 weeks',
  '12 to 26 weeks',
  '26 to 52 weeks',
  'Over 52 weeks',
  'Unknown',
] as const
export type MissingEducationBand = (typeof missingEducationBands)[number]

const weeksToPass = [2, 4, 8, 12, 26, 52]

/** The band of a child on the day of the count; unknown without a first day, or with one that is yet to come. */
export function missingEducationBand(since: DateText | null, countedOn: DateText): MissingEducationBand {
  if (since === null || since > countedOn) return 'Unknown'
  const days = dayNumber(countedOn) - dayNumber(since)
  return missingEducationBands[weeksToPass.filter((weeks) => days >= weeks * 7).length]!
}
