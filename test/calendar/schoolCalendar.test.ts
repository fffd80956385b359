// Does a school's calendar know its days, and own up to what it does not know?
import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../src/calendar/date.ts'
import { closeDays, indexOnOrAfter, prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { schoolDayOn } from '../../src/calendar/schoolDay.ts'
import { calendarA } from '../support/calendars.ts'

const calendar = prepareCalendar(calendarA)

describe('a prepared calendar', () => {
  it('has 190 school days in the year of the tests', () => {
    expect(calendar.dates).toHaveLength(190)
    expect(calendar.dates[0]).toBe('2026-09-02')
    expect(calendar.dates.at(-1)).toBe('2027-07-20')
  })

  it('does not mind in which order the terms come', () => {
    expect(prepareCalendar({ ...calendarA, terms: [...calendarA.terms].reverse() })).toEqual(calendar)
  })

  it('closes registers at 09:30 and 14:00 unless the school says otherwise', () => {
    expect(calendar.registersClose).toEqual([34_200_000, 50_400_000])
    const late = prepareCalendar({ ...calendarA, registersClose: { AM: '09:45' } })
    expect(late.registersClose).toEqual([35_100_000, 50_400_000])
  })

  it('names the closures that change nothing', () => {
    const { unusedClosures, dates } = prepareCalendar({
      terms: [{ from: '2026-11-02', to: '2026-11-13' }],
      closed: [
        { on: '2026-11-02', because: 'inset' },
        { on: '2026-12-25', because: 'bank-holiday' },
        { on: '2026-11-07', because: 'planned-closure' },
      ],
    })
    expect(dates).toHaveLength(9)
    expect(unusedClosures).toEqual([
      { index: 1, because: '2026-12-25 is outside the terms.' },
      { index: 2, because: '2026-11-07 is at a weekend.' },
    ])
  })

  it('finds the first school day on or after any day', () => {
    expect(indexOnOrAfter(calendar, dayNumber('2020-01-01'))).toBe(0)
    expect(calendar.dates[indexOnOrAfter(calendar, dayNumber('2026-10-24'))]).toBe('2026-11-03')
    expect(calendar.dates[indexOnOrAfter(calendar, dayNumber('2026-11-03'))]).toBe('2026-11-03')
    expect(indexOnOrAfter(calendar, dayNumber('2027-07-21'))).toBe(190)
    expect(indexOnOrAfter(calendar, dayNumber('2030-01-01'))).toBe(190)
  })

  it('can have more days closed for one pupil without changing the school’s', () => {
    const closed = closeDays(calendar, new Set([dayNumber('2026-10-13')]), 'planned closure (#)')
    expect(closed.dates).toHaveLength(189)
    expect(schoolDayOn(closed, '2026-10-13')).toEqual({ answer: 'no', because: 'planned closure (#)' })
    expect(schoolDayOn(calendar, '2026-10-13')).toEqual({ answer: 'yes' })
  })
})

describe('whether a day is a school day', () => {
  it.each([
    ['2026-10-12', { answer: 'yes' }],
    ['2026-10-17', { answer: 'no', because: 'weekend' }],
    ['2026-10-28', { answer: 'no', because: 'school holiday' }],
    ['2026-11-02', { answer: 'no', because: 'INSET day' }],
    ['2027-05-03', { answer: 'no', because: 'bank holiday' }],
    ['2026-08-31', { answer: 'unknown', because: 'The school’s calendar begins on 2026-09-01.' }],
    ['2027-07-22', { answer: 'unknown', because: 'The school’s calendar ends on 2027-07-21.' }],
  ])('%s: %j', (on, answer) => {
    expect(schoolDayOn(calendar, on)).toEqual(answer)
  })
})
