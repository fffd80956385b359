// What follows when a person enters a calendar: which holds, who may, what moves, and what is refused?
import { beforeEach, describe, expect, test } from 'vitest'
import { type CalendarEntry, enterCalendar } from '../../src/actions/enterCalendar.ts'
import { type Person, scopeOf } from '../../src/cases/roles.ts'
import { findCalendar, listCalendarVersions } from '../../src/storage/calendarStore.ts'
import { sql } from '../../src/storage/database.ts'
import type { Sender } from '../intake/sender.ts'
import { calendarSchool, grace, heldBy, overtakenBy, published, school, typed } from './calendarSchool.ts'

const first = '2026-10-02T06:00:00.000Z'
const inset = (on: string) => ({ on, because: 'inset' as const })
const scope = scopeOf(grace, 'set-calendar')

let sender: Sender
const enter = (change: Partial<CalendarEntry>, by: Person = grace) => enterCalendar(sender.house, by, typed(change))
const closedDays = async () => (await findCalendar(sender.house.database, scope, school))?.closed?.map(({ on }) => on)

describe('which holds', () => {
  beforeEach(async () => {
    sender = await calendarSchool(first)
    sender.house.clock.put('2026-10-02T09:00:00Z')
    expect(await enter({ closed: [inset('2026-10-09')], seenPublishedAt: first })).toEqual({
      accepted: { movedCases: 0 },
    })
  })

  test('what was entered, from now on', async () => {
    expect(await closedDays()).toEqual(['2026-10-09'])
  })

  test('also when the MIS says again every night what it had said', async () => {
    for (const night of ['03', '04', '05', '06']) {
      sender.house.clock.put(`2026-10-${night}T01:00:00Z`)
      await sender.send('calendar.published', published())
      expect(await closedDays()).toEqual(['2026-10-09'])
    }
    const kept = await sender.rows<{ published_at: string; source: string }>('calendars', 'published_at')
    expect(kept.map(({ published_at, source }) => `${published_at.slice(0, 10)} ${source}`)).toEqual([
      '2026-10-02 mis',
      '2026-10-02 typed',
      '2026-10-03 mis',
      '2026-10-06 mis',
    ])
  })

  test('until the MIS says something else', async () => {
    sender.house.clock.put('2026-10-03T01:00:00Z')
    await sender.send('calendar.published', published([inset('2026-10-12')]))
    expect(await closedDays()).toEqual(['2026-10-12'])
  })

  test('and what the MIS had written earlier and sends late does not undo it', async () => {
    sender.house.clock.put('2026-10-03T01:00:00Z')
    await sender.send('calendar.published', published([inset('2026-10-12')]), { timestamp: '2026-10-02T08:59:59Z' })
    expect(await closedDays()).toEqual(['2026-10-09'])
  })

  test('entered at the very instant of the version it replaces, or while the clock of the MIS is ahead, it is the newer', async () => {
    sender.house.clock.put('2026-10-03T01:00:00Z')
    await sender.send('calendar.published', published([inset('2026-10-12')]), { timestamp: '2026-10-03T01:04:00Z' })
    expect(await closedDays()).toEqual(['2026-10-12'])
    await enter({ closed: [inset('2026-10-13')], seenPublishedAt: '2026-10-03T01:04:00.000Z' })
    expect(await closedDays()).toEqual(['2026-10-13'])
    await enter({ closed: [inset('2026-10-14')], seenPublishedAt: '2026-10-03T01:04:00.001Z' })
    expect(await closedDays()).toEqual(['2026-10-14'])
  })

  test('every version is listed with whose it is, the newest first', async () => {
    const versions = await listCalendarVersions(sender.house.database, scope, school)
    expect(
      versions.map(({ publishedAt, source, enteredByName, reason, closed, isInForce }) => [
        publishedAt,
        source,
        enteredByName,
        reason,
        closed.length,
        isInForce,
      ]),
    ).toEqual([
      ['2026-10-02T09:00:00.000Z', 'typed', 'Grace Osei', 'The governors agreed it.', 1, true],
      [first, 'mis', null, null, 0, false],
    ])
    const elsewhere = { permission: 'set-calendar', schools: ['999002'], unopenedAt: [] } as const
    expect(await listCalendarVersions(sender.house.database, elsewhere, school)).toEqual([])
  })
})

describe('refused', () => {
  beforeEach(async () => {
    sender = await calendarSchool(first)
  })

  const day = { closed: [inset('2026-10-09')] }
  const refusals: readonly [name: string, change: Partial<CalendarEntry>, refused: object][] = [
    [
      'another version is in force than the one seen',
      { ...day, seenPublishedAt: null },
      { refused: 'changed-meanwhile', faults: [] },
    ],
    [
      'a change without a reason',
      { ...day, seenPublishedAt: first, reason: '  ' },
      { refused: 'calendar-reason-needed', faults: [] },
    ],
    ['what is in force already', { seenPublishedAt: first }, { refused: 'calendar-unchanged', faults: [] }],
    [
      'dates that cannot be right',
      { seenPublishedAt: first, terms: [{ from: '2026-10-23', to: '2026-09-02' }] },
      {
        refused: 'calendar-wrong',
        faults: [{ field: 'terms', index: 0, text: 'Term 1 must not end before it begins' }],
      },
    ],
  ]

  test.each(refusals)('%s', async (_, change, refused) => {
    expect(await enter(change)).toEqual(refused)
    expect(await sender.rows('calendars')).toHaveLength(1)
  })

  test('a person of another school finds no school here, and a safeguarding lead may not', async () => {
    const held = (role: 'attendance-officer' | 'safeguarding-lead', schoolUrn: string): Person => {
      return { id: 'tom', name: 'Tom Reed', rolesHeld: [{ role, schoolUrn }] }
    }
    expect(await enter({ ...day, seenPublishedAt: first }, held('attendance-officer', '999002'))).toBe(null)
    expect(await enter({ ...day, seenPublishedAt: first }, held('safeguarding-lead', school))).toBe(null)
  })

  test('an administrator may, for every school, but not for one that is not there', async () => {
    const ada: Person = { id: 'ada', name: 'Ada Frost', rolesHeld: [{ role: 'administrator', schoolUrn: null }] }
    await heldBy(sender, ada)
    expect(await enter({ ...day, seenPublishedAt: first, schoolUrn: '999009' }, ada)).toBe(null)
    expect(await enter({ ...day, seenPublishedAt: first }, ada)).toEqual({ accepted: { movedCases: 0 } })
  })

  test('nothing is written once the role is withdrawn', async () => {
    await sender.house.database.commit([
      sql`UPDATE roles_held SET withdrawn_at = '2026-10-02T06:00:00.000Z', withdrawn_by = 'test'`,
    ])
    expect(await enter({ ...day, seenPublishedAt: first })).toEqual({ refused: 'role-lost', faults: [] })
    expect(await sender.rows('calendars')).toHaveLength(1)
  })

  test('when the MIS publishes another between the look and the commit', async () => {
    const overtaken = overtakenBy(sender, () =>
      sender.send('calendar.published', published([inset('2026-10-12')]), { timestamp: '2026-10-02T06:00:01Z' }),
    )
    const answer = await enterCalendar(overtaken, grace, typed({ ...day, seenPublishedAt: first }))
    expect(answer).toEqual({ refused: 'changed-meanwhile', faults: [] })
    expect(await closedDays()).toEqual(['2026-10-12'])
  })

  test('a first calendar needs no reason', async () => {
    sender = await calendarSchool(first, null)
    expect(await enter({ ...day, reason: '' })).toEqual({ accepted: { movedCases: 0 } })
    const [row] = await sender.rows<{ reason: string | null; delivery_id: string }>('calendars')
    expect(row).toMatchObject({ reason: null, entered_by: 'grace', source: 'typed' })
    expect(row!.delivery_id).toMatch(/^hand:\w+$/)
  })
})
