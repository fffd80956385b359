// By which days and by which of the authority's numbers are the children of a school counted?
import type { SchoolsCalendar } from '../calendar/calendarInForce.ts'
import { type LocalPolicies, shippedPolicies } from '../law/localPolicy.ts'

/** The calendar in force of one school, with the authority's policy. */
export interface SchoolsDays extends SchoolsCalendar {
  readonly policies: LocalPolicies
}

/** The policy that goes with a school's days; what comes with the program where the school has none. */
export function policiesFor(days: SchoolsDays | null | undefined): LocalPolicies {
  return days?.policies ?? shippedPolicies
}
