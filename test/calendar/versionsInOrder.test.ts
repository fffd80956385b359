// Does the order in which versions of a calendar come, and their closed days stand, change nothing but itself?
import { expect, test } from 'vitest'
import type { CalendarYear } from '../../src/calendar/calendarInForce.ts'
import { daysInOrder, inOrderOfTime } from '../../src/calendar/calendarVersions.ts'

const version = (deliveryId: string, minute: string): CalendarYear => ({
  academicYear: '2026/27',
  publishedAt: `2026-09-14T08:${minute}:00.000Z`,
  deliveryId,
  terms: [{ from: '2026-09-02', to: '2026-10-23' }],
  closed: [],
  registersClose: null,
  source: 'typed',
})

test.each(['a b c', 'a c b', 'b a c', 'b c a', 'c a b', 'c b a'])('versions that come as %s', (order) => {
  const all = { a: version('a', '01'), b: version('b', '01'), c: version('0', '02') }
  const come = order.split(' ').map((name) => all[name as 'a' | 'b' | 'c'])
  expect(inOrderOfTime(come)).toEqual([all.a, all.b, all.c])
})

test('two closed days of one date keep the order they have', () => {
  const inset = { on: '2026-10-05', because: 'inset', yearGroups: ['10'] } as const
  const holiday = { on: '2026-10-05', because: 'holiday', yearGroups: ['11'] } as const
  const closed = (...days: CalendarYear['closed']) =>
    daysInOrder({ terms: [], closed: days, registersClose: null }).closed
  expect(closed(inset, holiday)).toEqual([inset, holiday])
  expect(closed(holiday, inset)).toEqual([holiday, inset])
})
