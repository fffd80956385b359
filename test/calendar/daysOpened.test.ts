// Is a day without school, once it is taken as a school day, one for this pupil alone?
import { describe, expect, it } from 'vitest'
import { isClosedOn, withDaysOpened } from '../../src/calendar/daysOpened.ts'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { schoolDayOn } from '../../src/calendar/schoolDay.ts'

const school = prepareCalendar({
  terms: [{ from: '2026-10-12', to: '2026-10-20' }],
  closed: [
    { on: '2026-10-14', because: 'inset' },
    { on: '2026-10-15', because: 'planned-closure' },
    { on: '2026-10-16', because: 'inset', yearGroups: ['11'] },
  ],
})

describe('a closed day', () => {
  it('is one inside the calendar without school; outside it nothing is said', () => {
    const days = ['2026-10-11', '2026-10-12', '2026-10-14', '2026-10-17', '2026-10-20', '2026-10-21']
    expect(days.map((on) => isClosedOn(school, on))).toEqual([false, false, true, true, false, false])
  })
})

describe('days opened for a pupil', () => {
  const opened = withDaysOpened(school, ['2026-10-17', '2026-10-14'])

  it('stand among the school days in order, closed no more', () => {
    expect(opened.dates).toEqual([
      ...['2026-10-12', '2026-10-13', '2026-10-14', '2026-10-16', '2026-10-17', '2026-10-19', '2026-10-20'],
    ])
    expect(schoolDayOn(opened, '2026-10-14')).toEqual({ answer: 'yes' })
    expect(opened.closures.size).toBe(1)
    expect(schoolDayOn(opened, '2026-10-15')).toEqual({ answer: 'no', because: 'planned closure' })
    expect(opened.ofYearGroup.size).toBe(0)
    expect([opened.firstDay, opened.lastDay]).toEqual([school.firstDay, school.lastDay])
  })

  it('leave the school’s calendar as it is', () => {
    expect(schoolDayOn(school, '2026-10-14')).toEqual({ answer: 'no', because: 'INSET day' })
    expect(school.ofYearGroup.size).toBe(1)
  })
})
