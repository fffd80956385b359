// What is somebody told before a past day is opened or closed: which dates move, and what the registers say against it?
import { beforeEach, describe, expect, test } from 'vitest'
import { calendarEffect } from '../../src/actions/calendarEffect.ts'
import { scopeOf } from '../../src/cases/roles.ts'
import { sql } from '../../src/storage/database.ts'
import { datesMovedWords, registerWarnings } from '../../src/web/pages/calendarEffectWords.ts'
import { mark, type Sender } from '../intake/sender.ts'
import { awayOn, calendarSchool, grace, published, school, terms, typed } from './calendarSchool.ts'

const first = '2026-10-02T06:00:00.000Z'
const scope = scopeOf(grace, 'set-calendar')
const inset = (on: string, ...yearGroups: string[]) => ({ on, because: 'inset' as const, yearGroups })
const closing = (...closed: ReturnType<typeof inset>[]) => effectOf(typed({ closed }))
const effectOf = (entry: Parameters<typeof calendarEffect>[3]) => calendarEffect(sender.house, scope, school, entry)

let sender: Sender

describe('a past day that becomes a school day', () => {
  beforeEach(async () => {
    sender = await calendarSchool(first, published([{ on: '2026-10-06', because: 'inset' }]))
    await awayOn(sender, ['2026-10-05', '2026-10-07', '2026-10-08'], ['p1', 'p2', 'p3'])
    sender.house.clock.put('2026-10-08T15:00:00Z')
  })

  test('moves dates, each told with how many children it moves for, the removal first', async () => {
    const effect = await closing()
    expect([effect.cases, effect.moved]).toEqual([3, 3])
    expect(datesMovedWords(effect)).toEqual([
      'Removal, day 20: Mon 9 Nov becomes Tue 10 Nov (3 children)',
      'Home visit: Mon 12 Oct becomes Fri 9 Oct (3 children)',
      'Code N put right: Tue 13 Oct becomes Mon 12 Oct (3 children)',
      'Referral to the authority: Mon 19 Oct becomes Fri 16 Oct (3 children)',
    ])
  })

  test('is warned of while no complete register of it is known', async () => {
    expect(registerWarnings(await closing())).toEqual([
      'No complete register is known for Tuesday 6 October 2026. Until one is, the count of 20 school days for a removal begins again after it.',
    ])
    for (const session of ['AM', 'PM'])
      await sender.send('attendance.session.closed', {
        date: '2026-10-06',
        session,
        expected: 3,
        marked: 3,
        closed_at: '2026-10-08T15:00:00.000Z',
      })
    expect(registerWarnings(await closing())).toEqual([])
  })

  test('is warned of once for several days, and not for today or a day to come', async () => {
    const days = ['2026-10-07', '2026-10-08', '2026-10-09'].map((on) => ({ on, because: 'inset' }))
    sender = await calendarSchool(first, published([{ on: '2026-10-06', because: 'inset' }, ...days]))
    await awayOn(sender, ['2026-10-05'])
    sender.house.clock.put('2026-10-08T07:00:00Z')
    expect(registerWarnings(await closing())).toEqual([
      'No complete register is known for 2 days from Tuesday 6 October 2026 to Wednesday 7 October 2026. Until each has one, the count of 20 school days for a removal begins again after the last of them.',
    ])
  })

  test('at a school that follows no child is not warned of', async () => {
    sender = await calendarSchool(first, published([{ on: '2026-10-06', because: 'inset' }]))
    sender.house.clock.put('2026-10-08T15:00:00Z')
    expect(registerWarnings(await closing())).toEqual([])
  })
})

describe('a past day that is closed', () => {
  beforeEach(async () => {
    sender = await calendarSchool(first)
    await awayOn(sender, ['2026-10-05', '2026-10-06', '2026-10-07'], ['p1', 'p2'])
    await sender.house.database.commit([
      sql`UPDATE pupils SET year_group = 'Year 11' WHERE mis_id = 'p1'`,
      // Present: in a complete register without a mark of their own.
      sql`INSERT INTO pupils (id, school_urn, mis_id, legal_forename, legal_surname, year_group, first_known_on)
        VALUES ('pip', ${school}, 'p8', 'Pip', 'Lark', '10', '2026-09-02'), ('kit', ${school}, 'p9', 'Kit', 'Rook', '10', '2026-10-07')`,
    ])
    sender.house.clock.put('2026-10-07T15:00:00Z')
  })

  test('is told with the pupils its register has marks of, and how many were absent', async () => {
    expect(registerWarnings(await closing(inset('2026-10-06')))).toEqual([
      'The register has marks of 3 pupils for Tuesday 6 October 2026, 2 of them absent. They will not be counted if the school was closed that day.',
    ])
  })

  test('for some year groups is told of their pupils, however they are written', async () => {
    expect(registerWarnings(await closing(inset('2026-10-06', '11')))).toEqual([
      'The register has marks of 1 pupil of year 11 for Tuesday 6 October 2026, 1 of them absent. They will not be counted if the school was closed for them that day.',
    ])
    expect(registerWarnings(await closing(inset('2026-10-06', '10')))).toEqual([
      'The register has marks of 1 pupil of year 10 for Tuesday 6 October 2026, none of them absent. They will not be counted if the school was closed for them that day.',
    ])
  })

  test('says nothing of today, of days to come, of a day without marks, nor of one whose register says that it was closed', async () => {
    expect(registerWarnings(await closing(inset('2026-10-07'), inset('2026-10-08')))).toEqual([])
    sender.house.clock.put('2026-10-09T15:00:00Z')
    expect(registerWarnings(await closing(inset('2026-10-08')))).toEqual([])
    const at = '2026-10-08T14:00:00.000Z'
    await sender.send('attendance.marks.upserted', { marks: [mark('p1', '2026-10-08', 'AM', '#', at)] })
    expect(registerWarnings(await closing(inset('2026-10-08')))).toEqual([])
  })

  test('is told of five days at most, and how many more', async () => {
    sender = await calendarSchool(first, published([], { terms: [{ from: '2026-09-28', to: '2026-12-18' }] }))
    await awayOn(
      sender,
      ['05', '06', '07', '08', '09', '12', '13'].map((day) => `2026-10-${day}`),
    )
    sender.house.clock.put('2026-10-14T15:00:00Z')
    const told = registerWarnings(await effectOf(typed({ terms: [{ from: '2026-10-14', to: '2026-12-18' }] })))
    expect(told).toHaveLength(6)
    expect(told.at(-1)).toBe('The register also has marks for 2 more past days that would be closed.')
  })

  test('of another school is nothing that this person is told', async () => {
    expect(await calendarEffect(sender.house, scope, '999002', typed({ terms: terms.slice(1) }))).toMatchObject({
      cases: 0,
      moved: 0,
      dates: [],
      daysUnmarked: [],
      markedDaysClosed: [],
    })
  })

  test('takes as many statements for ninety children as for one', async () => {
    const counts: number[] = []
    for (const many of [1, 90]) {
      sender = await calendarSchool(first)
      await awayOn(
        sender,
        ['2026-10-05', '2026-10-06'],
        Array.from({ length: many }, (_, place) => `p${place}`),
      )
      sender.house.clock.put('2026-10-07T15:00:00Z')
      sender.house.statements.count = 0
      expect((await closing(inset('2026-10-06'))).markedDaysClosed[0]!.pupils).toBe(many)
      counts.push(sender.house.statements.count)
    }
    expect(counts[1]).toBe(counts[0])
  })
})
