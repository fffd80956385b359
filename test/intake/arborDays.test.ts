// Does a school's Arbor say when its registers are closed and which days it teaches, by London's clock and no other?
import { beforeEach, describe, expect, test } from 'vitest'
import { readDelivery } from '../../src/intake/events.ts'
import { arborCalendarFeed } from '../../src/intake/vendors/arborCalendar.ts'
import { arborRegistersFeed } from '../../src/intake/vendors/arborRegisters.ts'
import { instantInLondon } from '../../src/intake/vendors/arborTimes.ts'
import type { Feed, FeedAsked, FeedRead } from '../../src/intake/vendors/feed.ts'
import { type ArborDouble, arborDouble, askedOf, noAccess } from './arborDouble.ts'

type Good = Extract<FeedRead, { messages: unknown }>

let arbor: ArborDouble
beforeEach(() => {
  arbor = arborDouble()
})

async function good(feed: Feed, change: Partial<FeedAsked> = {}): Promise<Good> {
  const answer = await feed.read(askedOf(change))
  if (!('messages' in answer)) throw new Error(JSON.stringify(answer))
  return answer
}
const faultsIn = (read: Good) =>
  read.messages.flatMap((one) => readDelivery(one, one.timestamp).faults.map(({ path, reason }) => `${path} ${reason}`))

describe('registers', () => {
  test('a session is closed when its last register is, with those on roll and those of them marked', async () => {
    const read = await good(arborRegistersFeed)
    expect(read.messages.map(({ type, data }) => ({ type, ...data }))).toEqual([
      {
        type: 'attendance.session.closed',
        date: '2026-11-17',
        session: 'AM',
        expected: 3,
        marked: 3,
        closed_at: '2026-11-17T09:25:30.000Z',
        told_at: '2026-11-17T09:47:00.000Z',
      },
    ])
    expect(faultsIn(read)).toEqual([])
    expect((await good(arborRegistersFeed, { lists: read.lists! })).messages).toEqual([])
  })

  test('one register still open keeps the session open', async () => {
    arbor.entities.AttendanceRegister![1]!.closedDatetime = null
    expect((await good(arborRegistersFeed)).messages).toEqual([])
  })

  test('a pupil not marked is missing in the count, and told again when the mark comes', async () => {
    const mark = arbor.entities.AttendanceRollCallRecord!.find(({ id }) => id === '9003')!
    mark.attendanceMark = null
    const read = await good(arborRegistersFeed)
    expect(read.messages[0]!.data).toMatchObject({ expected: 3, marked: 2 })
    mark.attendanceMark = { code: 'L' }
    const later = await good(arborRegistersFeed, { lists: read.lists!, now: '2026-11-17T10:02:00.000Z' })
    expect(later.messages[0]!.data).toMatchObject({ expected: 3, marked: 3 })
  })

  test('a mark of somebody who has left does not fill the place of a pupil without one', async () => {
    const mark = arbor.entities.AttendanceRollCallRecord!.find(({ id }) => id === '9003')!
    mark.student = { id: '1204' }
    expect((await good(arborRegistersFeed)).messages[0]!.data).toMatchObject({ expected: 3, marked: 2 })
  })

  test('no registers, or a time that cannot be read: nothing is said to be closed', async () => {
    arbor.entities.AttendanceRegister![0]!.closedDatetime = 'soon'
    expect((await good(arborRegistersFeed)).messages).toEqual([])
    arbor.entities.AttendanceRegister = []
    expect((await good(arborRegistersFeed)).messages).toEqual([])
  })

  test('a permission lost is named', async () => {
    arbor.spoil = { on: 'AttendanceRegister', answer: () => noAccess('AttendanceRegister.closedDatetime') }
    expect(await arborRegistersFeed.read(askedOf())).toEqual({
      refused: 'Arbor gives the application no permission to read AttendanceRegister.closedDatetime.',
    })
  })

  test.each([
    ['2026-11-17 09:25:30', '2026-11-17T09:25:30.000Z'],
    ['2026-06-17 09:25', '2026-06-17T08:25:00.000Z'],
    ['2026-10-24 23:59:59', '2026-10-24T22:59:59.000Z'],
    ['2026-10-25 12:00:00', '2026-10-25T12:00:00.000Z'],
    ['2027-03-28 00:30:00', '2027-03-28T00:30:00.000Z'],
    ['2027-03-28 02:30:00', '2027-03-28T01:30:00.000Z'],
    ['2026-06-17T09:25:30Z', null],
    ['2026-02-30 09:25:30', null],
  ])('%s in London is %s', (local, expected) => {
    expect(instantInLondon(local)).toBe(expected)
  })
})

describe('the calendar', () => {
  test('terms from their first to their last school day, the days inside without school, and when registers close', async () => {
    const read = await good(arborCalendarFeed)
    expect(read.messages.map(({ type, data }) => ({ type, ...data }))).toEqual([
      {
        type: 'calendar.published',
        academic_year: '2026/27',
        terms: [
          { from: '2026-09-03', to: '2026-12-18' },
          { from: '2027-01-04', to: '2027-04-01' },
        ],
        non_school_days: [
          { on: '2026-09-08', because: 'inset' },
          { on: '2026-10-26', because: 'holiday' },
          { on: '2027-03-26', because: 'bank-holiday' },
        ],
        registers_close: { AM: '09:15', PM: '13:20' },
        replaces: null,
        told_at: '2026-11-17T09:47:00.000Z',
      },
    ])
    expect(faultsIn(read)).toEqual([])
    expect((await good(arborCalendarFeed, { lists: read.lists! })).messages).toEqual([])
  })

  test('a snow day added is a new calendar', async () => {
    const first = await good(arborCalendarFeed)
    arbor.entities.AcademicCalendarDate!.find(({ startDate }) =>
      String(startDate).startsWith('2026-09-07'),
    )!.isGoodSchoolDay = false
    const second = await good(arborCalendarFeed, { lists: first.lists! })
    expect(second.messages[0]!.data.non_school_days).toContainEqual({ on: '2026-09-07', because: 'planned-closure' })
  })

  test('days without terms, terms without days: no calendar', async () => {
    for (const day of arbor.entities.AcademicCalendarDate!) day.term = null
    expect((await good(arborCalendarFeed)).messages).toEqual([])
    arbor.entities.AcademicCalendarDate = []
    expect((await good(arborCalendarFeed)).messages).toEqual([])
  })

  test('a day that cannot be read keeps the calendar back and is set aside', async () => {
    arbor.entities.AcademicCalendarDate![3]!.isGoodSchoolDay = 'maybe'
    const read = await good(arborCalendarFeed)
    expect(read.messages.length).toBe(1)
    expect(faultsIn(read)).toEqual(['data.academic_year is missing'])
  })
})
