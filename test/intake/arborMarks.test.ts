// Does every mark of a school's Arbor come in, the first time, when it changes, and when Arbor is not well?
import { HttpResponse } from 'msw'
import { beforeEach, describe, expect, test } from 'vitest'
import { readDelivery } from '../../src/intake/events.ts'
import { arborMarksFeed } from '../../src/intake/vendors/arborMarks.ts'
import type { FeedAsked, FeedRead } from '../../src/intake/vendors/feed.ts'
import { type ArborDouble, arborDouble, askedOf, noAccess } from './arborDouble.ts'

type Good = Extract<FeedRead, { messages: unknown }>
interface Mark {
  pupil?: { mis_id: string }
  date?: string
  session?: string
  code?: string
  minutes_late?: number
}

let arbor: ArborDouble
beforeEach(() => {
  arbor = arborDouble()
})

const read = arborMarksFeed.read
async function good(asked: FeedAsked): Promise<Good> {
  const answer = await read(asked)
  if (!('messages' in answer)) throw new Error(JSON.stringify(answer))
  return answer
}

/** Reads until it is complete, as the poller does. */
async function readAll(from: Partial<FeedAsked> = {}): Promise<Good> {
  let asked = askedOf(from)
  const messages: Good['messages'][number][] = []
  for (;;) {
    const one = await good(asked)
    messages.push(...one.messages)
    const lists = new Map([...asked.lists, ...one.lists!])
    if (one.isComplete) return { ...one, messages, lists }
    asked = { ...asked, cursor: one.cursor, lists }
  }
}

const short = ({ pupil, date, session, code }: Mark) => `${pupil?.mis_id} ${date} ${session} ${code ?? 'gone'}`
const marksIn = (read: Good) => read.messages.flatMap(({ data }) => (data.marks ?? []) as Mark[])
const faultsIn = (read: Good) => read.messages.flatMap((one) => readDelivery(one, '2026-11-17T09:47:01.000Z').faults)
const recordOf = (id: string) => arbor.entities.AttendanceRollCallRecord!.find((one) => one.id === id)!

describe('the first reading', () => {
  test('gives every mark of the school year by its roll call’s time, newest day first, and stands at the newest revision', async () => {
    const all = await readAll()
    expect(marksIn(all).map(short)).toEqual([
      '1201 2026-11-17 AM /',
      '1202 2026-11-17 AM N',
      '1203 2026-11-17 AM L',
      '1201 2026-11-16 AM /',
      '1202 2026-11-16 AM N',
      '1203 2026-11-16 AM /',
      '1201 2026-11-16 PM \\',
      '1202 2026-11-16 PM N',
      '1203 2026-11-16 PM -',
    ])
    expect(marksIn(all)[2]!.minutes_late).toBe(12)
    expect(all.cursor).toBe('43322')
    expect(all.messages[0]!.source).toEqual({
      vendor: 'arbor',
      mis: 'arbor',
      school_urn: '999001',
      school_ref: 'oakfield.uk.arbor.sc',
      sequence: '43322',
    })
    expect(faultsIn(all)).toEqual([])
  })

  test('is taken in pieces of forty questions, each going on where the last one ended', async () => {
    const first = await good(askedOf())
    expect([first.cursor, first.isComplete, arbor.asked.length]).toEqual(['full:43322:2026-11-07', false, 40])
    const second = await good(askedOf({ cursor: first.cursor }))
    expect([second.cursor, arbor.asked[42]]).toEqual([
      'full:43322:2026-09-30',
      'AttendanceRollCallRecord recordDate: "2026-11-07"',
    ])
  })

  test('500 in the middle keeps what was read and goes on from the day that failed', async () => {
    arbor.spoil = { on: '2026-11-16', answer: () => new HttpResponse(null, { status: 500 }) }
    const first = await good(askedOf())
    expect(marksIn(first).map(short)).toEqual(['1201 2026-11-17 AM /', '1202 2026-11-17 AM N', '1203 2026-11-17 AM L'])
    expect(first.cursor).toBe('full:43322:2026-11-16')
    expect(first.stopped).toEqual({ because: 'Arbor answered 500.', retryAfterSeconds: null })
    arbor.spoil = null
    const rest = await readAll({ cursor: first.cursor })
    expect([marksIn(rest).length, rest.cursor]).toEqual([6, '43322'])
  })

  test('a day of 1,203 marks comes in messages of at most 500', async () => {
    const many = Array.from({ length: 1203 }, (_, at) => ({
      ...recordOf('9001'),
      id: String(20_000 + at),
      student: { id: String(5000 + at) },
    }))
    arbor.entities.AttendanceRollCallRecord = many
    const all = await readAll()
    const sizes = all.messages.map(({ data }) => (data.marks as Mark[]).length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500)
    expect(sizes.reduce((sum, size) => sum + size)).toBe(1203)
    expect(Math.max(...all.messages.map((one) => Buffer.byteLength(JSON.stringify(one))))).toBeLessThan(256 * 1024)
  })
})

describe('what changed since', () => {
  test('nothing changed: one question for the revision, one for the roll calls, no message', async () => {
    const same = await good(askedOf({ cursor: '43322' }))
    expect([same.messages, same.cursor, same.isComplete]).toEqual([[], '43322', true])
    expect(arbor.asked).toEqual(['GET attendance-roll-call-records', 'AttendanceRollCallTime'])
  })

  test('a corrected mark comes as it now stands, under the new revision', async () => {
    recordOf('9012').attendanceMark = { code: 'I' }
    arbor.change('attendance-roll-call-records', '9012', 'update')
    const changed = await good(askedOf({ cursor: '43322' }))
    expect(marksIn(changed).map(short)).toEqual(['1202 2026-11-16 AM I'])
    expect([changed.cursor, changed.messages[0]!.source.sequence]).toEqual(['43323', '43323'])
  })

  test('roll call times edited: the whole recalculated history comes in, two weeks back as well', async () => {
    for (const id of ['9011', '9012', '9013']) {
      Object.assign(recordOf(id), { attendanceMark: { code: 'U' }, minutesLate: 40, recordDate: '2026-11-02' })
      arbor.change('attendance-roll-call-records', id, 'update')
    }
    const changed = await good(askedOf({ cursor: '43322' }))
    expect(marksIn(changed).map(short)).toEqual([
      '1201 2026-11-02 AM U',
      '1202 2026-11-02 AM U',
      '1203 2026-11-02 AM U',
    ])
  })

  test('a deleted mark is told by whose it was', async () => {
    const { lists } = await readAll()
    arbor.entities.AttendanceRollCallRecord = arbor.entities.AttendanceRollCallRecord!.filter(({ id }) => id !== '9012')
    arbor.change('attendance-roll-call-records', '9012', 'delete')
    const changed = await good(askedOf({ cursor: '43322', lists: lists! }))
    expect(changed.messages.map(({ type }) => type)).toEqual(['attendance.marks.deleted'])
    expect(marksIn(changed).map(short)).toEqual(['1202 2026-11-16 AM gone'])
    expect(faultsIn(changed)).toEqual([])
  })

  test('a deleted mark of yesterday is known even when it was plain presence; one of long ago is not remembered', async () => {
    Object.assign(recordOf('9021'), { recordDate: '2026-09-15' })
    const { lists } = await readAll()
    expect(lists!.get('roll call records 2026-09-15')).toEqual({})
    arbor.entities.AttendanceRollCallRecord = arbor.entities.AttendanceRollCallRecord!.filter(({ id }) => id !== '9011')
    arbor.change('attendance-roll-call-records', '9011', 'delete')
    const changed = await good(askedOf({ cursor: '43322', lists: lists! }))
    expect(marksIn(changed).map(short)).toEqual(['1201 2026-11-16 AM gone'])
    expect(Object.keys(changed.lists!.get('roll call records 2026-11-16') as object)).not.toContain('9011')
    const weeksLater = await good(askedOf({ cursor: '43323', lists: lists!, now: '2026-12-15T09:47:00.000Z' }))
    expect(Object.keys(weeksLater.lists!.get('roll call records 2026-11-16') as object).toSorted()).toEqual([
      '9012',
      '9022',
      '9023',
    ])
  })

  test('only what was asked for is taken, should Arbor give more', async () => {
    arbor.ignoresFilters = true
    arbor.change('attendance-roll-call-records', '9012', 'update')
    expect(marksIn(await good(askedOf({ cursor: '43322' }))).length).toBe(1)
  })

  test('the session is told by the times that held on the day', async () => {
    const times = arbor.entities.AttendanceRollCallTime!
    times.push({ ...times[0]!, effectiveDate: '2026-11-17', registerOpensTime: '12:30:00' })
    arbor.change('attendance-roll-call-records', '9002', 'update')
    arbor.change('attendance-roll-call-records', '9012', 'update')
    const changed = await good(askedOf({ cursor: '43322' }))
    expect(marksIn(changed).map(short).toSorted()).toEqual(['1202 2026-11-16 AM N', '1202 2026-11-17 PM N'])
  })

  test('a mark deleted and made anew is the new mark and no deletion', async () => {
    const { lists } = await readAll()
    Object.assign(recordOf('9012'), { id: '9900', attendanceMark: { code: 'O' } })
    arbor.change('attendance-roll-call-records', '9012', 'delete')
    arbor.change('attendance-roll-call-records', '9900', 'create')
    const changed = await good(askedOf({ cursor: '43322', lists: lists! }))
    expect(marksIn(changed).map(short)).toEqual(['1202 2026-11-16 AM O'])
  })

  test('a deleted mark nobody knows is set aside where it is seen', async () => {
    arbor.change('attendance-roll-call-records', '777', 'delete')
    const changed = await good(askedOf({ cursor: '43322' }))
    expect(faultsIn(changed).map(({ path, reason }) => `${path} ${reason}`)).toEqual(['data.marks[0].pupil is missing'])
  })

  test('a changed mark that Arbor does not give is asked for again, not passed over', async () => {
    arbor.change('attendance-roll-call-records', '9950', 'create')
    expect(await read(askedOf({ cursor: '43322' }))).toEqual({
      later: 'Arbor did not give marks that it says have changed.',
      retryAfterSeconds: null,
    })
  })

  test('a revision that went backwards is said, everything is read again, and what the backup lacks is gone', async () => {
    const { lists } = await readAll()
    arbor.entities.AttendanceRollCallRecord = arbor.entities.AttendanceRollCallRecord!.filter(({ id }) => id !== '9002')
    arbor.revision = 40_000
    const again = await readAll({ cursor: '43322', lists: lists! })
    expect(again.messages[0]!.type).toBe('sync.failed')
    expect(again.messages[0]!.data).toEqual({
      feed: 'attendance.session',
      reason: 'Arbor went back from revision 43322 to 40000, as after a restored backup. Everything is read again.',
    })
    expect(marksIn(again).map(short)).toContain('1202 2026-11-17 AM gone')
    expect([marksIn(again).length, again.cursor]).toEqual([9, '40000'])
  })
})

describe('what does not fit', () => {
  test('an unknown code, an unknown roll call and a record without a pupil are set aside one by one; the others count', async () => {
    recordOf('9001').attendanceMark = { code: 'H' }
    recordOf('9002').attendanceRollCall = { id: '99', code: 'REGISTRATION' }
    recordOf('9003').student = null
    const all = await readAll()
    expect(faultsIn(all).map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      'data.marks[0].code is not a code of the 2024 list',
      'data.marks[1].session must be AM or PM',
      'data.marks[2].pupil is missing',
    ])
    expect(faultsIn(all)[2]!.content).toContain('9003')
    expect(marksIn(all).length).toBe(9)
  })

  test('an address in the change log is never followed and never passed over in silence', async () => {
    for (const href of [
      'https://evil.example/rest-v2/attendance-roll-call-records/1',
      '/rest-v2/attendance-roll-call-records/1] ) { x',
      '//evil.example/1',
    ]) {
      arbor.change('attendance-roll-call-records', '1', 'update')
      arbor.changes.at(-1)!.href = href
    }
    const changed = await good(askedOf({ cursor: '43322' }))
    expect(arbor.asked.filter((one) => one.includes('evil') || one.includes('id_in'))).toEqual([])
    expect(faultsIn(changed).length).toBe(3)
  })
})

describe('when Arbor will not or cannot', () => {
  test('a lost permission is named, even beside data', async () => {
    arbor.spoil = { on: 'AttendanceRollCallRecord', answer: () => noAccess('AttendanceRollCallRecord.minutesLate') }
    expect(await read(askedOf())).toEqual({
      refused: 'Arbor gives the application no permission to read AttendanceRollCallRecord.minutesLate.',
    })
  })

  test('the empty object of REST is a lost permission and no deletion', async () => {
    arbor.spoil = { on: 'changelog', answer: () => HttpResponse.json({}) }
    arbor.change('attendance-roll-call-records', '9012', 'delete')
    expect(await read(askedOf({ cursor: '43322' }))).toEqual({
      refused: 'Arbor gives the application no permission to read attendance-roll-call-records.',
    })
  })

  test.each<[string, () => Response, FeedRead]>([
    [
      '429',
      () => new HttpResponse(null, { status: 429, headers: { 'retry-after': '90' } }),
      { later: 'Arbor answered 429.', retryAfterSeconds: 90 },
    ],
    ['500', () => new HttpResponse(null, { status: 500 }), { later: 'Arbor answered 500.', retryAfterSeconds: null }],
    [
      'a page that is no JSON',
      () => HttpResponse.text('<html>'),
      { later: 'Arbor gave no answer (not-json).', retryAfterSeconds: null },
    ],
    ['403', () => new HttpResponse(null, { status: 403 }), { refused: 'Arbor refuses the application (403).' }],
    [
      'a redirect',
      () => new HttpResponse(null, { status: 302, headers: { location: 'https://evil.example/' } }),
      { refused: 'Arbor sends us to another address, which is not followed.' },
    ],
    [
      'an error that names a child',
      () => HttpResponse.json({ errors: [{ message: 'Fatal at Amelia Hart' }] }),
      { later: 'Arbor answered with an error.', retryAfterSeconds: null },
    ],
  ])('%s', async (_, answer, expected) => {
    arbor.spoil = { on: 'AttendanceRollCallTime', answer }
    expect(await read(askedOf())).toEqual(expected)
  })

  test('a wrong password is refused', async () => {
    expect(await read(askedOf({ token: 'whereabouts:wrong' }))).toEqual({
      refused: 'Arbor did not accept the user name and password (401).',
    })
  })

  test.each([
    'evil.example',
    'oakfield.uk.arbor.sc.evil.example',
    'a/b.uk.arbor.sc',
    'x@evil.uk.arbor.sc',
    'OAKFIELD.uk.arbor.sc',
    '-oakfield.uk.arbor.sc',
    '',
  ])('the host %j is never asked', async (host) => {
    expect(await read(askedOf({ settings: { host } }))).toEqual({
      refused: 'The address of the school’s Arbor is not one that ends in .uk.arbor.sc.',
    })
    expect(arbor.asked).toEqual([])
  })
})
