// How do the clock's tests ask? With Calendar A, a child of age, and what the test is about.
import { type ClockAnswer, type ClockInput, clock, type Duty } from '../../../src/cases/clock/clock.ts'
import { calendarA } from '../../support/calendars.ts'

/** Asks the clock; whatever the test leaves out is ordinary. */
export function ask(asOf: string, differences: Partial<ClockInput> = {}): ClockAnswer {
  return clock({ asOf, calendar: calendarA, pupil: { dateOfBirth: '2014-05-06' }, ...differences })
}

/** A duty as a line: the date or instant, and how it stands; undefined when it is not listed. */
export function standing(answer: ClockAnswer, rule: string): string | undefined {
  const duty = answer.duties.find((each) => each.rule === rule)
  return duty && lineOf(duty)
}

export function lineOf(duty: Duty): string {
  return `${duty.dueAt ?? duty.dueOn} ${duty.state}`
}

/** N from a day to a day. */
export function away(from: string, to: string, code = 'N') {
  return { from, to, code }
}
