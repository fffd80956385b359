// How was a date counted? The days in order, those counted with their number, those skipped with why.
import type { Working } from '../../calendar/counting.ts'
import type { DateText } from '../../calendar/date.ts'

export type StripPart =
  | { readonly isCounted: true; readonly number: number; readonly on: DateText }
  | { readonly isCounted: false; readonly from: DateText; readonly to: DateText; readonly because: string }

/** The days of a working in order of date; neighbours skipped for the same reason are one part. `firstNumber` counts on. */
export function stripOf(working: Working, firstNumber = 1): StripPart[] {
  const days = [
    ...working.counted.map((on, index) => ({ on, number: index + firstNumber, because: '' })),
    ...working.skipped.map(({ on, because }) => ({ on, number: 0, because })),
  ].sort((one, other) => (one.on < other.on ? -1 : 1))
  const parts: StripPart[] = []
  for (const { on, number, because } of days) {
    const before = parts.at(-1)
    if (number > 0) parts.push({ isCounted: true, number, on })
    else if (before && !before.isCounted && before.because === because) parts[parts.length - 1] = { ...before, to: on }
    else parts.push({ isCounted: false, from: on, to: on, because })
  }
  return parts
}
