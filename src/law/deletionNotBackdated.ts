// A name is deleted on the day it is deleted: the register cannot be changed for days that are over.
import type { DateText } from '../calendar/date.ts'
import type { Rule } from './rule.ts'
import { registrationRegulations } from './source.ts'

export const deletionNotBackdated = {
  id: 'deletion-not-backdated',
  name: 'No deletion for a day that is over',
  says: 'A deletion takes effect on the day it is made and never on an earlier one.',
  source: registrationRegulations('9', 'regulation 9, as councils quote the Department for Education', false),
  kind: 'must',
  standing: 'law',
  inForce: { from: '2024-08-19', until: null },
  owedBy: 'school',
  counted: 'the day of the deletion itself',
  workedExample:
    'On Tuesday 17 November 2026 a deletion is entered for Monday 16 November: refused. Entered for Tuesday 17 November it stands.',
} as const satisfies Rule

/** Whether a deletion made today would be for a day that is over. */
export function isBackdated(deletedOn: DateText, today: DateText): boolean {
  return deletedOn < today
}
