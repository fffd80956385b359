// The return for ten school days of unauthorised absence as it was until 18 August 2024.
// The regulation left the interval to school and authority and named no longest one; a month came in 2024.
import { type SchoolDays, schoolDays } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { registrationRegulations2006 } from './source.ts'

export const attendanceReturnOf2006 = {
  id: 'attendance-return-2006',
  name: 'Attendance return, as it was until 18 August 2024',
  says: 'When a child of compulsory school age has been away unauthorised for ten school days running, the school names them in a return to the authority, at the interval on which the two have agreed.',
  source: registrationRegulations2006('12', 'regulation 12(1)', true),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2006-09-01', until: '2024-08-18' },
  owedBy: 'school',
  schoolDays: schoolDays(10),
  calendarMonths: 1,
  counted: 'the first day of the run is day 1, and the month begins on day 10',
  ourReading:
    'The regulation named no longest interval. We show one month after the tenth day, as the law has it since. The day on which the tenth school day was reached says which law holds.',
  workedExample:
    'A child is away from Monday 3 June 2024, every session marked O. Friday 14 June is the tenth school day. We show Sunday 14 July as the latest day for the return.',
} as const satisfies DutyRule & { schoolDays: SchoolDays; calendarMonths: number }
