// What did the marks do to this date? Sentences: which mark ended the count, which day was passed over, where it began again.
import { type DateText, dateText, dayNumber } from '../../calendar/date.ts'
import { indexOnOrAfter, type SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { whereaboutsUnknownDeletion } from '../../law/whereaboutsUnknownDeletion.ts'
import type { Deadline } from './calculatorDeadline.ts'
import { codesOf, effectOf, isShutOnly, type MarkedDay, needsLook } from './calculatorMarkDays.ts'
import type { Question } from './calculatorRuns.ts'
import type { StripPart } from './calculatorStrip.ts'
import { calculatorDay } from './calculatorWords.ts'

const mostNamed = 4

/** A sentence for each thing that the marks did to a deadline, none where there are no marks. `strip` are its days. */
export function effectsOf(question: Question, deadline: Deadline, strip: readonly StripPart[]): string[] {
  if (question.days.size === 0) return []
  const { count } = deadline
  const sentences =
    count === null
      ? effectsOnCodeN(question, deadline)
      : [...beforeIt(question, deadline, strip), ...within(question, deadline, strip), ...afterIt(question, deadline)]
  return sentences.length > 0 ? sentences : ['Your marks do not change this date.']
}

/** Why a person must look at ground I before its count is called ended: the school was shut. Null where nobody need. */
export function lookFirst(question: Question, deadline: Deadline): string | null {
  if (deadline.count !== 'groundI') return null
  const shut = [...question.days.values()].filter(needsLook)
  if (shut.length === 0) return null
  const { calendar, lastOn } = question
  const end = deadline.on ?? dateText(dayNumber(lastOn) + 1)
  const from = indexOnOrAfter(calendar, dayNumber(shut[0]!.on))
  const looksFrom = calendar.dates
    .slice(from)
    .filter((on) => on < end && mayBeTwenty(question, on))
    .find((on) => question.asOf(on).removal.groundI.status === 'needs-review')
  if (looksFrom === undefined) return null
  const named = marksInWords(
    question,
    shut.filter(({ on }) => on <= looksFrom),
  )
  return `The school was shut (${named}), and the regulations do not say whether such a day ends the count. If it does not, day 20 may be as early as ${calculatorDay(looksFrom)}. The later date is shown here.`
}

// Before twenty school days without any other code there is nothing to look at, and the clock need not be asked.
function mayBeTwenty({ calendar, days, firstOn }: Question, on: DateText): boolean {
  const first = indexOnOrAfter(calendar, dayNumber(firstOn))
  let length = 0
  for (
    let index = indexOnOrAfter(calendar, dayNumber(on));
    index >= first && length < whereaboutsUnknownDeletion.schoolDays;
    index--
  ) {
    const day = days.get(calendar.dates[index]!)
    const effect = effectOf(day, 'groundI')
    if (effect === 'no-school') continue
    if (effect === 'ends' && !isShutOnly(day!)) return false
    length++
  }
  return length >= whereaboutsUnknownDeletion.schoolDays
}

function beforeIt(question: Question, deadline: Deadline, strip: readonly StripPart[]): string[] {
  const again = deadline.startedOn ?? startOfLast(strip)
  const endings = question.endings[deadline.count!].filter(({ on }) => again === null || on < again)
  if (endings.length === 0) return []
  const named = capital(namedMarks(question, endings))
  const firstEnd = strip.findIndex((part) => !part.isCounted && part.isEnd === true)
  const hasCounted = strip.slice(0, firstEnd).some(({ isCounted }) => isCounted)
  if (again === null) return [`${named} ended the count. No later day of your term dates counts.`]
  if (!hasCounted && endings.length === 1)
    return [`${named} keeps that day from counting. The count begins on ${calculatorDay(again)}.`]
  return [`${named} ended the count; it begins again on ${calculatorDay(again)}.`]
}

function within(question: Question, deadline: Deadline, strip: readonly StripPart[]): string[] {
  const [first, last] = [strip[0], strip.at(-1)]
  if (!first || !last) return []
  const [from, to] = [first.isCounted ? first.on : first.from, last.isCounted ? last.on : last.to]
  const days = [...question.days.values()].filter(({ on }) => from <= on && on <= to)
  const of = (effect: ReturnType<typeof effectOf>) => days.filter((day) => effectOf(day, deadline.count!) === effect)
  const say = (marked: MarkedDay[], one: string, more: string) =>
    marked.length === 0 ? [] : [`${capital(namedMarks(question, marked))} ${marked.length === 1 ? one : more}`]
  // Every day of the calendar counts, whatever its mark, unless the mark ends the absence.
  if (deadline.countsOn === 'calendar days') return []
  const isNone = ': nobody could attend, so the day is skipped and the count goes on.'
  const isClosed = ': there is no school that day, so it is skipped and the count goes on.'
  return [
    ...say(of('passed-over'), `does not end the count${isNone}`, `do not end the count${isNone}`),
    ...say(of('no-school'), `does not end the count${isClosed}`, `do not end the count${isClosed}`),
    ...say(of('counts'), 'does not end the count: that day counts.', 'do not end the count: those days count.'),
  ]
}

function afterIt(question: Question, deadline: Deadline): string[] {
  const { on, next, name } = deadline
  if (on === null) return []
  const endings = question.endings[deadline.count!].filter(
    (day) => day.on > on && (next === null || day.on < next.startedOn),
  )
  if (endings.length === 0) return []
  const does =
    endings.length === 1 ? 'comes after this date and ends the count' : 'come after this date and end the count'
  const mark = `${capital(namedMarks(question, endings))} ${does}`
  if (next === null) return [`${mark}.`]
  const reached = next.on === null ? '' : ` and reaches ${name.toLowerCase()} on ${calculatorDay(next.on)}`
  return [`${mark}. A new count begins on ${calculatorDay(next.startedOn)}${reached}.`]
}

function effectsOnCodeN(question: Question, { startedOn, working }: Deadline): string[] {
  const closed = [...question.days.values()].filter(
    (day) => effectOf(day, 'absence') === 'no-school' && working.skipped.some(({ on }) => on === day.on),
  )
  return [
    ...(startedOn !== null && startedOn !== question.firstOn
      ? [`The first session marked N is on ${calculatorDay(startedOn)}.`]
      : []),
    ...(closed.length > 0 ? [`There is no school with ${namedMarks(question, closed)}: skipped.`] : []),
  ]
}

function startOfLast(strip: readonly StripPart[]): DateText | null {
  const lastEnd = strip.findLastIndex((part) => !part.isCounted && part.isEnd === true)
  const first = strip.slice(lastEnd + 1).find((part) => part.isCounted)
  return first?.isCounted ? first.on : null
}

function namedMarks(question: Question, marked: readonly MarkedDay[]): string {
  return `the ${marked.length === 1 ? 'mark' : 'marks'} ${marksInWords(question, marked)}`
}

function capital(sentence: string): string {
  return `${sentence[0]!.toUpperCase()}${sentence.slice(1)}`
}

/** 'I on Tuesday 20 October', 'U from Monday 2 November to Friday 6 November and I on Monday 9 November', and how many more. */
function marksInWords({ calendar }: Question, marked: readonly MarkedDay[]): string {
  const groups: { codes: string; from: DateText; to: DateText }[] = []
  for (const day of marked) {
    const codes = codesOf(day)
    const last = groups.at(-1)
    if (last?.codes === codes && areNeighbours(calendar, last.to, day.on)) last.to = day.on
    else groups.push({ codes, from: day.on, to: day.on })
  }
  const words = groups
    .slice(0, mostNamed)
    .map(({ codes, from, to }) =>
      from === to
        ? `${codes} ${/ in the /.test(codes) ? 'of' : 'on'} ${calculatorDay(from)}`
        : `${codes} from ${calculatorDay(from)} to ${calculatorDay(to)}`,
    )
  const more = groups.length - mostNamed
  if (more > 0) return `${words.join(', ')} and ${more} more`
  return words.join(', ').replace(/, ([^,]+)$/, ' and $1')
}

function areNeighbours(calendar: SchoolCalendar, one: DateText, other: DateText): boolean {
  return indexOnOrAfter(calendar, dayNumber(one)) + 1 === indexOnOrAfter(calendar, dayNumber(other))
}
