// What is kept of a school that is read through Wonde for the first time? Our own messages, as a webhook would carry them.
import { beforeAll, describe, expect, test } from 'vitest'
import { pollDue } from '../../../src/intake/poll.ts'
import type { TestHouse } from '../../support/testHouse.ts'
import { houseWithWonde, type Kept, messagesKept, openWonde, rowsOf, type WondeDouble } from './wondeDouble.ts'

let house: TestHouse
let wonde: WondeDouble
let messages: Kept[]
const of = (type: string) => messages.filter((message) => message.type === type).map(({ data }) => data)

beforeAll(async () => {
  wonde = openWonde()
  house = (await houseWithWonde('2026-09-14T08:20:00.000Z')).house
  await pollDue(house)
  await house.settled()
  messages = await messagesKept(house)
})

describe('the first reading', () => {
  test('asks for each list once, with the school’s token, and for changes of two weeks where there is no end to a list', () => {
    const paths = wonde.asked.map((each) => each.replace('/v1.0/schools/A1234567890/', ''))
    const includes = 'include=education_details%2Cextended_details%2Ccontacts%2Ccontacts.contact_details%2Cgroups'
    const since = 'updated_after=2026-08-31+08%3A20%3A00'
    expect(paths.sort()).toEqual([
      'attendance-codes?per_page=200',
      `attendance-leavers/session?per_page=200&${since}`,
      `attendance/session?per_page=200&${since}`,
      `attendance/session?per_page=200&${since}`,
      `deletions?per_page=200&type=student&${since}`,
      `students-leaver?per_page=200&${includes}&${since}`,
      `students-pre-admission?per_page=200&${includes}`,
      `students?per_page=200&${includes}`,
    ])
  })

  test('a pupil is told with the UPN of the education details; Wonde’s own upi goes nowhere', () => {
    expect(of('pupil.upserted')[2]).toEqual({
      pupil: {
        ...{ mis_id: 'A1000000003', upn: 'E999100126003', former_upn: null },
        ...{
          legal_forename: 'Zsófia',
          legal_surname: 'Nagy-Szabó',
          preferred_forename: 'Zsófia',
          preferred_surname: 'Nagy',
        },
        ...{ date_of_birth: '2015-04-11', sex: 'FEMALE', year_group: '6', reg_group: '6A' },
      },
      flags: { looked_after: true, sen_support: false, ehc_plan: false },
      source_updated_at: '2026-09-03T10:16:00.000Z',
    })
    expect(JSON.stringify(messages)).not.toContain('7c33e8')
  })

  test('every message names Wonde, our school and Wonde’s, and when it was read', () => {
    const { data: _, ...envelope } = messages[0]!
    expect(envelope).toEqual({
      ...{ type: 'pupil.upserted', timestamp: '2026-09-14T08:20:00.000Z', schema: '2026-09-01' },
      source: { vendor: 'wonde', school_urn: '999001', school_ref: 'A1234567890' },
    })
  })

  test('whom to ring: a number that stands there twice is one', () => {
    expect(of('contacts.upserted')).toEqual([
      {
        pupil: { mis_id: 'A1000000003' },
        contacts: [
          {
            ...{ contact_ref: 'A5000000001', name: 'Ms Ilona Nagy', relationship: 'Mother', priority: 1 },
            ...{ parental_responsibility: true, restricted: null, emails: ['ilona@nagy.example'] },
            phones: [
              { number: '07700 900123', kind: 'mobile' },
              { number: '01632 960100', kind: 'work' },
            ],
          },
        ],
        source_updated_at: '2026-09-03T10:16:00.000Z',
      },
    ])
  })

  test('who is on roll since when, who is expected, who left, who is no longer in the system', () => {
    expect(of('enrolment.started').map(({ pupil, entry_date, status }) => [pupil, entry_date, status])).toEqual([
      [{ mis_id: 'A1000000001' }, '2021-09-03', 'C'],
      [{ mis_id: 'A1000000002' }, '2021-09-03', 'C'],
      [{ mis_id: 'A1000000003' }, '2024-09-03', 'C'],
    ])
    expect(
      of('enrolment.expected').map(({ pupil, expected_start_date }) => [
        (pupil as { mis_id: string }).mis_id,
        expected_start_date,
      ]),
    ).toEqual([['A1000000077', '2026-09-21']])
    expect(of('enrolment.ended')).toEqual([
      {
        ...{ pupil: { mis_id: 'A1000000004' }, leaving_date: '2026-09-11', destination: null },
        source_updated_at: '2026-09-14T07:30:00.000Z',
      },
    ])
    expect(of('pupil.deleted')).toEqual([
      { pupil: { mis_id: 'A1000000009' }, reason: null, source_updated_at: '2026-09-14T07:00:00.000Z' },
    ])
  })

  test('marks carry the school’s code, the day as it is written, and when they were made', () => {
    const marks = of('attendance.marks.upserted')[0]!.marks as unknown[]
    expect(marks).toHaveLength(3)
    expect(marks[1]).toEqual({
      ...{
        pupil: { mis_id: 'A1000000002', upn: null },
        date: '2026-09-14',
        session: 'AM',
        code: 'L',
        source_code: 'L',
      },
      ...{
        minutes_late: 12,
        comment: 'Bus',
        source_mark_id: 'A4000000002',
        source_updated_at: '2026-09-14T08:05:12.000Z',
      },
    })
  })

  test('they are applied like any delivery: the late one and the absence stand', async () => {
    const rows = await rowsOf<{ mis_id: string; code: string }>(
      house,
      "(SELECT p.mis_id, m.code FROM marks m JOIN pupils p ON p.id = m.pupil_id WHERE m.code IN ('L', 'N'))",
      'mis_id',
    )
    expect(rows.map((row) => [row.mis_id, row.code])).toEqual([
      ['A1000000002', 'L'],
      ['A1000000003', 'N'],
    ])
  })

  test('no register is told as whole at twenty past nine', () => {
    expect(of('attendance.session.closed')).toEqual([])
  })

  test('each feed says that it was read, and is read again by its rhythm', async () => {
    const readings = await messagesKept(house, { ofReadings: true })
    expect(readings.map(({ type, data }) => [type, data.feed, data.records_seen]).sort()).toEqual([
      ['sync.completed', 'attendance.session', 3],
      ['sync.completed', 'attendance.session.leavers', 0],
      ['sync.completed', 'attendance.session.nightly', 3],
      ['sync.completed', 'pupils', 3],
      ['sync.completed', 'pupils.deleted', 2],
      ['sync.completed', 'pupils.expected', 1],
      ['sync.completed', 'pupils.left', 1],
    ])
    const polls = await rowsOf<{ feed: string; next_at: string; leased_by: string | null; problem: string | null }>(
      house,
      'polls',
      'feed',
    )
    expect(polls.map((row) => [row.feed, row.leased_by, row.problem])).toEqual(
      polls.map((row) => [row.feed, null, null]),
    )
    const nextAt = Object.fromEntries(polls.map((row) => [row.feed, row.next_at]))
    expect(nextAt['attendance.session']).toBe('2026-09-14T08:30:24.209Z')
  })

  test('reading the same again keeps nothing anew', async () => {
    const before = (await messagesKept(house)).length
    openWonde()
    await house.database.commit([
      { sql: "UPDATE polls SET next_at = '2026-09-14T08:30:00.000Z', cursor = NULL", parameters: [] },
    ])
    house.clock.put('2026-09-14T08:31:00.000Z')
    await pollDue(house)
    expect((await messagesKept(house)).length).toBe(before)
  })
})
