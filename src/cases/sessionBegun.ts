// Has this half of the school day begun? Before that, nobody can be missing from it.
import { londonTime } from '../calendar/londonTime.ts'
import type { Session } from './events.ts'

// No school's afternoon begins earlier, and nobody is present in a session to come.
const afternoonBegins = 12 * 3_600_000

/** Whether a session has begun at an instant. */
export function hasBegun(on: string, session: Session, at: string): boolean {
  const now = londonTime(at)
  return on < now.date || (on === now.date && (session === 'AM' || now.millisecondsOfDay >= afternoonBegins))
}
