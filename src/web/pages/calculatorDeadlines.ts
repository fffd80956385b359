// Which dates follow a first day absent? Asks the clock as if the child stayed away.
import { addCalendarMonths, type DateText, dateText } from '../../calendar/date.ts'
import type { SchoolCalendar } from '../../calendar/schoolCalendar.ts'
import { type ClockAnswer, clock } from '../../cases/clock/clock.ts'
import { localPolicyOn } from '../../law/localPolicy.ts'
import { codeN, type Deadline, enquiries, escalation, removal, returnToAuthority } from './calculatorDeadline.ts'

const assumedAgeYears = 10

/** The deadlines of an absence whose first day is a school day of the calendar, by date, those without a date last. */
export function deadlinesOf(firstOn: DateText, calendar: SchoolCalendar, dateOfBirth: DateText | null): Deadline[] {
  const awayTo = (on: DateText) => askedAsOf(firstOn, on, calendar)
  const whole = awayTo(dateText(calendar.lastDay))
  const deadlines = [
    escalation(whole, localPolicyOn(firstOn).numbers.escalateOnSchoolDay),
    codeN(whole),
    returnToAuthority(whole, dateOfBirth),
    enquiries(whole),
    removal(whole, awayTo, dateOfBirth),
  ]
  const last = '9999'
  return deadlines.sort((one, other) => (one.on ?? last).localeCompare(other.on ?? last))
}

// The child is away with code N from the first day to the evening of another; of age, so that every count is made.
function askedAsOf(firstOn: DateText, on: DateText, calendar: SchoolCalendar): ClockAnswer {
  const input = {
    asOf: `${on}T22:00:00Z`,
    calendar: { terms: [] },
    policy: localPolicyOn(firstOn).numbers,
    pupil: { dateOfBirth: addCalendarMonths(firstOn, -12 * assumedAgeYears) },
    marks: [{ from: firstOn, to: on, code: 'N' }],
  }
  return clock(input, calendar)
}
