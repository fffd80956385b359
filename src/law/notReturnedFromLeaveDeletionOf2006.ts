// Ground H as it was until 18 August 2024: ten school days after a long leave, and the child could not be found.
// It was for leave of more than ten school days, which the length of the leave decides and no count here knows.
import { schoolDays } from '../calendar/date.ts'
import type { RemovalRule } from './removalRule.ts'
import { registrationRegulations2006 } from './source.ts'

export const notReturnedFromLeaveDeletionOf2006 = {
  id: 'ground-h-2006',
  name: 'Ground H, as it was until 18 August 2024',
  says: 'A name is deleted when the child has not attended within the ten school days after a long leave ended, the school has no reason to believe in sickness or an unavoidable cause, and school and authority have made reasonable enquiries together and failed to find out where the child is.',
  source: registrationRegulations2006('8', 'regulation 8(1)(f), as amended by SI 2016/792', false),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2016-09-01', until: '2024-08-18' },
  owedBy: null,
  schoolDays: schoolDays(10),
  effortsFor: 'whereabouts',
  permitsFoundAndAgreed: false,
  counted: 'the first school day after the leave is day 1',
  ourReading:
    'Only the whereabouts were asked for, so a child who was found stayed on the register. The day of the decision says which law holds. As made, this ground was for leave of more than ten school days given for a holiday: how long the leave was is for people to look at.',
  workedExample:
    'Leave ends on Friday 14 June 2024 and the child does not come back on Monday 17 June. Friday 28 June is the tenth school day. If both sign that day that the child was found and agree that no return is to be expected, the name stays.',
} as const satisfies RemovalRule
