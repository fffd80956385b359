// Does counting show its working, and stop where nothing is known?
import { describe, expect, it } from 'vitest'
import { nthCalendarDayAfter, nthDayOf, nthSchoolDayAfter } from '../../src/calendar/counting.ts'
import { calendarDays, dayNumber, schoolDays } from '../../src/calendar/date.ts'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { autumnOnly, calendarA } from '../support/calendars.ts'

const calendar = prepareCalendar(calendarA)

describe('counting school days', () => {
  it('skips half-term and INSET, and says so', () => {
    expect(nthSchoolDayAfter(calendar, dayNumber('2026-10-21'), schoolDays(5))).toEqual({
      on: '2026-11-05',
      working: {
        counted: ['2026-10-22', '2026-10-23', '2026-11-03', '2026-11-04', '2026-11-05'],
        skipped: [
          { on: '2026-10-26', because: 'school holiday' },
          { on: '2026-10-27', because: 'school holiday' },
          { on: '2026-10-28', because: 'school holiday' },
          { on: '2026-10-29', because: 'school holiday' },
          { on: '2026-10-30', because: 'school holiday' },
          { on: '2026-11-02', because: 'INSET day' },
        ],
      },
    })
  })

  it('is unknown past the end of the calendar, with the days it could count', () => {
    expect(nthSchoolDayAfter(prepareCalendar(autumnOnly), dayNumber('2026-10-21'), schoolDays(5))).toEqual({
      on: null,
      because: 'The school’s calendar ends on 2026-10-23.',
      working: { counted: ['2026-10-22', '2026-10-23'], skipped: [] },
    })
  })

  it('is unknown when it would begin before the calendar', () => {
    expect(nthSchoolDayAfter(calendar, dayNumber('2026-08-30'), schoolDays(1))).toEqual({
      on: null,
      because: 'The school’s calendar begins on 2026-09-01.',
      working: { counted: [], skipped: [] },
    })
    expect(nthSchoolDayAfter(calendar, dayNumber('2026-08-31'), schoolDays(1)).on).toBe('2026-09-02')
  })

  it('says why a school day inside a run did not count', () => {
    const run = {
      calendar,
      counted: [dayNumber('2026-10-12'), dayNumber('2026-10-14')],
      countsOnFrom: dayNumber('2026-10-15'),
      whyPassedOver: () => 'nobody could attend (Y4)',
    }
    expect(nthDayOf(run, schoolDays(3))).toEqual({
      on: '2026-10-15',
      working: {
        counted: ['2026-10-12', '2026-10-14', '2026-10-15'],
        skipped: [{ on: '2026-10-13', because: 'nobody could attend (Y4)' }],
      },
    })
    expect(nthDayOf(run, schoolDays(1)).on).toBe('2026-10-12')
  })
})

describe('counting calendar days', () => {
  it('counts weekends and never needs a calendar', () => {
    expect(nthCalendarDayAfter('2026-11-10', calendarDays(5))).toEqual({
      on: '2026-11-15',
      working: { counted: ['2026-11-11', '2026-11-12', '2026-11-13', '2026-11-14', '2026-11-15'], skipped: [] },
    })
  })
})
