// Ground I: twenty school days away and nobody can find the child, or both agree that no return is to be expected.
// Only G, N and O count, for the whole of every day; one other code anywhere in it and the run begins again.
import { type Counted, type DayRun, nthDayOf } from '../calendar/counting.ts'
import { schoolDays } from '../calendar/date.ts'
import type { RemovalRule } from './removalRule.ts'
import { registrationRegulations } from './source.ts'
import { whereaboutsUnknownDeletionOf2006 } from './whereaboutsUnknownDeletionOf2006.ts'

export const whereaboutsUnknownDeletion = {
  id: 'ground-i',
  name: 'Ground I: away for twenty school days',
  says: 'A name is deleted when the child has been away for twenty school days running with codes G, N or O only, the school has no reason to believe in sickness or an unavoidable cause, and school and authority have jointly tried to find out where the child is and how they are.',
  source: registrationRegulations('9', 'regulation 9(1)(i)', false),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  replaces: whereaboutsUnknownDeletionOf2006,
  owedBy: null,
  schoolDays: schoolDays(20),
  effortsFor: 'whereabouts-and-circumstances',
  permitsFoundAndAgreed: true,
  counted: 'the first day of the run is day 1',
  ourReading:
    'The count alone permits nothing: people at school and authority look, decide and sign. A day counts when every session of it is G, N or O. Weekends, holidays, INSET days and planned closures do not count and do not break the run, nor does the end of a term or school year. Where the school was unexpectedly shut (Y3, Y4) a person looks first.',
  workedExample:
    'A child is away from Monday 12 October 2026, every session marked G, N or O. Monday 16 November is school day 20, the first on which removal may be considered. If Tuesday 20 October is marked I, the count begins again on Wednesday 21 October and day 20 is Wednesday 25 November.',
} as const satisfies RemovalRule

/** The twentieth school day of the run, counting on after it while it is shorter. */
export function twentiethSchoolDay(run: DayRun): Counted {
  return nthDayOf(run, whereaboutsUnknownDeletion.schoolDays)
}
