// The pieces that read Wonde's records, alone: dates as text, marks in batches, registers that are whole or not.
import { describe, expect, test } from 'vitest'
import type { FeedAsked } from '../../../src/intake/vendors/feed.ts'
import { wondeDay, wondeInstant, wondeReference } from '../../../src/intake/vendors/wondeFields.ts'
import { markMessages, marksOf } from '../../../src/intake/vendors/wondeMarks.ts'
import { wondeSchoolAddress } from '../../../src/intake/vendors/wondeReading.ts'
import { registerBegun, registerClosed, registerRead, registerWith } from '../../../src/intake/vendors/wondeRegister.ts'

const asked: FeedAsked = {
  ask: async () => ({ failed: 'unreachable' }),
  ...{ schoolUrn: '999001', token: 'tok', settings: { school_ref: 'A1234567890' }, cursor: null },
  ...{ now: '2026-09-14T08:20:00.000Z', lists: new Map() },
}
const record = (change: object = {}) => ({
  ...{ id: 'A4000000001', date: '2026-09-14', session: 'AM', student: 'A1000000001', attendance_code: 'A2000000001' },
  updated_at: { date: '2026-09-14 07:58:00.000000', timezone: 'UTC' },
  ...change,
})
const marks = (...records: object[]) => marksOf(records, { A2000000001: '/', A2000000006: '-' }, asked.now)

describe('dates', () => {
  test.each([
    [{ date: '2026-06-30 00:00:00.000000', timezone_type: 3, timezone: 'Europe/London' }, '2026-06-30'],
    [{ date: '2026-06-30 23:59:59.000000', timezone: 'UTC' }, '2026-06-30'],
    ['2026-06-30', '2026-06-30'],
    [null, null],
    [undefined, null],
  ])('the day of %j is %s, in whatever zone it is said', (said, day) => {
    expect(wondeDay.parse(said)).toBe(day)
  })

  test.each([{ date: '2026-02-30 00:00:00' }, { date: '30/06/2026' }, '', 20260630])('%j is no day', (said) => {
    expect(wondeDay.safeParse(said).success).toBe(false)
  })

  test.each([
    [{ date: '2026-06-30 08:00:00.250000', timezone: 'UTC' }, '2026-06-30T08:00:00.250Z'],
    [{ date: '2026-06-30 08:00:00.000000', timezone: 'Europe/London' }, '2026-06-30T07:00:00.000Z'],
    [{ date: '2026-12-01 08:00:00', timezone: 'Europe/London' }, '2026-12-01T08:00:00.000Z'],
    [{ date: '2026-06-30 08:00:00.000000' }, '2026-06-30T08:00:00.000Z'],
    [null, null],
  ])('the moment of %j is %s', (said, instant) => {
    expect(wondeInstant.parse(said)).toBe(instant)
  })

  test('a moment in a zone that is not known is not guessed', () => {
    expect(wondeInstant.safeParse({ date: '2026-06-30 08:00:00', timezone: 'Pacific/Auckland' }).success).toBe(false)
  })

  test('an id stands alone, in an object, or wrapped', () => {
    expect(['A1', { id: 'A1' }, { data: { id: 'A1' } }].map((said) => wondeReference.parse(said))).toEqual([
      'A1',
      'A1',
      'A1',
    ])
  })
})

describe('marks in batches', () => {
  const many = (count: number, change: object = {}) =>
    marks(...Array.from({ length: count }, (_, index) => record({ student: `A${1000000000 + index}`, ...change })))
      .marks

  test('at most 500 in one message', () => {
    const sizes = markMessages(asked, many(1001), []).map(({ data }) => (data.marks as unknown[]).length)
    expect(sizes).toEqual([500, 500, 1])
  })

  test('long comments make smaller messages, none over 256 KiB', () => {
    const messages = markMessages(asked, many(500, { comment: '…'.repeat(1000) }), [])
    expect(messages.reduce((sum, { data }) => sum + (data.marks as unknown[]).length, 0)).toBe(500)
    for (const message of messages)
      expect(new TextEncoder().encode(JSON.stringify(message)).length).toBeLessThan(256 * 1024)
    expect(messages.length).toBe(7)
  })

  test('day by day, session by session', () => {
    const all = marks(record({ session: 'PM' }), record({ date: '2026-09-11' }), record()).marks
    expect(
      (markMessages(asked, all, [])[0]!.data.marks as { date: string; session: string }[]).map(
        ({ date, session }) => `${date} ${session}`,
      ),
    ).toEqual(['2026-09-11 AM', '2026-09-14 AM', '2026-09-14 PM'])
  })

  test('no marks are no message', () => {
    expect(markMessages(asked, [], [])).toEqual([])
  })

  test('a mark without a moment counts as of its reading', () => {
    expect(marks(record({ updated_at: null })).marks[0]!.asSent).toMatchObject({
      source_updated_at: '2026-09-14T08:20:00.000Z',
    })
  })

  test('a session that is neither morning nor afternoon goes on, to be set aside', () => {
    expect(marks(record({ session: 'EVE' })).marks[0]!.asSent).toMatchObject({ session: 'EVE' })
  })
})

describe('a register', () => {
  const on = '2026-09-14'
  const mark = (student: string, change: object = {}) => marks(record({ student, ...change })).marks
  const two = ['A1', 'A2']

  test('is whole when everybody on roll has a mark, closed by its latest', () => {
    const read = registerWith(registerRead(null, on), [
      ...mark('A1'),
      ...mark('A2', { updated_at: { date: '2026-09-14 08:05:00' } }),
    ])
    expect(registerClosed(read, 'AM', two)).toEqual({
      ...{ date: on, session: 'AM', expected: 2, marked: 2, closed_at: '2026-09-14T08:05:00.000Z' },
    })
    expect(registerClosed(read, 'PM', two)).toBeNull()
  })

  test('is not while one has none, or a blank one, or when nobody is known to be on roll', () => {
    const blank = mark('A2', { attendance_code: 'A2000000006' })
    expect(registerClosed(registerWith(registerRead(null, on), mark('A1')), 'AM', two)).toBeNull()
    expect(registerClosed(registerWith(registerRead(null, on), [...mark('A1'), ...blank]), 'AM', two)).toBeNull()
    expect(registerClosed(registerWith(registerRead(null, on), mark('A1')), 'AM', [])).toBeNull()
  })

  test('a mark taken back by a newer blank one is none, in whatever order they are read', () => {
    const blank = mark('A1', { attendance_code: null, updated_at: { date: '2026-09-14 08:30:00' } })
    expect(registerClosed(registerWith(registerRead(null, on), [...blank, ...mark('A1')]), 'AM', ['A1'])).toBeNull()
  })

  test('when a whole reading begins, what was read since is forgotten and what was made before the day is not', () => {
    const ahead = mark('A1', { updated_at: { date: '2026-09-10 08:00:00' } })
    const before = registerWith(registerRead(null, on), [...ahead, ...mark('A2')])
    const begun = registerBegun(before, '2026-09-13T23:00:00.000Z')
    expect(registerClosed(registerWith(begun, mark('A2')), 'AM', two)).toMatchObject({ marked: 2 })
    expect(registerClosed(registerWith(begun, mark('A3')), 'AM', two)).toBeNull()
  })

  test('of another day only what was known ahead is left', () => {
    const friday = registerWith(registerRead(null, '2026-09-11'), [
      ...mark('A1', { date: '2026-09-11' }),
      ...mark('A2'),
    ])
    expect(registerRead(friday, on)).toEqual({ on, AM: {}, PM: {}, ahead: { '2026-09-14 AM': ['A2'] } })
    expect(registerRead(friday, '2026-09-15').ahead).toEqual({})
  })

  test('what was kept and cannot be read begins anew', () => {
    expect(registerRead({ on, AM: 'x' }, on)).toEqual({ on, AM: {}, PM: {}, ahead: {} })
  })
})

test('a school’s address is one of Wonde’s domains and the number of a school, and nothing else', () => {
  expect(wondeSchoolAddress({ school_ref: 'A1234567890' })).toBe('https://api.wonde.com/v1.0/schools/A1234567890')
  expect(wondeSchoolAddress({ domain: 'api-af-south-1.wonde.com', school_ref: 'A1234567890' })).toBe(
    'https://api-af-south-1.wonde.com/v1.0/schools/A1234567890',
  )
  expect(wondeSchoolAddress({ domain: 'api.wonde.com.example', school_ref: 'A1234567890' })).toBeNull()
  expect(wondeSchoolAddress({ domain: 'api.wonde.com', school_ref: '../meta' })).toBeNull()
  expect(wondeSchoolAddress({})).toBeNull()
})
