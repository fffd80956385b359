// What does the page of dates show? Each date with its rule and its working, and what it was worked out from.

import { type BankHoliday, bankHolidayYears } from '../../calendar/bankHolidays.ts'
import { type DateText, dateText } from '../../calendar/date.ts'
import type { LocalPolicies } from '../../law/localPolicy.ts'
import type { ReadCalculator, TypedCalculator } from '../forms/calculator.ts'
import { codesOfRegister } from '../forms/calculatorMarks.ts'
import { deadlinesOf } from './calculatorDeadlines.ts'
import { isExample } from './calculatorExample.ts'
import { codesOf } from './calculatorMarkDays.ts'
import { type Question, questionOf } from './calculatorRuns.ts'
import { deadlineShown } from './calculatorShown.ts'
import { calculatorDate, calculatorPlainDate } from './calculatorWords.ts'

const mostNamed = 12

/** The dates of a question, as the page and the calendar file say them. */
export function calculatorAnswer(read: ReadCalculator, policies: LocalPolicies) {
  const question = questionOf(read.firstOn, read.calendar, read.marks, read.dateOfBirth, policies)
  return { question, deadlines: deadlinesOf(question).map((deadline) => deadlineShown(question, deadline)) }
}

/** The model of pages/deadlines.njk. `linkHref` is the whole address that asks the same question again; null where it holds too much. */
export function calculatorResult(
  typed: TypedCalculator,
  read: ReadCalculator,
  policies: LocalPolicies,
  bankHolidays: readonly BankHoliday[],
  linkHref: string | null,
) {
  const { calendar, firstOn } = read
  const { question, deadlines } = calculatorAnswer(read, policies)
  return {
    title: 'Dates worked out',
    firstOn,
    isExample: isExample(typed, read.terms),
    isAgeAssumed: read.dateOfBirth === null,
    hasBirth: read.dateOfBirth !== null,
    deadlines,
    dayTwenty: deadlines.find(({ isEarliest }) => isEarliest)!,
    hasDates: deadlines.some(({ status }) => status === 'known'),
    hasUnknown: deadlines.some(({ status }) => status !== 'known'),
    terms: [...read.terms].sort((one, other) => (one.from < other.from ? -1 : 1)),
    closedInTerm: [...calendar.closures.keys()]
      .sort((one, other) => one - other)
      .map((day) => ({ on: dateText(day), because: calendar.closures.get(day)! })),
    marks: [...question.days.values()].map((day) => ({ on: day.on, codes: codesOf(day) })),
    notes: notesOf(read, question, bankHolidays),
    linkHref,
    codes: codesOfRegister.join(' '),
    typed,
  }
}

function notesOf(
  { calendar, closed, bankHolidays, terms, marks, assumed }: ReadCalculator,
  { days }: Question,
  known: readonly BankHoliday[],
): string[] {
  const unused = calendar.unusedClosures
    .filter(({ index }) => index < closed.length)
    .map(({ index, because }) => `Not used: ${because.replace(closed[index]!.on, calculatorDate(closed[index]!.on))}`)
  const notes = [...yearsAssumed(assumed), ...unused]
  const years = terms.flatMap(({ from, to }) => [Number(from.slice(0, 4)), Number(to.slice(0, 4))])
  const { from, to } = bankHolidayYears(known)
  if (bankHolidays && years.some((year) => year < from || year > to)) {
    notes.push(`Bank holidays are known here for ${from} to ${to} only. Add those of other years to the closed days.`)
  }
  const twice = marks.find((mark, at) => marks.some((earlier, before) => before < at && overlap(earlier, mark)))
  if (twice)
    notes.push(
      `Line ${twice.line} of the marks speaks of a day that an earlier line names too: the later line is used.`,
    )
  if (marks.length > 0 && days.size === 0) notes.push('Your marks are all N, as every day is without them.')
  return notes
}

function yearsAssumed(assumed: readonly DateText[]): string[] {
  if (assumed.length === 0) return []
  const more = assumed.length - mostNamed
  const named = assumed.slice(0, mostNamed).map(calculatorPlainDate).join(', ')
  return [`Typed without a year, and read as: ${named}${more > 0 ? ` and ${more} more` : ''}.`]
}

type Overlapping = ReadCalculator['marks'][number]

function overlap(one: Overlapping, other: Overlapping): boolean {
  const isSameSession = one.session === null || other.session === null || one.session === other.session
  return isSameSession && one.from <= other.to && other.from <= one.to && one.code !== other.code
}
