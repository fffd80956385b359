// Of all that a school has published, which calendar holds, and how far is it trusted?
import { describe, expect, it } from 'vitest'
import {
  type CalendarYear,
  calendarForRegister,
  calendarInForce,
  daysOfAcademicYear,
  isAcademicYear,
  type SchoolsCalendar,
  yearFrom,
} from '../../src/calendar/calendarInForce.ts'

const published = (differences: Partial<CalendarYear> = {}): CalendarYear => ({
  academicYear: '2026/27',
  publishedAt: '2026-06-01T09:00:00.000Z',
  deliveryId: 'delivery-2',
  terms: [{ from: '2026-09-01', to: '2026-10-23' }],
  closed: [],
  registersClose: null,
  source: 'mis',
  ...differences,
})
const nextYear = published({
  academicYear: '2027/28',
  publishedAt: '2026-05-01T09:00:00.000Z',
  terms: [{ from: '2027-09-01', to: '2027-10-22' }],
  registersClose: { AM: '09:10', PM: '13:30' },
})

describe('the calendar in force', () => {
  it('is none while nothing is published', () => {
    expect(calendarInForce('100001', [])).toBeNull()
  })

  it('holds every academic year, the oldest first, with the newest instant and the last year’s registers', () => {
    expect(calendarInForce('100001', [nextYear, published()])).toEqual({
      schoolUrn: '100001',
      academicYears: ['2026/27', '2027/28'],
      publishedAt: '2026-06-01T09:00:00.000Z',
      terms: [
        { from: '2026-09-01', to: '2026-10-23' },
        { from: '2027-09-01', to: '2027-10-22' },
      ],
      closed: [],
      registersClose: { AM: '09:10', PM: '13:30' },
      registersCloseFrom: [{ from: '2027-08-01', AM: '09:10', PM: '13:30' }],
    })
  })

  it('is the same whichever of three years came first', () => {
    const third = published({ academicYear: '2025/26', terms: [{ from: '2025-09-01', to: '2025-10-24' }] })
    for (const years of [
      [third, nextYear, published()],
      [published(), third, nextYear],
      [nextYear, published(), third],
    ]) {
      expect(calendarInForce('100001', years)).toMatchObject({
        academicYears: ['2025/26', '2026/27', '2027/28'],
        registersClose: { AM: '09:10', PM: '13:30' },
      })
    }
  })

  it('takes of one year what was published later, and of two at one instant the higher delivery', () => {
    const termsOf = (...years: CalendarYear[]) => calendarInForce('100001', years)?.terms
    const old = published()
    const later = published({
      publishedAt: '2026-07-01T09:00:00.000Z',
      deliveryId: 'delivery-1',
      terms: [{ from: '2026-09-02', to: '2026-10-22' }],
    })
    const twin = published({ deliveryId: 'delivery-3', terms: [{ from: '2026-09-03', to: '2026-10-21' }] })
    for (const years of [
      [old, later],
      [later, old],
    ]) {
      expect(termsOf(...years)).toEqual([{ from: '2026-09-02', to: '2026-10-22' }])
    }
    for (const years of [
      [old, twin],
      [twin, old],
    ]) {
      expect(termsOf(...years)).toEqual([{ from: '2026-09-03', to: '2026-10-21' }])
    }
  })

  it('counts a day once where terms of two years overlap, touch or lie in one another', () => {
    const termsOf = (...terms: CalendarYear['terms']) => calendarInForce('100001', [published({ terms })])?.terms
    const summer = { from: '2027-06-07', to: '2027-07-21' }
    const late = { from: '2027-07-19', to: '2027-07-30' }
    expect(termsOf(late, summer)).toEqual([{ from: '2027-06-07', to: '2027-07-30' }])
    expect(termsOf(summer, { from: '2027-07-21', to: '2027-07-23' })).toEqual([
      { from: '2027-06-07', to: '2027-07-23' },
    ])
    expect(termsOf(summer, { from: '2027-06-14', to: '2027-06-18' })).toEqual([summer])
    expect(termsOf(summer, { from: '2027-07-22', to: '2027-07-23' })).toEqual([
      summer,
      { from: '2027-07-22', to: '2027-07-23' },
    ])
  })

  it('leaves closures of another year out, from 1 August before it to 31 August at its end', () => {
    const on = (date: string) => ({ on: date, because: 'inset' as const })
    const closed = [on('2026-07-31'), on('2026-08-01'), on('2027-08-31'), on('2027-09-01')]
    expect(calendarInForce('100001', [published({ closed })])?.closed).toEqual([on('2026-08-01'), on('2027-08-31')])
  })
})

describe('the calendar a register is followed with', () => {
  const known = calendarInForce('100001', [
    published({
      terms: [
        { from: '2026-09-03', to: '2026-10-23' },
        { from: '2026-11-02', to: '2026-12-18' },
      ],
    }),
  ]) as SchoolsCalendar

  it('goes on after the last of one term, and of three', () => {
    const termsOf = (terms: CalendarYear['terms']) =>
      calendarForRegister({ ...known, terms }, '2027-02-15').terms.slice(terms.length)
    const [autumn, winter] = known.terms as [CalendarYear['terms'][0], CalendarYear['terms'][0]]
    expect(termsOf([autumn])).toEqual([{ from: '2026-10-24', to: '2027-02-15' }])
    expect(termsOf([autumn, winter, { from: '2027-01-04', to: '2027-02-12' }])).toEqual([
      { from: '2027-02-13', to: '2027-02-15' },
    ])
  })

  it('is what was published, within it and in its gaps', () => {
    for (const on of ['2026-09-03', '2026-10-28', '2026-12-18']) expect(calendarForRegister(known, on)).toBe(known)
  })

  it('goes on to a day after its end', () => {
    expect(calendarForRegister(known, '2027-01-04')).toEqual({
      ...known,
      terms: [
        { from: '2026-09-03', to: '2026-10-23' },
        { from: '2026-11-02', to: '2026-12-18' },
        { from: '2026-12-19', to: '2027-01-04' },
      ],
    })
  })

  it('reaches back over the academic year of a day before it', () => {
    expect(calendarForRegister(known, '2026-09-02')).toEqual({
      ...known,
      terms: [
        { from: '2026-09-03', to: '2026-10-23' },
        { from: '2026-11-02', to: '2026-12-18' },
        { from: '2026-09-01', to: '2026-09-02' },
      ],
    })
  })

  it('is the whole academic year where nothing, or no term, was published', () => {
    const year = { terms: [{ from: '2026-09-01', to: '2027-08-31' }] }
    expect(calendarForRegister(null, '2026-10-12')).toEqual(year)
    expect(calendarForRegister({ ...known, terms: [] }, '2027-03-01')).toEqual(year)
  })
})

describe('an academic year', () => {
  it.each([
    ['2026-08-31', '2025-09-01', '2026-08-31'],
    ['2026-09-01', '2026-09-01', '2027-08-31'],
    ['2026-12-31', '2026-09-01', '2027-08-31'],
    ['2027-01-01', '2026-09-01', '2027-08-31'],
  ])('of %s runs from %s to %s', (on, from, to) => {
    expect(yearFrom(on)).toEqual({ from, to })
  })

  it('is spoken of from the August before it', () => {
    expect(daysOfAcademicYear('2026/27')).toEqual({ from: '2026-08-01', to: '2027-08-31' })
  })

  it.each(['2026/27', '2029/30', '2009/10', '2099/00'])('is named by %s', (text) => {
    expect(isAcademicYear(text)).toBe(true)
  })

  it.each([
    '2026/26',
    '2026/28',
    '2026-27',
    '1999/00',
    '2026/2027',
    ' 2026/27',
    '2026/27 ',
    '20x6/27',
    '2026/x7',
    '202/27',
    '',
  ])('is not named by %j', (text) => {
    expect(isAcademicYear(text)).toBe(false)
  })
})
