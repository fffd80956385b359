// The second school day: the authority’s officer for children missing education hears of the absence.
// Telling the Education Welfare Service is enough, for it sits beside the officer.
import { type Counted, type DayRun, nthDayOf } from '../calendar/counting.ts'
import { type SchoolDays, schoolDays } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { localProcedure } from './source.ts'

export const cmeOfficerTold = {
  id: 'cme-officer-told',
  name: 'Officer for children missing education told',
  says: 'On the second school day of an unexplained absence, the school tells the authority’s officer for children missing education.',
  source: localProcedure('Part on children missing from education, days 2 to 28'),
  kind: 'should',
  standing: 'local-procedure',
  inForce: { from: '2024-10-01', until: null },
  owedBy: 'school',
  schoolDays: schoolDays(2),
  counted: 'the first day of the absence is day 1',
  workedExample:
    'A child is first absent on Monday 12 October 2026. The officer is told on Tuesday 13 October, unless the Education Welfare Service has been told.',
} as const satisfies DutyRule & { schoolDays: SchoolDays }

/** The second school day of the absence. */
export function cmeOfficerToldDue(absence: DayRun): Counted {
  return nthDayOf(absence, cmeOfficerTold.schoolDays)
}
