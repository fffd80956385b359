// Ground I as it was until 18 August 2024: the child could not be found, and nothing else would do.
// It had one limb: a child whose whereabouts were known kept the name on the register, whatever school and authority agreed.
import { schoolDays } from '../calendar/date.ts'
import type { RemovalRule } from './removalRule.ts'
import { registrationRegulations2006 } from './source.ts'

export const whereaboutsUnknownDeletionOf2006 = {
  id: 'ground-i-2006',
  name: 'Ground I, as it was until 18 August 2024',
  says: 'A name is deleted when the child has been away unauthorised for twenty school days running, the school has no reason to believe in sickness or an unavoidable cause, and school and authority have made reasonable enquiries together and failed to find out where the child is.',
  source: registrationRegulations2006('8', 'regulation 8(1)(h), as amended by SI 2016/792', false),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2016-09-01', until: '2024-08-18' },
  owedBy: null,
  schoolDays: schoolDays(20),
  effortsFor: 'whereabouts',
  permitsFoundAndAgreed: false,
  counted: 'the first day of the run is day 1',
  ourReading:
    'Only the whereabouts were asked for, so a child who was found stayed on the register. The day of the decision says which law holds. The days are counted as they are since: G, N and O for every session. The old words, “not authorised”, may have taken in code U too, on which the child came late.',
  workedExample:
    'A child is away from Monday 3 June 2024 to Tuesday 2 July 2024, every session marked O. Friday 28 June is school day 20. On Tuesday 2 July both sign that the child was not found: the name is deleted. Had they found the child and agreed that no return was to be expected, it would have stayed.',
} as const satisfies RemovalRule
