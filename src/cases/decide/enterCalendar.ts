// May this calendar be entered, in place of the one that stands?
import { type CalendarFault, calendarFaults } from '../../calendar/calendarFaults.ts'
import type { CalendarSource, CalendarYear } from '../../calendar/calendarInForce.ts'
import { daysInOrder, isSameCalendar } from '../../calendar/calendarVersions.ts'
import type { Refusal } from '../refusals.ts'

/** What somebody enters: one academic year whole, and which version of it was in force when they began (null: none). */
export interface CalendarEntry extends Pick<CalendarYear, 'academicYear' | 'terms' | 'closed' | 'registersClose'> {
  readonly schoolUrn: string
  readonly source: Exclude<CalendarSource, 'mis'>
  readonly reason: string
  readonly seenPublishedAt: string | null
}

/** `faults` is empty but with 'calendar-wrong'. */
export interface CalendarRefused {
  readonly refused: Refusal
  readonly faults: readonly CalendarFault[]
}

/** The version in force, with who entered it. */
export interface CalendarStanding extends CalendarYear {
  readonly enteredBy: string | null
}

/**
 * The entry in the form in which it is kept; `isRepeated` when the same person has entered the same since they began, by a
 * second press. Refused without a reason for changing a year that has a calendar.
 */
export function enterCalendar(
  entry: CalendarEntry,
  inForce: CalendarStanding | null,
  by: string,
): { readonly accepted: CalendarEntry; readonly isRepeated: boolean } | CalendarRefused {
  const tidy: CalendarEntry = { ...entry, ...daysInOrder(entry), reason: entry.reason.trim() }
  const isSame = inForce !== null && isSameCalendar(daysInOrder(inForce), tidy)
  if ((inForce?.publishedAt ?? null) !== entry.seenPublishedAt) {
    return isSame && inForce.enteredBy === by ? { accepted: tidy, isRepeated: true } : refusedAs('changed-meanwhile')
  }
  // Of the entry as it was typed, so that each fault has its place there.
  const faults = calendarFaults(entry)
  if (faults.length > 0) return refusedAs('calendar-wrong', faults)
  if (isSame) return refusedAs('calendar-unchanged')
  if (inForce && tidy.reason === '') return refusedAs('calendar-reason-needed')
  return { accepted: tidy, isRepeated: false }
}

function refusedAs(refused: Refusal, faults: readonly CalendarFault[] = []): CalendarRefused {
  return { refused, faults }
}
