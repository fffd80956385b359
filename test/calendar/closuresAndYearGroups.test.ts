// Does every kind of closure close its day, for the school or only for some years, and say its name?
import { describe, expect, it } from 'vitest'
import { dayNumber } from '../../src/calendar/date.ts'
import {
  calendarOfYearGroup,
  closeDays,
  indexOnOrAfter,
  isCovered,
  prepareCalendar,
  registersCloseOn,
} from '../../src/calendar/schoolCalendar.ts'
import { schoolDayOn } from '../../src/calendar/schoolDay.ts'

const week = { from: '2026-10-12', to: '2026-10-16' }

describe('a closed day', () => {
  it.each([
    ['2026-10-12', 'inset', 'INSET day'],
    ['2026-10-13', 'holiday', 'school holiday'],
    ['2026-10-14', 'bank-holiday', 'bank holiday'],
    ['2026-10-16', 'planned-closure', 'planned closure'],
  ] as const)('%s for %s says %s', (on, because, words) => {
    const calendar = prepareCalendar({ terms: [week], closed: [{ on, because }] })
    expect(schoolDayOn(calendar, on)).toEqual({ answer: 'no', because: words })
    expect(calendar.dates).toHaveLength(4)
    expect(calendar.unusedClosures).toEqual([])
  })

  it('before the first term, after the last and between two closes nothing', () => {
    const { unusedClosures } = prepareCalendar({
      terms: [{ from: '2026-11-02', to: '2026-11-06' }, week],
      closed: [
        { on: '2026-10-09', because: 'inset' },
        { on: '2026-10-26', because: 'inset' },
        { on: '2026-11-09', because: 'inset' },
      ],
    })
    expect(unusedClosures).toEqual([
      { index: 0, because: '2026-10-09 is outside the terms.' },
      { index: 1, because: '2026-10-26 is outside the terms.' },
      { index: 2, because: '2026-11-09 is outside the terms.' },
    ])
  })
})

describe('a day closed only for some year groups', () => {
  const calendar = prepareCalendar({
    terms: [week],
    closed: [
      { on: '2026-10-12', because: 'inset', yearGroups: [] },
      { on: '2026-10-13', because: 'planned-closure', yearGroups: ['6', '7'] },
      { on: '2026-10-14', because: 'holiday', yearGroups: ['7'] },
    ],
  })
  const datesOf = (yearGroup: string | null) => calendarOfYearGroup(calendar, yearGroup).dates

  it('is a school day for the others, and for a child whose year group nobody knows', () => {
    for (const yearGroup of [null, '8', '']) {
      expect(datesOf(yearGroup)).toEqual(['2026-10-13', '2026-10-14', '2026-10-15', '2026-10-16'])
    }
    expect(calendarOfYearGroup(calendar, '8')).toBe(calendar)
  })

  it('is none for those it names, with the reason', () => {
    expect(datesOf('6')).toEqual(['2026-10-14', '2026-10-15', '2026-10-16'])
    expect(datesOf('7')).toEqual(['2026-10-15', '2026-10-16'])
    expect(schoolDayOn(calendarOfYearGroup(calendar, '7'), '2026-10-13')).toEqual({
      answer: 'no',
      because: 'planned closure',
    })
  })

  it('leaves no calendars of year groups where all closures are the school’s', () => {
    expect(prepareCalendar({ terms: [week], closed: [{ on: '2026-10-12', because: 'inset' }] }).ofYearGroup.size).toBe(
      0,
    )
    expect([...calendar.ofYearGroup.keys()]).toEqual(['6', '7'])
  })
})

describe('the times at which registers close', () => {
  it('change on the day they are said to', () => {
    const calendar = prepareCalendar({
      terms: [week],
      registersClose: { AM: '09:15' },
      registersCloseFrom: [
        { from: '2026-10-13', AM: '09:45', PM: '13:15' },
        { from: '2026-10-15', PM: '13:45' },
      ],
    })
    const on = (date: string) => registersCloseOn(calendar, dayNumber(date)).map((time) => time / 60_000)
    expect(['2026-10-12', '2026-10-13', '2026-10-14', '2026-10-15', '2026-10-16'].map(on)).toEqual([
      [555, 840],
      [585, 795],
      [585, 795],
      [570, 825],
      [570, 825],
    ])
  })
})

describe('the days of a calendar', () => {
  const calendar = prepareCalendar({ terms: [week, { from: '2026-11-02', to: '2026-11-06' }] })

  it('are covered from its first to its last', () => {
    const days = ['2026-10-11', '2026-10-12', '2026-10-20', '2026-11-06', '2026-11-07'].map(dayNumber)
    expect(days.map((day) => isCovered(calendar, day))).toEqual([false, true, true, true, false])
  })

  it('are found by the index of the first on or after a day', () => {
    const from = (on: string) => indexOnOrAfter(calendar, dayNumber(on))
    expect(['2026-10-11', '2026-10-12', '2026-10-13', '2026-10-16'].map(from)).toEqual([0, 0, 1, 4])
    expect(['2026-10-17', '2026-11-01', '2026-11-02', '2026-11-06', '2026-11-07'].map(from)).toEqual([5, 5, 5, 9, 10])
  })

  it('closed for one pupil close that pupil’s alone, and keep the others’ reasons', () => {
    const school = prepareCalendar({ terms: [week], closed: [{ on: '2026-10-12', because: 'inset' }] })
    const closed = closeDays(school, new Set([dayNumber('2026-10-16')]), 'planned closure (#)')
    expect(closed.dates).toEqual(['2026-10-13', '2026-10-14', '2026-10-15'])
    expect(indexOnOrAfter(closed, dayNumber('2026-10-16'))).toBe(3)
    expect(schoolDayOn(closed, '2026-10-12')).toEqual({ answer: 'no', because: 'INSET day' })
    expect(schoolDayOn(school, '2026-10-16')).toEqual({ answer: 'yes' })
  })
})
