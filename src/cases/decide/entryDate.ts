// Can what was done for a case have been done on this day? Not ahead of time, and not before the child was away.
import type { CaseNow } from '../caseNow.ts'
import type { Refusal } from '../refusals.ts'

/** Why the day cannot be right, or null. A case may hold several runs of days: its first day is that of the first. */
export function whyNotOn(now: Pick<CaseNow, 'events' | 'summary' | 'today'>, on: string): Refusal | null {
  if (on > now.today) return 'in-the-future'
  return on < firstDayOf(now) ? 'before-the-absence' : null
}

/** The first day away of everything in this case. */
export function firstDayOf({ events, summary }: Pick<CaseNow, 'events' | 'summary'>): string {
  const began = events.flatMap((event) =>
    event.what === 'absence-began' || event.what === 'absence-began-again' ? (event.details.firstOn ?? []) : [],
  )
  return [summary.beganOn, ...began].sort()[0]!
}
