// When does an absence reach a date? Marks divide it into counts; the clock is asked of those that can reach it, and of no others.
import { addCalendarDays, calendarDays, type DateText, dayNumber } from '../../calendar/date.ts'
import { indexOnOrAfter } from '../../calendar/schoolCalendar.ts'
import type { ClockAnswer } from '../../cases/clock/clock.ts'
import { type CountOfCodes, dayBefore, effectOf } from './calculatorMarkDays.ts'
import type { Question } from './calculatorRuns.ts'

/** The school days from one mark that ends a count to the next. */
interface Stretch {
  readonly startedOn: DateText
  /** The last date before a mark ended it; the end of the calendar where none did. */
  readonly until: DateText
  readonly isEnded: boolean
  /** Its school days that count. */
  readonly schoolDays: number
  /** Whether some session is N or O: G alone says why the child is away, and nothing of an unexplained absence is owed. */
  readonly isUnsaid: boolean
}

/** How much of a stretch a date needs at the least, by the stretch's first day. */
export type AtLeast = (startedOn: DateText) => { readonly schoolDays: number } | { readonly calendarDays: number }

export interface Reached {
  /** The clock's answer in the count that matters; null where marks leave none. */
  readonly answer: ClockAnswer | null
  readonly startedOn: DateText | null
  readonly on: DateText | null
  /** The count that begins after a mark ended this one; `on` null when it gets nowhere. */
  readonly next: { readonly startedOn: DateText; readonly on: DateText | null } | null
}

/**
 * The count that reaches its date before a mark ends it, else the one still going at the end; and the count after it.
 * `dateOf` reads the date from an answer.
 */
export function reaching(
  question: Question,
  count: CountOfCodes,
  atLeast: AtLeast,
  dateOf: (answer: ClockAnswer) => DateText | null,
): Reached {
  const stretches = stretchesOf(question, count)
  const onOf = (stretch: Stretch) => {
    const mayOwe = count !== 'absence' || stretch.isUnsaid
    if (stretch.isEnded && !(mayOwe && isLongEnough(stretch, atLeast(stretch.startedOn)))) return null
    const on = dateOf(answerIn(question, stretch))
    return on !== null && (!stretch.isEnded || on <= stretch.until) ? on : null
  }
  const first = stretches.findIndex((stretch) => onOf(stretch) !== null)
  const at = first < 0 ? stretches.findLastIndex(({ isEnded }) => !isEnded) : first
  const stretch = stretches[at]
  if (stretch === undefined) return { answer: null, startedOn: null, on: null, next: null }
  const after = stretches[at + 1]
  return {
    answer: answerIn(question, stretch),
    startedOn: stretch.startedOn,
    on: onOf(stretch),
    next: after ? { startedOn: after.startedOn, on: onOf(after) } : null,
  }
}

function isLongEnough({ schoolDays, startedOn, until }: Stretch, needed: ReturnType<AtLeast>): boolean {
  if ('schoolDays' in needed) return schoolDays >= needed.schoolDays
  return dayNumber(until) - dayNumber(startedOn) + 1 >= needed.calendarDays
}

// What is owed from the second day on, the clock does not list on the first: begun on the last day, ask a day later.
function answerIn({ asOf, lastOn }: Question, { startedOn, until }: Stretch): ClockAnswer {
  return asOf(startedOn === lastOn ? addCalendarDays(lastOn, calendarDays(1)) : until)
}

/** Those on which some day counts, in order. */
function stretchesOf({ calendar, days, firstOn, lastOn }: Question, count: CountOfCodes): Stretch[] {
  const stretches: Stretch[] = []
  let startedOn: DateText | null = null
  let schoolDays = 0
  let isUnsaid = false
  for (let index = indexOnOrAfter(calendar, dayNumber(firstOn)); index < calendar.dates.length; index++) {
    const on = calendar.dates[index]!
    const day = days.get(on)
    const effect = effectOf(day, count)
    if (effect === 'counts') {
      startedOn ??= on
      schoolDays++
      isUnsaid ||= day === undefined || [day.morning, day.afternoon].some((code) => code === 'N' || code === 'O')
    }
    if (effect !== 'ends') continue
    if (startedOn !== null) stretches.push({ startedOn, until: dayBefore(on), isEnded: true, schoolDays, isUnsaid })
    startedOn = null
    schoolDays = 0
    isUnsaid = false
  }
  if (startedOn !== null) stretches.push({ startedOn, until: lastOn, isEnded: false, schoolDays, isUnsaid })
  return stretches
}
