// Which cases does a whole county ask the clock about? Invented pupils, each with sixty marks, the same ones every time.
import { addCalendarDays, calendarDays, dayNumber, weekdayOf } from '../../src/calendar/date.ts'
import { type CalendarInput, indexOnOrAfter, prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { calendarA } from '../support/calendars.ts'

export type Calendars = 'one-calendar' | 'a-calendar-a-case'

const marksOfACase = 60
const school = prepareCalendar(calendarA)
const codes = ['I', 'I', 'I', 'M', 'C', 'L', 'U', 'O', 'N', 'V', 'E', 'S', 'T', 'R', '\\', '/', '-', 'Y3', 'B', 'P']
const times = ['08:55:00Z', '09:47:00+01:00', '11:20:00Z', '14:05:00Z', '15:30:00+01:00', '17:00:00Z']

/** One case as a line of JSON, without the end of the line. The same number gives the same case. */
export function caseLine(number: number, calendars: Calendars): string {
  const draw = drawer(number)
  const asOf = schoolDay(addCalendarDays('2027-01-11', calendarDays(draw(180))))
  return JSON.stringify({
    asOf: `${asOf}T${draw.one(times)}`,
    calendar: calendars === 'one-calendar' ? calendarA : calendarOf(number),
    policy: draw(4) > 0 ? undefined : { escalateOnSchoolDay: 2 + draw(3), visitBySchoolDay: 4 + draw(4) },
    pupil: {
      dateOfBirth: addCalendarDays('2010-09-01', calendarDays(draw(4_000))),
      boarder: draw(50) === 0,
      enteredOn: addCalendarDays('2026-09-02', calendarDays(-draw(1_500))),
      leftOn: null,
    },
    marks: marksUpTo(asOf, draw),
    leave: draw(20) > 0 ? null : { endedOn: addCalendarDays(asOf, calendarDays(-21)) },
    facts: draw(3) > 0 ? undefined : factsUpTo(asOf, draw),
  })
}

type Draw = ReturnType<typeof drawer>

/** Numbers that look like chance and are the same in every run. */
function drawer(seed: number) {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  return Object.assign(draw, { one: <Item>(items: readonly Item[]): Item => items[draw(items.length)]! })
}

function schoolDay(date: string): string {
  const weekday = weekdayOf(dayNumber(date))
  return weekday > 5 ? addCalendarDays(date, calendarDays(5 - weekday)) : date
}

// Half of them single sessions, a third whole days, the rest spans; two children in five are away now. As from a school's
// system they fall on school days, but for one in fifty.
function marksUpTo(asOf: string, draw: Draw): object[] {
  const daysSoFar = indexOnOrAfter(school, dayNumber(asOf))
  const marks = Array.from({ length: marksOfACase }, () => {
    const day = school.dates[draw(daysSoFar)]!
    const on = draw(50) === 0 ? addCalendarDays(day, calendarDays(6 - weekdayOf(dayNumber(day)))) : day
    const code = draw.one(codes)
    const form = draw(6)
    if (form < 3) return { on, session: draw(2) === 0 ? 'AM' : 'PM', code }
    return form < 5 ? { on, code } : { from: on, to: addCalendarDays(on, calendarDays(draw(9))), code }
  })
  const away = draw(5)
  if (away > 1) return marks
  const from = addCalendarDays(asOf, calendarDays(-draw(40)))
  return [...marks.slice(1), { from, to: asOf, code: away === 0 ? 'N' : 'O' }]
}

function factsUpTo(asOf: string, draw: Draw): object {
  const earlier = (days: number) => addCalendarDays(asOf, calendarDays(-draw(days)))
  const at = (date: string) => `${date}T${draw.one(times)}`
  return {
    contacts: Array.from({ length: draw(5) }, () => ({ at: at(earlier(10)), reached: draw(4) === 0 })),
    explainedOn: draw(5) === 0 ? earlier(8) : null,
    flags: { lookedAfter: draw(20) === 0, protectionPlan: draw(20) === 0 },
    riskAnswers: draw(2) === 0 ? { A1: 'no', A2: draw(9) === 0 ? 'yes' : 'no', Q1: 'unknown', Q9a: 'no' } : null,
    riskAnsweredOn: earlier(10),
    escalatedOn: draw(2) === 0 ? earlier(9) : null,
    reviewsOn: [earlier(20), earlier(6)],
    enquiries: Array.from({ length: draw(4) }, () => ({
      by: draw(2) === 0 ? 'school' : 'authority',
      on: earlier(12),
      what: 'Visited the last known address; nobody answered, and a card was left.',
      signedAt: draw(3) === 0 ? null : at(earlier(5)),
    })),
    sicknessOrUnavoidable: draw(3) === 0 ? { answer: false, signedAt: at(earlier(4)) } : undefined,
  }
}

// Every school its own: the last day of each term and one closure of it differ.
function calendarOf(number: number): CalendarInput {
  const terms = calendarA.terms.map((term, index) => ({
    from: term.from,
    to: addCalendarDays(term.to, calendarDays(-((number >> (index * 3)) % 7))),
  }))
  const on = schoolDay(addCalendarDays('2026-09-07', calendarDays(number % 250)))
  return { terms, closed: [...calendarA.closed, { on, because: 'planned-closure' }] }
}
