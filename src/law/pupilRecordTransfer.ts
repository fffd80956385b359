// The child has left: their record follows within fifteen school days, or goes to the lost-pupil store.
// The school days are those of the school that the child left.
import { type Counted, nthSchoolDayAfter } from '../calendar/counting.ts'
import { type DateText, dayNumber, type SchoolDays, schoolDays } from '../calendar/date.ts'
import type { SchoolCalendar } from '../calendar/schoolCalendar.ts'
import type { DutyRule } from './rule.ts'

export const pupilRecordTransfer = {
  id: 'pupil-record-transfer',
  name: 'Pupil’s record sent on',
  says: 'Within fifteen school days of a child ceasing to be a pupil, the school sends their record on.',
  source: {
    instrument: 'Education (Pupil Information) (England) Regulations 2005 (SI 2005/1437)',
    provision: 'regulation 9',
    url: 'https://www.legislation.gov.uk/uksi/2005/1437/regulation/9',
    confirmed: true,
  },
  kind: 'must',
  standing: 'law',
  inForce: { from: '2005-09-01', until: null },
  owedBy: 'school',
  schoolDays: schoolDays(15),
  counted: 'the day of leaving does not count, and the school days are those of the school left',
  workedExample: 'A child ceases to be a pupil on Monday 16 November 2026. The record is sent by Monday 7 December.',
} as const satisfies DutyRule & { schoolDays: SchoolDays }

/** The fifteenth school day after the day of leaving. Unknown where the calendar ends before it. */
export function pupilRecordTransferDue(calendar: SchoolCalendar, leftOn: DateText): Counted {
  return nthSchoolDayAfter(calendar, dayNumber(leftOn), pupilRecordTransfer.schoolDays)
}
