// Calendars come late, twice, and out of order, and people enter theirs between them: which holds in the end?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { enterCalendar } from '../../src/actions/enterCalendar.ts'
import type { CalendarYear } from '../../src/calendar/calendarInForce.ts'
import { versionInForce } from '../../src/calendar/calendarVersions.ts'
import { scopeOfSource } from '../../src/cases/roles.ts'
import { listCalendarYears, listVersionsOfYear } from '../../src/storage/calendarStore.ts'
import { calendarSchool, grace, published, school, typed, year } from '../actions/calendarSchool.ts'
import type { Sender } from './sender.ts'

const scope = scopeOfSource(school)
const days = ['2026-10-09', '2026-11-13', '2026-12-04']

/** Something that is said: when, which of three calendars, and when it arrives. People's entries arrive when they are made. */
interface Said {
  readonly minute: number
  readonly day: string
  readonly by: 'mis' | 'hand'
  readonly arrives: number
}

const said: fc.Arbitrary<Said[]> = fc
  .uniqueArray(
    fc.record({
      minute: fc.integer({ min: 0, max: 40 }),
      day: fc.constantFrom(...days),
      by: fc.constantFrom('mis' as const, 'mis' as const, 'mis' as const, 'hand' as const),
      late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 19 })),
    }),
    { minLength: 1, maxLength: 14, selector: ({ minute }) => minute },
  )
  .map((all) =>
    all
      .map(({ late, ...each }) => ({ ...each, arrives: each.by === 'hand' ? each.minute : each.minute + late }))
      .sort((one, other) => one.arrives - other.arrives || Number(one.by === 'mis') - Number(other.by === 'mis')),
  )

const instantOf = (minute: number, seconds = '00') => `2026-09-14T08:${String(minute).padStart(2, '0')}:${seconds}.000Z`

/** All of it by its time, nothing let go: the closed day that holds, by the words of the rule. */
function expectedOf(all: readonly Said[]): string {
  const inTime = all.toSorted((one, other) => one.minute - other.minute)
  let saidByMis: string | null = null
  let holds = ''
  for (const { by, day } of inTime) {
    if (by === 'hand' || day !== saidByMis) holds = day
    if (by === 'mis') saidByMis = day
  }
  return holds
}

async function inForce(sender: Sender): Promise<CalendarYear | undefined> {
  const [only] = await listCalendarYears(sender.house.database, scope, school)
  return only
}

async function say(sender: Sender, { by, day, minute, arrives }: Said): Promise<void> {
  sender.house.clock.put(instantOf(arrives, by === 'hand' ? '00' : '30'))
  const closed = [{ on: day, because: 'inset' as const }]
  if (by === 'mis') {
    await sender.send('calendar.published', published(closed), { timestamp: instantOf(minute) })
    return
  }
  const before = await inForce(sender)
  const answer = await enterCalendar(
    sender.house,
    grace,
    typed({ closed, seenPublishedAt: before?.publishedAt ?? null }),
  )
  // What holds already is not entered again.
  if (answer && 'refused' in answer) expect(answer.refused).toBe('calendar-unchanged')
}

test('whatever comes late and however often, the same calendar holds as by the time of each, and the store agrees with the rule', async () => {
  await fc.assert(
    fc.asyncProperty(said, async (all) => {
      const sender = await calendarSchool('2026-09-14T07:00:00Z', null)
      const entered: Said[] = []
      for (const each of all) {
        const before = (await inForce(sender))?.closed[0]?.on
        await say(sender, each)
        if (each.by === 'mis' || before !== each.day) entered.push(each)
        const now = await inForce(sender)
        expect(now?.closed[0]?.on).toBe(expectedOf(entered))
        const kept = await listVersionsOfYear(sender.house.database, scope, school, year)
        expect(versionInForce(kept)?.deliveryId).toBe(now?.deliveryId)
      }
      const states = await sender.rows<{ state: string }>('deliveries')
      expect(states.filter(({ state }) => state !== 'processed')).toEqual([])
      sender.house.sqlite.close()
    }),
    { numRuns: 120, seed: 20260914 },
  )
})

test('what a system said last before a person’s entry stays, whatever it says after: with a late one between, the person’s still holds', async () => {
  const sender = await calendarSchool('2026-09-14T07:00:00Z', null)
  const [one, other, theirs] = days as [string, string, string]
  const inTurn: Said[] = [
    { by: 'mis', minute: 1, day: one, arrives: 1 },
    { by: 'mis', minute: 3, day: one, arrives: 3 },
    { by: 'hand', minute: 4, day: theirs, arrives: 4 },
    { by: 'mis', minute: 5, day: one, arrives: 5 },
    { by: 'mis', minute: 6, day: one, arrives: 6 },
    { by: 'mis', minute: 2, day: other, arrives: 7 },
  ]
  for (const each of inTurn) {
    await say(sender, each)
    expect((await inForce(sender))?.closed[0]?.on).toBe(
      each.minute < 4 && each.by === 'mis' && each.day === one ? one : theirs,
    )
  }
})

describe('a system that sends its calendar every night', () => {
  test('leaves the first and the last of a run, and a year of nights does not pile up', async () => {
    const sender = await calendarSchool('2026-09-14T01:00:00Z')
    for (let night = 15; night <= 30; night += 1) {
      sender.house.clock.put(`2026-09-${night}T01:00:00Z`)
      await sender.send('calendar.published', published())
    }
    sender.house.clock.put('2026-10-01T01:00:00Z')
    await sender.send('calendar.published', published([{ on: '2026-10-09', because: 'inset' }]))
    for (const night of ['02', '03', '04']) {
      sender.house.clock.put(`2026-10-${night}T01:00:00Z`)
      await sender.send('calendar.published', published([{ on: '2026-10-09', because: 'inset' }]))
    }
    const rows = await sender.rows<{ published_at: string }>('calendars', 'published_at')
    expect(rows.map(({ published_at }) => published_at.slice(0, 10))).toEqual([
      '2026-09-14',
      '2026-09-30',
      '2026-10-01',
      '2026-10-04',
    ])
  })

  test('makes few statements of one that says nothing new', async () => {
    const sender = await calendarSchool('2026-09-14T01:00:00Z')
    await sender.send('calendar.published', published())
    sender.house.clock.put('2026-09-15T01:00:00Z')
    sender.house.statements.list.length = 0
    await sender.send('calendar.published', published())
    expect(sender.house.statements.list.filter((text) => /FROM cases|FROM marks|FROM pupils/.test(text))).toEqual([])
  })

  test('and says its days in another order says nothing new', async () => {
    const sender = await calendarSchool('2026-09-14T01:00:00Z')
    const both = [
      { on: '2026-11-13', because: 'inset' },
      { on: '2026-10-09', because: 'inset' },
    ]
    await sender.send('calendar.published', published(both))
    const before = await inForce(sender)
    const entry = { closed: [{ on: '2026-10-12', because: 'inset' }], seenPublishedAt: before!.publishedAt } as const
    await enterCalendar(sender.house, grace, typed(entry))
    sender.house.clock.put('2026-09-15T01:00:00Z')
    await sender.send('calendar.published', published(both.toReversed()))
    expect((await inForce(sender))?.closed).toEqual([{ on: '2026-10-12', because: 'inset' }])
  })

  test('lets go of nothing of another year, another school, or of a person', async () => {
    const sender = await calendarSchool('2026-09-14T01:00:00Z')
    const next = published([], { academic_year: '2027/28', terms: [{ from: '2027-09-02', to: '2027-10-22' }] })
    for (const night of ['15', '16', '17']) {
      sender.house.clock.put(`2026-09-${night}T01:00:00Z`)
      const before = (await listCalendarYears(sender.house.database, scope, school))[0]!
      const isEven = night === '16'
      const closed = isEven ? [] : [{ on: '2026-10-09', because: 'inset' as const }]
      await enterCalendar(sender.house, grace, typed({ closed, seenPublishedAt: before.publishedAt }))
      await sender.send('calendar.published', next)
    }
    const rows = await sender.rows<{ academic_year: string; source: string }>(
      'calendars',
      'academic_year, published_at',
    )
    expect(rows.map(({ academic_year, source }) => `${academic_year} ${source}`)).toEqual([
      '2026/27 mis',
      '2026/27 typed',
      '2026/27 typed',
      '2026/27 typed',
      '2027/28 mis',
      '2027/28 mis',
    ])
  })
})
