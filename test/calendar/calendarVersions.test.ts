// Which of several versions of a school year holds?
import { expect, test } from 'vitest'
import type { CalendarYear } from '../../src/calendar/calendarInForce.ts'
import { daysInOrder, isSameCalendar, versionInForce, versionsTold } from '../../src/calendar/calendarVersions.ts'

/** `M1A`: by the MIS, in minute 1, calendar A. `H`: by hand. */
function version(text: string): CalendarYear {
  const [by, minute, which] = text as unknown as [string, string, string]
  return {
    academicYear: '2026/27',
    publishedAt: `2026-09-14T08:0${minute}:00.000Z`,
    deliveryId: text,
    terms: [{ from: '2026-09-02', to: '2026-10-23' }],
    closed: which === 'A' ? [] : [{ on: which === 'B' ? '2026-09-18' : '2026-10-09', because: 'inset' }],
    registersClose: null,
    source: by === 'M' ? 'mis' : 'typed',
  }
}

const histories: readonly [name: string, versions: string, inForce: string, told: string][] = [
  ['the newest', 'M1A M2B', 'M2B', 'M1A M2B'],
  ['the newest, however they come', 'M2B M1A', 'M2B', 'M1A M2B'],
  ['a hand after the MIS', 'M1A H2B', 'H2B', 'M1A H2B'],
  ['the MIS says again what it said: the hand holds', 'M1A H2B M3A M4A', 'H2B', 'M1A H2B'],
  ['the MIS says something else: the MIS holds', 'M1A H2B M3C', 'M3C', 'M1A H2B M3C'],
  ['the MIS says what the hand said: that is news of the MIS', 'M1A H2B M3B', 'M3B', 'M1A H2B M3B'],
  ['the MIS goes there and back: that is news twice', 'M1A H2B M3C M4A', 'M4A', 'M1A H2B M3C M4A'],
  ['a hand before the MIS had said anything', 'H1B M2A', 'M2A', 'H1B M2A'],
  ['two hands', 'M1A H2B H3C M4A', 'H3C', 'M1A H2B H3C'],
  ['a hand that says the same again is its own version', 'M1A H2B H3B', 'H3B', 'M1A H2B H3B'],
  ['a late one makes the later a repeat', 'M1A M2C H3B M4C', 'H3B', 'M1A M2C H3B'],
  ['two of one instant: the higher id', 'M1A H1B', 'M1A', 'H1B M1A'],
]

test.each(histories)('%s', (_, versions, inForce, told) => {
  const all = versions.split(' ').map(version)
  expect(versionInForce(all)?.deliveryId).toBe(inForce)
  expect(
    versionsTold(all)
      .map(({ deliveryId }) => deliveryId)
      .join(' '),
  ).toBe(told)
})

test('none where nobody said anything', () => {
  expect(versionInForce([])).toBe(null)
})

test('the same days said in another order, with empty year groups, are the same days', () => {
  const one = daysInOrder({
    terms: [
      { from: '2026-11-02', to: '2026-12-18' },
      { to: '2026-10-23', from: '2026-09-02' },
    ],
    closed: [
      { because: 'inset', on: '2026-11-02', yearGroups: [] },
      { on: '2026-09-18', because: 'inset', yearGroups: ['7', '11', '7'] },
    ],
    registersClose: { PM: '14:00', AM: '09:30' },
  })
  expect(JSON.stringify(one)).toBe(
    '{"terms":[{"from":"2026-09-02","to":"2026-10-23"},{"from":"2026-11-02","to":"2026-12-18"}],' +
      '"closed":[{"on":"2026-09-18","because":"inset","yearGroups":["11","7"]},{"on":"2026-11-02","because":"inset"}],' +
      '"registersClose":{"AM":"09:30","PM":"14:00"}}',
  )
  expect(isSameCalendar(one, daysInOrder(one))).toBe(true)
  expect(isSameCalendar(one, { ...one, registersClose: null })).toBe(false)
})
