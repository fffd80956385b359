// What is the clock asked? One absence with its marks, on the evening of any date.
import { addCalendarMonths, type DateText, dateText } from '../../calendar/date.ts'
import type { SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { type ClockAnswer, clock, type Duty, type MarkEntry } from '../../cases/clock/clock.ts'
import type { LocalPolicies } from '../../law/localPolicy.ts'
import type { AnswerRule } from '../../law/rule.ts'
import type { TypedMark } from '../forms/calculatorMarks.ts'
import { type CountOfCodes, effectOf, type MarkedDay, type MarkedDays, markedDays } from './calculatorMarkDays.ts'

const assumedAgeYears = 10

/** What the calculator was asked, ready to be put to the clock. */
export interface Question {
  readonly firstOn: DateText
  readonly calendar: SchoolCalendar
  readonly lastOn: DateText
  readonly dateOfBirth: DateText | null
  readonly policies: LocalPolicies
  readonly days: MarkedDays
  /** The marked days that end each count, in order. */
  readonly endings: Readonly<Record<CountOfCodes, readonly MarkedDay[]>>
  /** The clock's answer on the evening of a date, the child of age and away all days but those marked otherwise. */
  readonly asOf: (on: DateText) => ClockAnswer
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
  const entries = [...days.values()].flatMap(entriesOf)
  const endingsOf = (count: CountOfCodes) => [...days.values()].filter((day) => effectOf(day, count) === 'ends')
  const endings = {
    absence: endingsOf('absence'),
    groundI: endingsOf('groundI'),
    attendanceReturn: endingsOf('attendanceReturn'),
  }
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
        // One is enough for the duty to tell the worker: whether it is for this child is said beside it.
        facts: { flags: { childInNeed: true } },
      },
      calendar,
    )
    answers.set(on, answer)
    return answer
  }
  return { firstOn, calendar, lastOn, dateOfBirth, policies, days, endings, asOf }
}

function entriesOf({ on, morning, afternoon }: MarkedDay): (MarkEntry & { readonly on: DateText })[] {
  if (morning === afternoon) return [{ on, code: morning }]
  return [
    { on, session: 'AM', code: morning },
    { on, session: 'PM', code: afternoon },
  ]
}

/** The duties under a rule, or under a version of it that held before, in the order in which they fall due. */
export function dutiesUnder(answer: ClockAnswer, rule: AnswerRule): Duty[] {
  const ids: string[] = []
  for (let version: AnswerRule | undefined = rule; version; version = version.replaces) ids.push(version.id)
  return answer.duties.filter((duty) => ids.includes(duty.rule))
}
