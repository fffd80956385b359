// Into which counts do the marks divide an absence? Asks the clock as of the eve of each mark that ends one, and as of the end.
import { addCalendarMonths, type DateText, dateText } from '../../calendar/date.ts'
import type { SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { type ClockAnswer, clock, type Duty } from '../../cases/clock/clock.ts'
import type { LocalPolicies } from '../../law/localPolicy.ts'
import type { AnswerRule } from '../../law/rule.ts'
import type { TypedMark } from '../forms/calculatorMarks.ts'
import {
  type CountOfCodes,
  dayBefore,
  effectOf,
  type MarkedDay,
  type MarkedDays,
  markedDays,
} from './calculatorMarkDays.ts'

const assumedAgeYears = 10

/** What the calculator was asked, ready to be put to the clock. */
export interface Question {
  readonly firstOn: DateText
  readonly calendar: SchoolCalendar
  readonly lastOn: DateText
  readonly dateOfBirth: DateText | null
  readonly policies: LocalPolicies
  readonly days: MarkedDays
  /** The clock's answer on the evening of a date, the child of age and away all days but those marked otherwise. */
  readonly asOf: (on: DateText) => ClockAnswer
}

export interface Run {
  readonly firstOn: DateText
  /** The last date before a mark ended it; the end of the calendar where none did. */
  readonly until: DateText
  readonly isEnded: boolean
  readonly answer: ClockAnswer
}

/** A question of a first day that is a school day of the calendar, and marks on or after it. */
export function questionOf(
  firstOn: DateText,
  calendar: SchoolCalendar,
  marks: readonly TypedMark[],
  dateOfBirth: DateText | null,
  policies: LocalPolicies,
): Question {
  const lastOn = dateText(calendar.lastDay)
  const days = markedDays(marks, calendar)
  const entries = [...days.values()].flatMap(({ on, morning, afternoon }) => [
    { on, session: 'AM' as const, code: morning },
    { on, session: 'PM' as const, code: afternoon },
  ])
  const answers = new Map<DateText, ClockAnswer>()
  const asOf = (on: DateText) => {
    const known = answers.get(on)
    if (known) return known
    const answer = clock(
      {
        asOf: `${on}T22:00:00Z`,
        calendar: { terms: [] },
        policies,
        // Of age, so that every count is made: whether it is for this child is said beside it.
        pupil: { dateOfBirth: addCalendarMonths(firstOn, -12 * assumedAgeYears) },
        // Later marks are not read anyway.
        marks: [
          { from: firstOn, to: on, code: 'N' },
          ...entries.slice(0, entries.findLastIndex((mark) => mark.on <= on) + 1),
        ],
      },
      calendar,
    )
    answers.set(on, answer)
    return answer
  }
  return { firstOn, calendar, lastOn, dateOfBirth, policies, days, asOf }
}

/** The marked days that end a count, in order. */
export function endingsOf(question: Question, count: CountOfCodes): MarkedDay[] {
  return [...question.days.values()].filter((day) => effectOf(day, count) === 'ends')
}

/** Every count that some day began, in order; `startOf` reads its first day from an answer. */
export function runsOf(
  question: Question,
  count: CountOfCodes,
  startOf: (answer: ClockAnswer) => DateText | null,
): Run[] {
  const eves = endingsOf(question, count).map(({ on }) => dayBefore(on))
  const asks = eves.filter((on) => on >= question.firstOn).map((until) => ({ until, isEnded: true }))
  return [...asks, { until: question.lastOn, isEnded: false }].flatMap(({ until, isEnded }) => {
    const answer = question.asOf(until)
    const firstOn = startOf(answer)
    return firstOn === null ? [] : [{ firstOn, until, isEnded, answer }]
  })
}

/** The duties under a rule, or under a version of it that held before, in the order in which they fall due. */
export function dutiesUnder(answer: ClockAnswer, rule: AnswerRule): Duty[] {
  const ids: string[] = []
  for (let version: AnswerRule | undefined = rule; version; version = version.replaces) ids.push(version.id)
  return answer.duties.filter((duty) => ids.includes(duty.rule))
}
