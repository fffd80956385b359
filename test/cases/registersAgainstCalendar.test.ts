// On which days do register and calendar not agree?
import { expect, test } from 'vitest'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { againstCalendar, closedWeekdays, type DayTaken } from '../../src/cases/registersAgainstCalendar.ts'

const calendar = prepareCalendar({
  terms: [{ from: '2026-11-02', to: '2026-12-18' }],
  closed: [
    { on: '2026-11-17', because: 'planned-closure' },
    { on: '2026-11-19', because: 'inset', yearGroups: ['11'] },
  ],
})
const year = (yearGroup: string | null, away: number, expected = away, closed = 0) => ({
  yearGroup,
  away,
  expected,
  closed,
})
const day = (on: string, change: Partial<DayTaken>): DayTaken => ({ on, complete: [], marked: [], ...change })

test('closed weekdays are asked about, those of a year group too, and no weekend or day beyond the calendar', () => {
  expect(closedWeekdays(calendar, '2026-10-30', '2026-11-22')).toEqual(['2026-11-17', '2026-11-19'])
})

const rows: [name: string, taken: DayTaken, against: { away: number; isForAll: boolean } | null][] = [
  ['a complete register', day('2026-11-17', { complete: ['AM'] }), { away: 0, isForAll: true }],
  ['marks alone', day('2026-11-17', { marked: [year('7', 2), year('8', 1, 4)] }), { away: 3, isForAll: true }],
  ['a complete register of # alone', day('2026-11-17', { complete: ['AM'], marked: [year('7', 0, 0, 30)] }), null],
  ['# for some and an N', day('2026-11-17', { marked: [year('7', 1, 1, 29)] }), { away: 1, isForAll: true }],
  ['nothing but -', day('2026-11-17', { marked: [year('7', 0, 0)] }), null],
  [
    'marks of the year group that had none',
    day('2026-11-19', { marked: [year('Year 11', 2)] }),
    { away: 2, isForAll: false },
  ],
  ['marks of the others', day('2026-11-19', { complete: ['AM'], marked: [year('7', 2)] }), null],
  ['a register of a school day', day('2026-11-18', { complete: ['AM'], marked: [year('7', 2)] }), null],
]

test.each(rows)('%s', (_, taken, against) => {
  const found = againstCalendar(taken, calendar)
  expect(found && { away: found.away, isForAll: found.isForAll }).toEqual(against)
})
