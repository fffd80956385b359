// A calendar closes a day on which the register was taken: does anybody fall silent?
import { beforeEach, describe, expect, test } from 'vitest'
import { calendarEffect } from '../../src/actions/calendarEffect.ts'
import { type CalendarEntry, enterCalendar } from '../../src/actions/enterCalendar.ts'
import { scopeOf } from '../../src/cases/roles.ts'
import { deadlinesMovedInWords } from '../../src/web/pages/deadlinesMovedWords.ts'
import { mark, type Sender } from '../intake/sender.ts'
import { awayOn, calendarSchool, events, grace, published, school, story, typed } from './calendarSchool.ts'

const first = '2026-11-02T06:00:00.000Z'
const closure = (on: string) => ({ on, because: 'planned-closure' as const })
const scope = scopeOf(grace, 'set-calendar')

let sender: Sender
const enter = (change: Partial<CalendarEntry>) => enterCalendar(sender.house, grace, typed(change))

/** The morning of Tuesday 17 November: p1 and p2 are away since today, p3 was yesterday and is back. */
async function morning() {
  sender = await calendarSchool(first)
  await awayOn(sender, ['2026-11-16'], ['p3'])
  const at = '2026-11-17T09:35:00.000Z'
  sender.house.clock.put(at)
  const marks = [
    mark('p1', '2026-11-17', 'AM', 'N', at),
    mark('p2', '2026-11-17', 'AM', 'N', at),
    mark('p3', '2026-11-17', 'AM', '/', at),
  ]
  await sender.send('attendance.marks.upserted', { marks })
  const register = { date: '2026-11-17', session: 'AM', expected: 3, marked: 3, closed_at: at }
  await sender.send('attendance.session.closed', register)
}

const told = async () =>
  (await events(sender)).flatMap(({ what, details }) => (what === 'deadlines-moved' ? [details] : []))

describe('the closure of a day on which the register is complete', () => {
  beforeEach(morning)
  const closed = { closed: [closure('2026-11-17')], seenPublishedAt: first }

  test('counts beforehand whose absence falls away, whose begins, and the register', async () => {
    expect(await calendarEffect(sender.house, scope, school, typed(closed))).toMatchObject({
      leaving: 2,
      beginning: 1,
      registersTaken: [{ on: '2026-11-17', isForAll: true, complete: ['AM'], away: 2 }],
    })
    const other = typed({ closed: [closure('2026-11-20')] })
    expect(await calendarEffect(sender.house, scope, school, other)).toMatchObject({
      leaving: 0,
      beginning: 0,
      registersTaken: [],
    })
  })

  test.each(['typed', 'mis'])(
    'is written on each case by a calendar that is %s, and ends no absence',
    async (source) => {
      if (source === 'typed') expect(await enter(closed)).toEqual({ accepted: { movedCases: 2 } })
      else await sender.send('calendar.published', published(closed.closed))
      const by = source === 'typed' ? 'grace' : 'mis'
      const since = (await story(sender)).filter((line) => !line.startsWith('11-16'))
      expect(since.toSorted()).toEqual(
        [
          `11-17T09:35 ${by} absence-began`,
          `11-17T09:35 ${by} deadlines-moved`,
          `11-17T09:35 ${by} deadlines-moved`,
          '11-17T09:35 mis absence-began',
          '11-17T09:35 mis absence-began',
          '11-17T09:35 mis absence-ended',
        ].toSorted(),
      )
      expect((await told()).map(({ absence }) => absence)).toEqual(['not-counted', 'not-counted'])
      expect(deadlinesMovedInWords((await told())[0]!)).toContain(
        'By this calendar no day of the absence is a school day: it is not counted any more.',
      )
    },
  )

  test('taken back is written too', async () => {
    await enter(closed)
    sender.house.clock.put('2026-11-17T10:00:00Z')
    await enter({ closed: [], seenPublishedAt: '2026-11-17T09:35:00.000Z' })
    const counted = (await told()).filter(({ absence }) => absence === 'counted')
    expect(counted).toHaveLength(2)
    expect(deadlinesMovedInWords(counted[0]!)).toContain('By this calendar the absence is counted.')
  })

  test('an absence that ends because its child was there on a day opened now is not told as one without school days', async () => {
    sender = await calendarSchool(first, published([closure('2026-11-17')]))
    await awayOn(sender, ['2026-11-16'])
    const at = '2026-11-17T14:30:00.000Z'
    sender.house.clock.put(at)
    const there = [mark('p1', '2026-11-17', 'AM', '/', at), mark('p1', '2026-11-17', 'PM', '\\', at)]
    await sender.send('attendance.marks.upserted', { marks: there })
    await enter({ closed: [], seenPublishedAt: first })
    expect((await told()).map(({ absence }) => absence)).toEqual([undefined])
    expect(await story(sender)).toContain('11-17T14:30 grace absence-ended')
  })
})

describe('an N on a closed day', () => {
  const toChristmas = { from: '2026-12-14', to: '2026-12-18' }
  const cut = [{ from: '2026-09-02', to: '2026-10-23' }, { from: '2026-11-02', to: '2026-11-16' }, toChristmas]

  test('begins an absence as any N does, and the next day the child is there ends it', async () => {
    sender = await calendarSchool(first, published([closure('2026-11-17')]))
    await awayOn(sender, ['2026-11-17'])
    expect(await story(sender)).toEqual(['11-17T13:40 mis absence-began'])
    const at = '2026-11-18T09:35:00.000Z'
    sender.house.clock.put(at)
    await sender.send('attendance.marks.upserted', { marks: [mark('p1', '2026-11-18', 'AM', '/', at)] })
    expect((await events(sender)).at(-1)).toMatchObject({
      what: 'absence-ended',
      details: { on: '2026-11-18', because: 'attended' },
    })
  })

  test.each([
    ['with none on a school day', ['2026-11-17', '2026-11-18', '2026-11-19'], 3],
    ['after one on a school day', ['2026-11-16', '2026-11-17', '2026-11-18'], 2],
  ])(
    'on the third day opens the case to the authority, %s, and a person looks before anybody is told',
    async (_, days, closedDays) => {
      sender = await calendarSchool(first, published([], { terms: cut }))
      await awayOn(sender, days)
      const said = await events(sender)
      expect(said.map(({ what }) => what)).toEqual(['absence-began', 'case-opened', 'telling-held'])
      expect(said[1]!.details).toMatchObject({
        schoolDay: 3,
        reason: `School day 3, unexplained. The calendar says there was no school on ${closedDays} of these days, and the register says that the child was absent.`,
      })
      expect(await sender.rows('messages')).toMatchObject([{ state: 'held' }])
    },
  )

  test('two days of it open nothing, and G of a term’s leave that runs across begins nothing', async () => {
    sender = await calendarSchool(first, published([], { terms: cut }))
    await awayOn(sender, ['2026-11-17', '2026-11-18'])
    const at = '2026-11-18T13:50:00.000Z'
    await sender.send('attendance.marks.upserted', { marks: [mark('p2', '2026-11-18', 'AM', 'G', at)] })
    expect(await story(sender)).toEqual(['11-17T13:40 mis absence-began'])
  })
})
