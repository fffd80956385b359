// A child whom other services already watch over is away unexplained: they are told the same day.
// A plan, care, need or youth justice: one of the four is enough.
import { type Counted, type DayRun, nthDayOf } from '../calendar/counting.ts'
import { type SchoolDays, schoolDays } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { attendanceGuidance } from './source.ts'

export const socialWorkerTold = {
  id: 'social-worker-told',
  name: 'Social worker told',
  says: 'When a child who is looked after, has a protection plan, is in need or is known to youth justice is away unexplained, the school tells their worker the same day.',
  source: attendanceGuidance('pupils with a social worker or a youth offending team worker'),
  kind: 'should',
  standing: 'statutory-guidance',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  schoolDays: schoolDays(1),
  counted: 'the first day of the absence is day 1',
  workedExample:
    'A child who is looked after is first absent on Monday 12 October 2026 and nobody knows why. Their social worker is told the same day.',
} as const satisfies DutyRule & { schoolDays: SchoolDays }

/** The day on which the worker is told: the first day of the absence. */
export function socialWorkerToldDue(absence: DayRun): Counted {
  return nthDayOf(absence, socialWorkerTold.schoolDays)
}
