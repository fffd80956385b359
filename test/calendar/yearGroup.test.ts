// Each system writes year groups its own way: is a child’s closed day found whichever way it is written?
import { describe, expect, test } from 'vitest'
import { calendarChanges } from '../../src/calendar/calendarChanges.ts'
import { calendarOfYearGroup, prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { yearGroupKey } from '../../src/calendar/yearGroup.ts'
import { readClosedLines } from '../../src/web/forms/calendarClosedDays.ts'
import { yearGroupWords } from '../../src/web/forms/calendarYearGroups.ts'

test.each([
  ['11', ['11', 'Year 11', 'Y11', 'yr 11', 'Yr. 11', 'YEAR  11 ', 'Year Group 11', '011', 'y 11']],
  ['R', ['R', 'r', 'Reception', 'Year R', 'YR', 'RECEPTION']],
  ['N', ['N', 'Nursery']],
  ['N1', ['N1', 'n1', 'Nursery 1']],
  ['N2', ['N2', 'Year N2']],
  ['7B', ['Year 7B', '7b']],
  ['YELLOW', ['Yellow', 'yellow']],
  ['BLUE', ['Year Blue', 'Blue']],
  ['', ['', ' ']],
])('%s is %j', (key, written) => {
  expect(written.map(yearGroupKey)).toEqual(written.map(() => key))
})

const terms = [{ from: '2026-10-12', to: '2026-10-16' }]
const closedFor = (...yearGroups: string[]) => [{ on: '2026-10-13', because: 'inset' as const, yearGroups }]

describe('a day closed for some year groups', () => {
  test.each([
    ['11', 'Year 11'],
    ['Year 11', '11'],
    ['Y11', 'yr 11'],
    ['Reception', 'R'],
    ['YR', 'Reception'],
  ])('written %s is closed for a child of %s', (written, ofChild) => {
    const calendar = prepareCalendar({ terms, closed: closedFor(written) })
    expect(calendarOfYearGroup(calendar, ofChild).dates).not.toContain('2026-10-13')
    expect(calendarOfYearGroup(calendar, '10').dates).toContain('2026-10-13')
  })

  test('written in another way is the same calendar', () => {
    const [one, other] = ['11', 'Year 11'].map((each) => ({ terms, closed: closedFor(each), registersClose: null }))
    const { nowClosed, nowOpen } = calendarChanges(one!, other!)
    expect([nowClosed, nowOpen]).toEqual([[], []])
  })

  test('of one year group written twice is one calendar', () => {
    expect([...prepareCalendar({ terms, closed: closedFor('11', 'Y11') }).ofYearGroup.keys()]).toEqual(['11'])
  })

  test('typed as 11 is named as the register of the school names it', () => {
    expect(readClosedLines('13 October 2026 INSET, year 11', ['Year 10', 'Yr 11']).closed[0]!.yearGroups).toEqual([
      'Yr 11',
    ])
  })

  test('a name that begins with a y keeps it', () => {
    expect(yearGroupWords(['Yellow', 'Y7'])).toBe('years Yellow and 7')
  })
})
