// What a register says about an absence, from the wire to the record: it begins, moves and ends, and silence ends none.
import { beforeEach, describe, expect, test } from 'vitest'
import { findCase, listCaseEvents } from '../../src/storage/caseStore.ts'
import { allMarks, connectedSchool, mark, type Sender } from './sender.ts'

// Monday 14 September 2026 and the days after it; Friday 18 September is an INSET day.
const calendar = {
  academic_year: '2026/27',
  terms: [{ from: '2026-09-02', to: '2026-10-23' }],
  non_school_days: [{ on: '2026-09-18', because: 'inset' }],
  replaces: null,
}

let sender: Sender

beforeEach(async () => {
  sender = await connectedSchool('2026-09-14T06:00:00Z')
  await sender.send('calendar.published', calendar)
})

/** Puts the clock to an instant and sends these marks, each `pupil date session code`. */
async function marks(at: string, ...texts: string[]) {
  sender.house.clock.put(at)
  const parts = texts.map((text) => text.split(' ') as [string, string, 'AM' | 'PM', string])
  const posted = await sender.send('attendance.marks.upserted', {
    marks: parts.map(([pupil, day, session, code]) =>
      mark(pupil, `2026-09-${day}`, session, code, sender.house.clock.now()),
    ),
  })
  expect(posted.status).toBe(202)
}

async function closed(at: string, day: string, session: 'AM' | 'PM', expected: number, marked: number) {
  sender.house.clock.put(at)
  await sender.send('attendance.session.closed', { date: `2026-09-${day}`, session, expected, marked, closed_at: at })
}

/** Each absence as `pupil began..ended because`, and what happened to it. */
async function absences(): Promise<string[]> {
  const rows = await sender.rows<{
    id: string
    mis_id: string
    began_on: string
    ended_on: string | null
    ended_because: string | null
  }>('(SELECT p.mis_id, c.* FROM cases c JOIN pupils p ON p.id = c.pupil_id)', 'mis_id, began_on, id')
  return rows.map(
    (row) =>
      `${row.mis_id} ${row.began_on.slice(8)}..${row.ended_on ? `${row.ended_on.slice(8)} ${row.ended_because}` : ''}`,
  )
}

async function happenings(): Promise<string[]> {
  const everySchool = { permission: 'source', schools: 'every-school', unopenedAt: 'every-school' } as const
  const cases = await sender.rows<{ id: string }>('cases', 'id')
  const events = await listCaseEvents(
    sender.house.database,
    everySchool,
    cases.map(({ id }) => id),
  )
  return events.map((event) => `${event.what} ${Object.values(event.details).join(' ')}`.trim())
}

describe('an absence begins', () => {
  test.each(['N', 'O', 'G'])('with a %s this morning, at once', async (code) => {
    await marks('2026-09-14T08:31:00Z', `p1 14 AM ${code}`, 'p2 14 AM /', 'p3 14 AM I')
    expect(await absences()).toEqual(['p1 14..'])
  })

  test('for a pupil of whom nothing else is known', async () => {
    await marks('2026-09-14T08:31:00Z', 'p77 14 AM N')
    const [pupil] = await sender.rows<Record<string, unknown>>('pupils')
    expect(pupil).toMatchObject({ mis_id: 'p77', legal_surname: null, details_at: null, first_known_on: '2026-09-14' })
    expect(await absences()).toEqual(['p77 14..'])
  })

  test('at a school that has published no calendar', async () => {
    const other = await connectedSchool('2026-09-14T08:31:00Z', sender.house, '999002')
    sender.house.clock.put('2026-09-14T08:31:00Z')
    await other.send('attendance.marks.upserted', {
      marks: [mark('q1', '2026-09-14', 'AM', 'N', '2026-09-14T08:31:00Z')],
    })
    expect(await absences()).toEqual(['q1 14..'])
    const afterwards = { ...calendar, terms: [{ from: '2026-09-02', to: '2026-12-18' }], non_school_days: [] }
    await other.send('calendar.published', afterwards)
    expect(await absences()).toEqual(['q1 14..'])
  })

  test('after the end of the calendar that was published', async () => {
    await marks('2026-11-02T08:31:00Z', 'p1 14 AM /')
    const late = mark('p1', '2026-11-02', 'AM', 'N', '2026-11-02T08:31:00Z')
    await sender.send('attendance.marks.upserted', { marks: [late] })
    expect(await absences()).toEqual(['p1 02..'])
  })

  test('not with an N of last week before days on which the child was there', async () => {
    await marks('2026-09-14T08:31:00Z', 'p1 11 AM /', 'p1 11 PM \\', 'p1 14 AM /')
    await marks('2026-09-14T09:31:00Z', 'p1 10 AM N')
    expect(await absences()).toEqual([])
  })

  test('on the first of several days when they come at once, whatever their order', async () => {
    await marks('2026-09-16T08:31:00Z', 'p1 16 AM N', 'p1 14 AM N', 'p1 15 PM N', 'p1 14 PM N', 'p1 15 AM N')
    expect(await absences()).toEqual(['p1 14..'])
  })

  test('earlier, when an older N comes late', async () => {
    await marks('2026-09-15T08:31:00Z', 'p1 15 AM N')
    await marks('2026-09-15T09:31:00Z', 'p1 14 AM N')
    expect(await absences()).toEqual(['p1 14..'])
    expect(await happenings()).toEqual(['absence-began 2026-09-15', 'absence-start-moved 2026-09-15 2026-09-14'])
  })
})

// Where nobody knows where a leaver went, the absence goes on.
const elsewhere = { known: true, name: 'Another School' }

describe('an absence ends', () => {
  beforeEach(() => marks('2026-09-14T08:31:00Z', 'p1 14 AM N'))

  test('when the child attends in the afternoon', async () => {
    await marks('2026-09-14T13:01:00Z', 'p1 14 PM \\')
    expect(await absences()).toEqual(['p1 14..14 attended'])
  })

  test('when the child comes late', async () => {
    await marks('2026-09-14T09:01:00Z', 'p1 14 AM L')
    expect(await absences()).toEqual(['p1 14..14 attended'])
    expect(await happenings()).toEqual(
      ['absence-began 2026-09-14', 'mark-corrected 2026-09-14 AM N L ', 'absence-ended 2026-09-14 attended'].map(
        (text) => text.trim(),
      ),
    )
  })

  test('when the N becomes an I, and the correction is recorded before the end', async () => {
    await marks('2026-09-14T09:01:00Z', 'p1 14 AM I')
    expect(await absences()).toEqual(['p1 14..14 reason-in-register'])
    expect(await happenings()).toEqual([
      'absence-began 2026-09-14',
      'mark-corrected 2026-09-14 AM N I',
      'absence-ended 2026-09-14 reason-in-register',
    ])
  })

  test('on the next day when a code gives a reason then', async () => {
    await marks('2026-09-15T08:31:00Z', 'p1 15 AM E')
    expect(await absences()).toEqual(['p1 14..15 reason-in-register'])
  })

  test('when the next register is complete and the child was in it, found after two weeks as no row', async () => {
    await marks('2026-09-15T08:31:00Z', 'p1 15 AM /')
    expect(await absences()).toEqual(['p1 14..15 attended'])
  })

  test('when every N became a code for sessions that nobody could attend', async () => {
    await marks('2026-09-14T11:01:00Z', 'p1 14 AM Y4')
    expect(await absences()).toEqual(['p1 14..14 reason-in-register'])
  })

  test('when the pupil leaves, and the pupil is still there', async () => {
    sender.house.clock.put('2026-09-15T10:00:00Z')
    await sender.send('enrolment.ended', {
      pupil: { mis_id: 'p1' },
      leaving_date: '2026-09-14',
      destination: elsewhere,
    })
    expect(await absences()).toEqual(['p1 14..14 left'])
    expect((await sender.rows<{ left_on: string }>('pupils'))[0]!.left_on).toBe('2026-09-14')
  })

  test('not before a leaving date that is still to come, but when that is reached and a register closes', async () => {
    await sender.send('enrolment.ended', {
      pupil: { mis_id: 'p1' },
      leaving_date: '2026-09-16',
      destination: elsewhere,
    })
    expect(await absences()).toEqual(['p1 14..'])
    await closed('2026-09-16T08:32:00Z', '16', 'AM', 3, 2)
    expect(await absences()).toEqual(['p1 14..16 left'])
  })

  test('and begins anew when the leaver is back on roll', async () => {
    sender.house.clock.put('2026-09-15T10:00:00Z')
    await sender.send('enrolment.ended', {
      pupil: { mis_id: 'p1' },
      leaving_date: '2026-09-14',
      destination: elsewhere,
    })
    sender.house.clock.put('2026-09-15T11:00:00Z')
    await sender.send('enrolment.started', { pupil: { mis_id: 'p1' }, entry_date: '2024-09-03' })
    expect(await absences()).toEqual(['p1 14..14 left', 'p1 14..'].sort().reverse())
  })

  test('and another begins when the child came for a day and is away again, though both come at once', async () => {
    await marks('2026-09-16T08:31:00Z', 'p1 15 AM /', 'p1 15 PM \\', 'p1 16 AM N')
    expect(await absences()).toEqual(['p1 14..15 attended', 'p1 16..'])
  })

  test('and another begins when a day of presence is corrected to N later', async () => {
    await marks('2026-09-15T08:31:00Z', 'p1 15 AM /')
    await marks('2026-09-15T10:31:00Z', 'p1 15 AM N')
    expect((await absences()).sort()).toEqual(['p1 14..', 'p1 14..15 attended'])
  })
})

describe('an absence begins later', () => {
  test('when its first day is explained and the next is not: it is the same absence', async () => {
    await marks('2026-09-14T08:31:00Z', 'p1 14 AM N', 'p1 14 PM N')
    await marks('2026-09-15T08:31:00Z', 'p1 15 AM N')
    await marks('2026-09-15T10:31:00Z', 'p1 14 AM I', 'p1 14 PM I')
    expect(await absences()).toEqual(['p1 15..'])
    expect((await happenings()).at(-1)).toBe('absence-start-moved 2026-09-14 2026-09-15')
  })

  test('when a newer calendar closes its first day', async () => {
    await marks('2026-09-15T08:31:00Z', 'p1 14 AM N', 'p1 14 PM N', 'p1 15 AM N')
    await sender.send('calendar.published', { ...calendar, non_school_days: [{ on: '2026-09-14', because: 'inset' }] })
    expect(await absences()).toEqual(['p1 15..'])
  })
})

describe('silence ends nothing', () => {
  beforeEach(async () => {
    await marks('2026-09-14T08:31:00Z', 'p1 14 AM N', 'p2 14 AM /')
    await closed('2026-09-14T08:32:00Z', '14', 'AM', 2, 2)
  })

  test('a mark taken back', async () => {
    sender.house.clock.put('2026-09-14T09:31:00Z')
    const deleted = {
      pupil: { mis_id: 'p1' },
      date: '2026-09-14',
      session: 'AM',
      source_updated_at: '2026-09-14T09:31:00Z',
    }
    await sender.send('attendance.marks.deleted', { marks: [deleted] })
    expect(await absences()).toEqual(['p1 14..'])
    const rows = await sender.rows<Record<string, unknown>>(allMarks, 'code')
    expect(rows.map((row) => row.code)).toEqual(['-', '/'])
    const versions = await sender.rows<Record<string, unknown>>('mark_versions')
    expect(versions.map((row) => [row.code, row.became])).toEqual([['N', '-']])
    expect(await happenings()).toEqual(['absence-began 2026-09-14', 'mark-corrected 2026-09-14 AM N -'])
  })

  test('a feed that falls silent for days, though others are heard', async () => {
    await marks('2026-09-17T08:31:00Z', 'p2 17 AM /')
    await closed('2026-09-17T08:32:00Z', '17', 'AM', 2, 1)
    expect(await absences()).toEqual(['p1 14..'])
  })

  test('registers closed as complete in which the child has no mark', async () => {
    await marks('2026-09-14T13:01:00Z', 'p2 14 PM \\')
    await closed('2026-09-14T13:02:00Z', '14', 'PM', 1, 1)
    expect(await absences()).toEqual(['p1 14..'])
    const rows = await sender.rows<Record<string, unknown>>(allMarks, 'session, code')
    expect(rows.map((row) => [row.session, row.code, row.source])).toEqual([
      ['AM', '/', 'mis'],
      ['AM', 'N', 'mis'],
      ['PM', '-', 'no-mark'],
      ['PM', '\\', 'mis'],
    ])
  })

  test('a mark of -', async () => {
    await marks('2026-09-15T08:31:00Z', 'p1 15 AM -', 'p2 15 AM -')
    expect(await absences()).toEqual(['p1 14..'])
  })

  test('a calendar that stops before today, and one that closes the day', async () => {
    await sender.send(
      'calendar.published',
      { ...calendar, terms: [{ from: '2026-09-02', to: '2026-09-11' }] },
      { timestamp: '2026-09-14T08:33:00Z' },
    )
    expect(await absences()).toEqual(['p1 14..'])
    sender.house.clock.put('2026-09-14T08:40:00Z')
    await sender.send('calendar.published', { ...calendar, non_school_days: [{ on: '2026-09-14', because: 'inset' }] })
    expect(await absences()).toEqual(['p1 14..'])
  })

  test('a register that is no longer complete: the presence that ended an absence is unknown again', async () => {
    await marks('2026-09-15T08:31:00Z', 'p1 15 AM /', 'p2 15 AM /')
    await closed('2026-09-15T08:32:00Z', '15', 'AM', 2, 2)
    expect(await absences()).toEqual(['p1 14..15 attended'])
    // What was plain presence may be let go after two weeks; then only the complete register says that it was.
    await sender.house.database.commit([{ sql: "DELETE FROM presence WHERE marked_on = '2026-09-15'", parameters: [] }])
    await closed('2026-09-15T09:32:00Z', '15', 'AM', 2, 1)
    expect((await absences()).sort()).toEqual(['p1 14..', 'p1 14..15 attended'])
  })
})

describe('registers', () => {
  test('plain presence of complete registers is let go after 14 days, but for the children who are away', async () => {
    await marks('2026-09-14T08:31:00Z', 'p1 14 AM /', 'p2 14 AM /', 'p3 14 AM L', 'p4 14 AM I')
    await closed('2026-09-14T08:32:00Z', '14', 'AM', 4, 4)
    await marks('2026-09-14T13:01:00Z', 'p1 14 PM \\', 'p2 14 PM \\')
    await marks('2026-09-28T08:31:00Z', 'p1 28 AM /', 'p2 28 AM N')
    await closed('2026-09-28T08:32:00Z', '28', 'AM', 4, 4)
    expect(await codesOn('2026-09-14')).toEqual(['p1 AM /', 'p1 PM \\', 'p2 AM /', 'p2 PM \\', 'p3 AM L', 'p4 AM I'])
    await closed('2026-09-29T08:32:00Z', '29', 'AM', 4, 3)
    // The afternoon's register was never complete: without its rows nobody could tell who was there.
    expect(await codesOn('2026-09-14')).toEqual(['p1 PM \\', 'p2 AM /', 'p2 PM \\', 'p3 AM L', 'p4 AM I'])
  })

  test('an older word about a register than the one that stands changes nothing', async () => {
    await closed('2026-09-14T08:40:00Z', '14', 'AM', 2, 2)
    sender.house.clock.put('2026-09-14T08:45:00Z')
    const older = { date: '2026-09-14', session: 'AM', expected: 2, marked: 1, closed_at: '2026-09-14T08:32:00Z' }
    await sender.send('attendance.session.closed', older)
    const rows = await sender.rows<Record<string, unknown>>('register_sessions')
    expect(rows).toMatchObject([{ complete: 1, marked: 2, last_heard_at: '2026-09-14T08:45:00.000Z' }])
  })

  test('marks alone never make a register complete, whatever their session_status says', async () => {
    const data = { session_status: 'closed', marks: [mark('p1', '2026-09-14', 'AM', '/', '2026-09-14T05:00:00Z')] }
    await sender.send('attendance.marks.upserted', data)
    expect(await sender.rows('register_sessions')).toMatchObject([{ complete: 0, expected: null, closed_at: null }])
  })

  test('a mark that comes after its register closed replaces the - and leaves no version', async () => {
    await marks('2026-09-14T08:31:00Z', 'p1 14 PM /', 'p2 14 AM /')
    await closed('2026-09-14T08:32:00Z', '14', 'AM', 2, 2)
    expect(await codesOn('2026-09-14')).toEqual(['p1 AM -', 'p1 PM /', 'p2 AM /'])
    await marks('2026-09-14T08:35:00Z', 'p1 14 AM N')
    expect(await codesOn('2026-09-14')).toEqual(['p1 AM N', 'p1 PM /', 'p2 AM /'])
    expect(await sender.rows('mark_versions')).toEqual([])
    expect(await absences()).toEqual([])
  })

  test('leavers, and pupils who start later, get no - from a complete register', async () => {
    await marks('2026-09-14T08:31:00Z', 'p1 14 AM /', 'p2 14 AM /', 'p3 14 AM /')
    await sender.send('enrolment.ended', {
      pupil: { mis_id: 'p1' },
      leaving_date: '2026-09-14',
      destination: elsewhere,
    })
    await sender.send('enrolment.started', { pupil: { mis_id: 'p2' }, entry_date: '2026-09-21' })
    await closed('2026-09-15T08:32:00Z', '15', 'AM', 1, 1)
    expect(await codesOn('2026-09-15')).toEqual(['p3 AM -'])
  })
})

async function codesOn(on: string): Promise<string[]> {
  const rows = await sender.rows<Record<string, string>>(
    `(SELECT p.mis_id, m.* FROM ${allMarks} m JOIN pupils p ON p.id = m.pupil_id)`,
    'mis_id, session, code',
  )
  return rows.filter((row) => row.marked_on === on).map((row) => `${row.mis_id} ${row.session} ${row.code}`)
}

describe('schools apart', () => {
  test('the same MIS number at two schools is two children', async () => {
    const other = await connectedSchool('2026-09-14T08:31:00Z', sender.house, '999002')
    await marks('2026-09-14T08:31:00Z', 'p1 14 AM N')
    await other.send('attendance.marks.upserted', {
      marks: [mark('p1', '2026-09-14', 'AM', '/', '2026-09-14T08:32:00Z')],
    })
    await other.send('pupil.upserted', { pupil: { mis_id: 'p1', legal_surname: 'Elsewhere' } })
    const rows = await sender.rows<Record<string, string>>('pupils', 'school_urn')
    expect(rows.map((row) => [row.school_urn, row.mis_id, row.legal_surname])).toEqual([
      ['999001', 'p1', null],
      ['999002', 'p1', 'Elsewhere'],
    ])
    expect(await absences()).toEqual(['p1 14..'])
    expect(await codesOn('2026-09-14')).toEqual(['p1 AM /', 'p1 AM N'])
    const [kase] = await sender.rows<{ id: string }>('cases')
    const otherSchool = { permission: 'source', schools: ['999002'], unopenedAt: ['999002'] } as const
    expect(await findCase(sender.house.database, otherSchool, kase!.id)).toBeNull()
  })

  test('a register closed at one school gives no - and ends nothing at another', async () => {
    const other = await connectedSchool('2026-09-14T08:31:00Z', sender.house, '999002')
    await marks('2026-09-14T08:31:00Z', 'p1 14 AM N')
    sender.house.clock.put('2026-09-14T13:31:00Z')
    await other.send('attendance.session.closed', {
      date: '2026-09-14',
      session: 'PM',
      expected: 0,
      marked: 0,
      closed_at: '2026-09-14T13:31:00Z',
    })
    expect(await codesOn('2026-09-14')).toEqual(['p1 AM N'])
    expect(await absences()).toEqual(['p1 14..'])
  })
})
