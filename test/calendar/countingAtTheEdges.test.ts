// What does counting skip and say where days run out: over a half-term, at one day’s calendar, on a run’s own last day?
import { describe, expect, it } from 'vitest'
import { nthCalendarDayAfter, nthDayOf, nthSchoolDayAfter, workingOf } from '../../src/calendar/counting.ts'
import { calendarDays, dayNumber, schoolDays } from '../../src/calendar/date.ts'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { calendarA } from '../support/calendars.ts'

const calendar = prepareCalendar(calendarA)
const oneDay = prepareCalendar({ terms: [{ from: '2026-10-12', to: '2026-10-12' }] })
const nothing = { counted: [], skipped: [] }

describe('counting school days', () => {
  it('shows what lies between a Friday and the first day after half-term', () => {
    expect(nthSchoolDayAfter(calendar, dayNumber('2026-10-23'), schoolDays(1))).toEqual({
      on: '2026-11-03',
      working: {
        counted: ['2026-11-03'],
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

  it('knows nothing before or after a calendar of one day', () => {
    expect(nthSchoolDayAfter(oneDay, dayNumber('2026-10-11'), schoolDays(1)).on).toBe('2026-10-12')
    expect(nthSchoolDayAfter(oneDay, dayNumber('2026-10-10'), schoolDays(1))).toEqual({
      on: null,
      because: 'The school’s calendar begins on 2026-10-12.',
      working: nothing,
    })
    expect(nthSchoolDayAfter(oneDay, dayNumber('2026-10-11'), schoolDays(2))).toEqual({
      on: null,
      because: 'The school’s calendar ends on 2026-10-12.',
      working: { counted: ['2026-10-12'], skipped: [] },
    })
    expect(nthSchoolDayAfter(oneDay, dayNumber('2026-10-12'), schoolDays(1))).toEqual({
      on: null,
      because: 'The school’s calendar ends on 2026-10-12.',
      working: nothing,
    })
  })

  it('of a run answers its last counted day without counting on', () => {
    const run = {
      calendar,
      counted: [dayNumber('2026-10-22'), dayNumber('2026-10-23')],
      countsOnFrom: dayNumber('2026-10-24'),
      whyPassedOver: () => 'never asked',
    }
    expect(nthDayOf(run, schoolDays(2))).toEqual({
      on: '2026-10-23',
      working: { counted: ['2026-10-22', '2026-10-23'], skipped: [] },
    })
    expect(nthDayOf(run, schoolDays(3)).on).toBe('2026-11-03')
  })
})

describe('the working of a run', () => {
  it('leaves weekends out and says of each other day why it did not count', () => {
    const days = ['2026-10-15', '2026-10-19', '2026-11-03'].map(dayNumber)
    const why = (day: number) => `asked of ${day - dayNumber('2026-10-01') + 1} October`
    expect(workingOf({ calendar, countsOnFrom: days[0]!, whyPassedOver: why }, days)).toEqual({
      counted: ['2026-10-15', '2026-10-19', '2026-11-03'],
      skipped: [
        { on: '2026-10-16', because: 'asked of 16 October' },
        { on: '2026-10-20', because: 'asked of 20 October' },
        { on: '2026-10-21', because: 'asked of 21 October' },
        { on: '2026-10-22', because: 'asked of 22 October' },
        { on: '2026-10-23', because: 'asked of 23 October' },
        { on: '2026-10-26', because: 'school holiday' },
        { on: '2026-10-27', because: 'school holiday' },
        { on: '2026-10-28', because: 'school holiday' },
        { on: '2026-10-29', because: 'school holiday' },
        { on: '2026-10-30', because: 'school holiday' },
        { on: '2026-11-02', because: 'INSET day' },
      ],
    })
  })

  it('of no day is empty', () => {
    expect(workingOf({ calendar, countsOnFrom: dayNumber('2026-10-12'), whyPassedOver: () => '' }, [])).toEqual(nothing)
  })
})

describe('counting calendar days', () => {
  it('by none is the day itself', () => {
    expect(nthCalendarDayAfter('2026-10-12', calendarDays(0))).toEqual({ on: '2026-10-12', working: nothing })
  })
})
