// When was that, in the one form in which instants are compared as text? UTC, with milliseconds and Z.
import { epochMilliseconds, instantText } from '../calendar/londonTime.ts'

const inUtc = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/

/** The instant in UTC to the millisecond. The text must be an instant with Z or an offset; most come as they are wanted. */
export function utcText(instant: string): string {
  const parts = inUtc.exec(instant) ?? inUtc.exec(instantText(epochMilliseconds(instant)))!
  return `${parts[1]}.${(parts[2] ?? '').padEnd(3, '0').slice(0, 3)}Z`
}

/** The instant so many milliseconds before. */
export function instantBefore(instant: string, milliseconds: number): string {
  return utcText(instantText(epochMilliseconds(instant) - milliseconds))
}
