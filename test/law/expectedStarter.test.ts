// From which day is a child looked for who was to start and did not come, and when is an absence opened without a register?
import { describe, expect, it } from 'vitest'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { expectedStarterDays } from '../../src/law/expectedStarter.ts'
import { calendarA } from '../support/calendars.ts'

const calendar = prepareCalendar(calendarA)

describe('an expected starter', () => {
  it.each([
    ['a Monday of term', '2026-10-12', '2026-10-12', '2026-10-14'],
    ['the INSET day before the first day for pupils', '2026-09-01', '2026-09-02', '2026-09-04'],
    ['a Saturday before half-term', '2026-10-24', '2026-11-03', '2026-11-05'],
    ['the Thursday before half-term', '2026-10-22', '2026-10-22', '2026-11-03'],
  ])('agreed for %s', (_, agreedOn, firstOn, openedOn) => {
    const { first, openedBy } = expectedStarterDays(calendar, agreedOn)
    expect([first.on, openedBy.on]).toEqual([firstOn, openedOn])
  })

  it('says which days were passed over', () => {
    expect(expectedStarterDays(calendar, '2026-10-24').first.working.skipped.at(-1)).toEqual({
      on: '2026-11-02',
      because: 'INSET day',
    })
  })

  it('is unknown where the calendar ends first, never a guess', () => {
    expect(expectedStarterDays(calendar, '2027-07-21').first.on).toBeNull()
    expect(expectedStarterDays(calendar, '2020-09-01').first.on).toBeNull()
  })
})
