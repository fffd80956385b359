// Ground I: twenty school days away and nobody can find the child, or both agree that no return is to be expected.
// Only G, N and O count, for the whole of every day; one other code anywhere in it and the run begins again.
import { type Counted, type DayRun, nthDayOf } from '../calendar/counting.ts'
import { type SchoolDays, schoolDays } from '../calendar/date.ts'
import type { Rule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const whereaboutsUnknownDeletion = {
  id: 'ground-i',
  says: 'A name is deleted when the child has been away for twenty school days running with codes G, N or O only, the school has no reason to believe in sickness or an unavoidable cause, and school and authority have jointly tried to find out where the child is and how they are.',
  source: registrationRegulations('9', 'regulation 9(1)(i)', false),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: null,
  schoolDays: schoolDays(20),
} as const satisfies Rule & { schoolDays: SchoolDays }

/** The twentieth school day of the run, counting on after it while it is shorter. */
export function twentiethSchoolDay(run: DayRun): Counted {
  return nthDayOf(run, whereaboutsUnknownDeletion.schoolDays)
}
