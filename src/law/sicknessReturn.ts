// Fifteen days of illness in a school year, had or foreseen: the school tells the authority.
// It is due when the school believes it, not when the fifteenth day has passed.
import { type DateText, type SchoolDays, schoolDays } from '../calendar/date.ts'
import type { DutyRule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const sicknessReturn = {
  id: 'sickness-return',
  name: 'Sickness return',
  says: 'When a child of compulsory school age has been ill for 15 school days in a school year, or the school believes they will be, the school sends the authority a return.',
  source: registrationRegulations('13', 'regulation 13(6) to (11), sickness', false),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  schoolDays: schoolDays(15),
  counted: 'within one school year, running or not',
  ourReading: 'A day counts when every session of it is marked I. A half day does not.',
  workedExample:
    'A child was ill for 8 school days from Monday 7 September 2026 to Wednesday 16 September. On Monday 9 November the child is ill again, with a note to Friday 27 November. The return is due on Monday 9 November, when the school believes that there will be 15 days.',
} as const satisfies DutyRule & { schoolDays: SchoolDays }

/**
 * The day the return is due: the fifteenth day of illness, or the day the school believed that there would be fifteen,
 * whichever comes first of those on which the child is of compulsory school age; null when neither has come.
 */
export function sicknessReturnDue(
  illDays: readonly DateText[],
  foreseen: { readonly believedOn: DateText; readonly daysToCome: readonly DateText[] } | null,
  isOfAge: (date: DateText) => boolean,
): DateText | null {
  const enough = sicknessReturn.schoolDays
  const reached = illDays.length >= enough ? illDays[enough - 1]! : null
  const believed = foreseen && illDays.length + foreseen.daysToCome.length >= enough ? foreseen.believedOn : null
  const possible = [reached, believed].filter((date) => date !== null && isOfAge(date)) as DateText[]
  return possible.sort()[0] ?? null
}

/** The 1 September on which the school year of a date began. */
export function schoolYearStart(date: DateText): DateText {
  const year = Number(date.slice(0, 4))
  return date.slice(5) >= '09-01' ? `${date.slice(0, 4)}-09-01` : `${String(year - 1).padStart(4, '0')}-09-01`
}
