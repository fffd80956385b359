// How was a date counted? The days in order: those counted with their number, those skipped with why, those that ended a count.
import type { Working } from '../../calendar/counting.ts'
import { type DateText, dateText, dayNumber, weekdayOf } from '../../calendar/date.ts'
import { schoolDayOn } from '../../calendar/schoolDay.ts'
import { type CountOfCodes, codesOf, effectOf, type MarkedDays } from './calculatorMarkDays.ts'
import type { Question } from './calculatorRuns.ts'

export type StripPart =
  | {
      readonly isCounted: true
      readonly number: number
      readonly on: DateText
      /** The codes of a day that counts and is not N throughout. */
      readonly codes?: string
    }
  | {
      readonly isCounted: false
      readonly from: DateText
      readonly to: DateText
      readonly because: string
      /** Whether the count ended there, and the next day that counts is day 1 again. */
      readonly isEnd?: true
    }

const mostShown = 100

/** As much of a strip as anybody reads: the last hundred parts, where marks make more. */
export function shownOfStrip(strip: readonly StripPart[]): readonly StripPart[] {
  return strip.length > mostShown ? strip.slice(-mostShown) : strip
}

/** The days of a working in order of date; neighbours skipped for the same reason are one part. `firstNumber` counts on. */
export function stripOf(working: Working, firstNumber = 1, marked: MarkedDays = new Map()): StripPart[] {
  const days = [
    ...working.counted.map((on, index) => ({ on, number: index + firstNumber, because: '' })),
    ...working.skipped.map(({ on, because }) => ({ on, number: 0, because })),
  ].sort((one, other) => (one.on < other.on ? -1 : 1))
  const parts: StripPart[] = []
  for (const { on, number, because } of days) {
    if (number > 0) parts.push(countedPart(number, on, marked))
    else addSkipped(parts, on, because)
  }
  return parts
}

/** The days up to a date over which the count ended, perhaps more than once: what came before the count that matters. */
export function stripBefore(
  question: Question,
  count: CountOfCodes,
  isEveryDay: boolean,
  before: DateText,
): StripPart[] {
  const { calendar, days, firstOn } = question
  const parts: StripPart[] = []
  let number = 0
  for (let day = dayNumber(firstOn); day < dayNumber(before); day++) {
    const on = dateText(day)
    const marked = days.get(on)
    const school = schoolDayOn(calendar, on)
    const effect = school.answer === 'yes' ? effectOf(marked, count) : 'no-school'
    if (effect === 'ends') {
      addSkipped(parts, on, codesOf(marked!), true)
      number = 0
    } else if (effect === 'counts' || (isEveryDay && number > 0)) parts.push(countedPart(++number, on, days))
    else if (weekdayOf(day) <= 5) addSkipped(parts, on, whySkipped(school, marked ? codesOf(marked) : null))
  }
  return parts
}

function whySkipped(school: ReturnType<typeof schoolDayOn>, codes: string | null): string {
  if (school.answer !== 'yes') return school.because
  return codes === '#' ? 'planned closure (#)' : `nobody could attend (${codes})`
}

function countedPart(number: number, on: DateText, marked: MarkedDays): StripPart {
  const day = marked.get(on)
  return { isCounted: true, number, on, ...(day ? { codes: codesOf(day) } : undefined) }
}

function addSkipped(parts: StripPart[], on: DateText, because: string, isEnd = false): void {
  const before = parts.at(-1)
  if (before && !before.isCounted && (before.isEnd ?? false) === isEnd && before.because === because)
    parts[parts.length - 1] = { ...before, to: on }
  else parts.push({ isCounted: false, from: on, to: on, because, ...(isEnd ? { isEnd } : undefined) })
}
