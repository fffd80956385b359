// What moves on the cases of a school when its calendar changes, in whose name, and when nothing does?
import { beforeEach, describe, expect, test } from 'vitest'
import { calendarEffect } from '../../src/actions/calendarEffect.ts'
import { type CalendarEntry, enterCalendar } from '../../src/actions/enterCalendar.ts'
import { scopeOf } from '../../src/cases/roles.ts'
import { rebuildSummaries } from '../../src/storage/rebuild.ts'
import { mark, type Sender } from '../intake/sender.ts'
import {
  awayOn,
  calendarSchool,
  events,
  grace,
  movedDates,
  overtakenBy,
  published,
  school,
  story,
  terms,
  typed,
} from './calendarSchool.ts'

const first = '2026-10-02T06:00:00.000Z'
const inset = (on: string) => ({ on, because: 'inset' as const })
const scope = scopeOf(grace, 'set-calendar')

let sender: Sender
const enter = (change: Partial<CalendarEntry>) => enterCalendar(sender.house, grace, typed(change))

describe('deadlines move', () => {
  beforeEach(async () => {
    sender = await calendarSchool(first)
    await awayOn(sender, ['2026-10-05', '2026-10-06'])
    sender.house.clock.put('2026-10-06T15:00:00Z')
  })

  const insetOn9th = [
    'home-visit 2026-10-09 2026-10-12',
    'unexplained-code 2026-10-12 2026-10-13',
    'authority-referral 2026-10-16 2026-10-19',
    'ground-i 2026-11-06 2026-11-09',
  ]

  test('in one event, in the name of the person, with their reason', async () => {
    expect(await enter({ closed: [inset('2026-10-09')], seenPublishedAt: first })).toEqual({
      accepted: { movedCases: 1 },
    })
    expect(await story(sender)).toEqual(['10-05T13:40 mis absence-began', '10-06T15:00 grace deadlines-moved'])
    expect(await movedDates(sender)).toEqual([insetOn9th])
    expect((await events(sender)).at(-1)!.details).toMatchObject({
      source: 'typed',
      publishedAt: '2026-10-06T15:00:00.000Z',
      reason: 'The governors agreed it.',
    })
  })

  test('also when the register changes the case between the look and the commit', async () => {
    const at = '2026-10-06T14:59:00.000Z'
    const overtaken = overtakenBy(sender, () =>
      sender.send('attendance.marks.upserted', { marks: [mark('p1', '2026-10-06', 'PM', 'O', at)] }),
    )
    const entry = typed({ closed: [inset('2026-10-09')], seenPublishedAt: first })
    expect(await enterCalendar(overtaken, grace, entry)).toEqual({ accepted: { movedCases: 1 } })
    expect((await story(sender)).slice(1)).toEqual([
      '10-06T15:00 mis mark-corrected',
      '10-06T15:00 grace deadlines-moved',
    ])
  })

  test('a second press enters it once, and says the same', async () => {
    const twice = { closed: [inset('2026-10-09')], seenPublishedAt: first }
    expect(await enter(twice)).toEqual({ accepted: { movedCases: 1 } })
    expect(await enter(twice)).toEqual({ accepted: { movedCases: 1 } })
    expect(await sender.rows('calendars')).toHaveLength(2)
    expect(await movedDates(sender)).toHaveLength(1)
  })

  test('the look ahead counts the same cases, and writes nothing', async () => {
    const year = typed({ closed: [inset('2026-10-09')] })
    const before = await sender.rows('calendars')
    expect(await calendarEffect(sender.house, scope, school, year)).toMatchObject({ cases: 1, moved: 1 })
    expect(await calendarEffect(sender.house, scope, school, typed())).toMatchObject({ cases: 1, moved: 0 })
    expect(await calendarEffect(sender.house, scope, '999002', year)).toMatchObject({ cases: 0, moved: 0 })
    expect(await sender.rows('calendars')).toEqual(before)
    expect(await story(sender)).toHaveLength(1)
  })

  test('by the MIS, in its name and without a reason', async () => {
    await sender.send('calendar.published', published([inset('2026-10-09')]))
    expect(await story(sender)).toEqual(['10-05T13:40 mis absence-began', '10-06T15:00 mis deadlines-moved'])
    expect((await events(sender)).at(-1)!.details).toMatchObject({ source: 'mis', reason: null })
  })

  test('not by a calendar that does not come into force, nor by one said again', async () => {
    await enter({ closed: [inset('2026-10-09')], seenPublishedAt: first })
    sender.house.clock.put('2026-10-07T01:00:00Z')
    await sender.send('calendar.published', published([inset('2026-10-07')]), { timestamp: '2026-10-06T14:00:00Z' })
    await sender.send('calendar.published', published([inset('2026-10-07')]))
    expect(await movedDates(sender)).toHaveLength(1)
  })

  test('not by days that are past the dates of the case', async () => {
    expect(await enter({ closed: [inset('2026-12-17')], seenPublishedAt: first })).toEqual({
      accepted: { movedCases: 0 },
    })
    expect(await movedDates(sender)).toEqual([])
  })

  test('a date beyond the end of the calendar becomes countable with the next year', async () => {
    const untilJuly = published([], { terms: [...terms, { from: '2027-06-07', to: '2027-07-21' }] })
    sender = await calendarSchool(first, untilJuly)
    await awayOn(sender, ['2027-07-14', '2027-07-15'])
    const next = { academicYear: '2027/28', terms: [{ from: '2027-09-02', to: '2027-10-22' }], reason: '' }
    expect(await enter(next)).toEqual({ accepted: { movedCases: 1 } })
    expect(await movedDates(sender)).toEqual([['authority-referral null 2027-09-07', 'ground-i null 2027-09-21']])
  })

  test('a first calendar moves nothing: nothing was counted before', async () => {
    sender = await calendarSchool(first, null)
    await awayOn(sender, ['2026-10-05', '2026-10-06'])
    expect(await enter({})).toEqual({ accepted: { movedCases: 0 } })
    expect(await movedDates(sender)).toEqual([])
  })

  test('a day that is closed after all, on which the absence began: it begins later, and the same commit says what moved', async () => {
    await enter({ closed: [inset('2026-10-05')], seenPublishedAt: first })
    expect(await story(sender)).toEqual([
      '10-05T13:40 mis absence-began',
      '10-06T15:00 grace absence-start-moved',
      '10-06T15:00 grace deadlines-moved',
    ])
    expect((await movedDates(sender))[0]).toContain('education-welfare-escalation 2026-10-07 2026-10-08')
  })

  test('a closed day taken back makes it the third day: the case opens in the same commit, and the service is to be told', async () => {
    sender = await calendarSchool(first, published([inset('2026-10-06')]))
    await awayOn(sender, ['2026-10-05', '2026-10-07'])
    expect(await story(sender)).toEqual(['10-05T13:40 mis absence-began'])
    expect(await enter({ closed: [], seenPublishedAt: first })).toEqual({ accepted: { movedCases: 1 } })
    expect((await story(sender)).slice(1)).toEqual([
      '10-07T13:40 grace deadlines-moved',
      '10-07T13:40 grace case-opened',
      '10-07T13:40 grace telling-held',
    ])
    expect(await sender.rows('messages')).toHaveLength(1)
  })

  test('rebuilding the summaries from the record finds nothing to mend', async () => {
    await enter({ closed: [inset('2026-10-09')], seenPublishedAt: first })
    expect(await rebuildSummaries(sender.house.database)).toEqual({ cases: 1, rebuilt: 0, leftAlone: [] })
  })
})

test('a calendar that moves a hundred cases makes as many statements as one that moves one', async () => {
  const counts: number[] = []
  for (const many of [1, 100]) {
    sender = await calendarSchool(first)
    const pupils = Array.from({ length: many }, (_, place) => `p${place}`)
    await awayOn(sender, ['2026-10-05', '2026-10-06', '2026-10-07'], pupils)
    sender.house.statements.count = 0
    const answer = await enter({ closed: [inset('2026-10-09')], seenPublishedAt: first })
    expect(answer).toEqual({ accepted: { movedCases: many } })
    counts.push(sender.house.statements.count)
  }
  expect(counts[1]).toBe(counts[0])
})
