// Is a register that was closed as whole much thinner than the roll? Year groups away and nursery make no false alarm.
import { expect, test } from 'vitest'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { thinRegisterOf } from '../../src/cases/thinRegister.ts'

const on = '2026-10-14'
const calendar = prepareCalendar({
  terms: [{ from: '2026-09-02', to: '2026-10-23' }],
  closed: [{ on, because: 'planned-closure', yearGroups: ['Year 5', '6'] }],
})
type Groups = readonly (readonly [string | null, number, number])[]
const thin = (groups: Groups, day = on) => thinRegisterOf({ on: day, session: 'AM', groups }, calendar)

test.each<[string, Groups, ReturnType<typeof thin>]>([
  ['5 of 400', [['1', 400, 395]], { marked: 5, onRoll: 400 }],
  ['nobody of 400', [['1', 400, 400]], { marked: 0, onRoll: 400 }],
  ['199 of 400', [['1', 400, 201]], { marked: 199, onRoll: 400 }],
  ['200 of 400, a half', [['1', 400, 200]], null],
  ['a class of 30 without its register', [['1', 400, 30]], null],
  ['4 of a small school of 9, five without', [['1', 9, 5]], { marked: 4, onRoll: 9 }],
  ['2 of a small school of 6, four without', [['1', 6, 4]], null],
  [
    'two year groups together',
    [
      ['1', 200, 150],
      ['2', 200, 160],
    ],
    { marked: 90, onRoll: 400 },
  ],
  ['a year group that is not known is expected', [[null, 12, 10]], { marked: 2, onRoll: 12 }],
  ['nobody on roll', [], null],
])('%s', (_name, groups, expected) => {
  expect(thin(groups)).toEqual(expected)
})

test('year groups away by the calendar are not expected, however their system writes them; on another day they are', () => {
  const groups: Groups = [
    ['4', 20, 1],
    ['Y5', 60, 60],
    ['Year 6', 60, 60],
  ]
  expect(thin(groups)).toBeNull()
  expect(thin(groups, '2026-10-13')).toEqual({ marked: 19, onRoll: 140 })
  // Those who are expected are still asked about.
  expect(
    thin([
      ['4', 20, 15],
      ['Y5', 60, 0],
    ]),
  ).toEqual({ marked: 5, onRoll: 20 })
})

test('nursery and the early years before Reception are not expected; Reception is', () => {
  const early: Groups = [
    ['N1', 30, 30],
    ['Nursery 2', 30, 30],
    ['E2', 10, 10],
    ['Nursery', 8, 8],
  ]
  expect(thin([...early, ['1', 40, 0]])).toBeNull()
  expect(thin(early)).toBeNull()
  expect(
    thin([
      ['Reception', 30, 30],
      ['1', 20, 0],
    ]),
  ).toEqual({ marked: 20, onRoll: 50 })
})
