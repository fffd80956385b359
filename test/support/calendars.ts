// Which calendars and odd days do the tests share? Every odd day has a name and a weekday that is asserted.
import type { CalendarInput } from '../../src/calendar/schoolCalendar.ts'

/** An invented school year of 190 pupil days, 380 sessions. */
export const calendarA = {
  terms: [
    { from: '2026-09-01', to: '2026-10-23' },
    { from: '2026-11-02', to: '2026-12-18' },
    { from: '2027-01-04', to: '2027-02-12' },
    { from: '2027-02-22', to: '2027-03-25' },
    { from: '2027-04-12', to: '2027-05-28' },
    { from: '2027-06-07', to: '2027-07-21' },
  ],
  closed: [
    { on: '2026-09-01', because: 'inset' },
    { on: '2026-11-02', because: 'inset' },
    { on: '2027-01-04', because: 'inset' },
    { on: '2027-05-03', because: 'bank-holiday' },
    { on: '2027-06-07', because: 'inset' },
    { on: '2027-07-21', because: 'inset' },
  ],
} as const satisfies CalendarInput

/** Only the first term of it is known. */
export const autumnOnly = {
  terms: [{ from: '2026-09-01', to: '2026-10-23' }],
  closed: [{ on: '2026-09-01', because: 'inset' }],
} as const satisfies CalendarInput

/** The odd days, each with the weekday it falls on. */
export const oddDays = {
  insetAtTheStart: { on: '2026-09-01', weekday: 'Tuesday' },
  firstPupilDay: { on: '2026-09-02', weekday: 'Wednesday' },
  absenceBegins: { on: '2026-10-12', weekday: 'Monday' },
  schoolDayThree: { on: '2026-10-14', weekday: 'Wednesday' },
  lastBeforeHalfTerm: { on: '2026-10-23', weekday: 'Friday' },
  clocksGoBack: { on: '2026-10-25', weekday: 'Sunday' },
  insetAfterHalfTerm: { on: '2026-11-02', weekday: 'Monday' },
  calendarDay28: { on: '2026-11-08', weekday: 'Sunday' },
  twentiethSchoolDay: { on: '2026-11-16', weekday: 'Monday' },
  lastBeforeChristmas: { on: '2026-12-18', weekday: 'Friday' },
  insetAfterChristmas: { on: '2027-01-04', weekday: 'Monday' },
  clocksGoForward: { on: '2027-03-28', weekday: 'Sunday' },
  bankHolidayInTerm: { on: '2027-05-03', weekday: 'Monday' },
  lastPupilDay: { on: '2027-07-20', weekday: 'Tuesday' },
  insetAtTheEnd: { on: '2027-07-21', weekday: 'Wednesday' },
  leapDay: { on: '2028-02-29', weekday: 'Tuesday' },
} as const
