// What is known when a school year between two is missing, and whose register times hold on a day?
import { describe, expect, it } from 'vitest'
import { calendarEndNear } from '../../src/calendar/calendarEnd.ts'
import { type CalendarYear, calendarForRegister, calendarInForce } from '../../src/calendar/calendarInForce.ts'
import { dayNumber } from '../../src/calendar/date.ts'
import { prepareCalendar, registersCloseOn } from '../../src/calendar/schoolCalendar.ts'
import { schoolDayOn } from '../../src/calendar/schoolDay.ts'

function year(
  starts: number,
  publishedAt: string,
  registersClose: CalendarYear['registersClose'] = null,
): CalendarYear {
  const academicYear = `${starts}/${String(starts + 1).slice(2)}`
  const terms = [{ from: `${starts}-09-01`, to: `${starts + 1}-07-20` }]
  return { academicYear, publishedAt, deliveryId: academicYear, terms, closed: [], registersClose, source: 'mis' }
}

const may = '2026-05-04T09:00:00.000Z'

describe('a school year that is missing between two', () => {
  const calendar = calendarInForce('999001', [year(2025, may), year(2027, may)])!

  it('is unknown and no holiday', () => {
    expect(calendar.academicYears).toEqual(['2025/26'])
    expect(schoolDayOn(prepareCalendar(calendar), '2026-11-17').answer).toBe('unknown')
  })

  it('is followed by weekdays in a register, so that a child marked N is on the list', () => {
    const followed = prepareCalendar(calendarForRegister(calendar, '2026-11-17'))
    expect(schoolDayOn(followed, '2026-11-17')).toEqual({ answer: 'yes' })
  })

  it('is warned of', () => {
    expect(calendarEndNear(calendar, '2026-07-01')).toEqual({ lastSchoolDay: '2026-07-20' })
  })

  it('once it is known joins them again, in whatever order they came', () => {
    const years = [year(2027, may), year(2026, may), year(2025, may)]
    expect(calendarInForce('999001', years)?.academicYears).toEqual(['2025/26', '2026/27', '2027/28'])
  })
})

describe('an old year before a gap', () => {
  it('gives way to the year that had begun when the newest was published', () => {
    const years = [year(2023, '2023-08-01T09:00:00.000Z'), year(2026, '2026-09-02T09:00:00.000Z')]
    expect(calendarInForce('999001', years)?.academicYears).toEqual(['2026/27'])
  })
})

describe('the times at which registers close', () => {
  const calendar = prepareCalendar(
    calendarInForce('999001', [
      year(2026, may, { AM: '09:15', PM: '13:30' }),
      year(2027, may, { AM: '08:50', PM: '13:10' }),
    ])!,
  )
  const minutes = (on: string) => registersCloseOn(calendar, dayNumber(on)).map((time) => time / 60_000)

  it('are those of the school year of the day', () => {
    expect(minutes('2027-07-20')).toEqual([9 * 60 + 15, 13 * 60 + 30])
    expect(minutes('2027-09-01')).toEqual([8 * 60 + 50, 13 * 60 + 10])
  })

  it('of a year that names none are those of the year before it', () => {
    const named = calendarInForce('999001', [year(2026, may, { AM: '09:15', PM: '13:30' }), year(2027, may)])!
    expect(registersCloseOn(prepareCalendar(named), dayNumber('2027-09-01'))).toEqual([33_300_000, 48_600_000])
  })
})
