// An INSET day for one year group alone: its children's days are counted without it, everybody else's with it, wherever one looks.
import { beforeEach, describe, expect, test } from 'vitest'
import { callListsOf } from '../../src/cases/callList.ts'
import { caseNow, marksSince } from '../../src/cases/caseNow.ts'
import { scopeOfClock } from '../../src/cases/roles.ts'
import { findCaseFile } from '../../src/storage/caseFileStore.ts'
import { childrenToday } from '../../src/web/pages/todayChildren.ts'
import { calendarSchool, events, grace, movedDates, published } from '../actions/calendarSchool.ts'
import { mark, type Sender } from './sender.ts'

/** Wednesday 7 October 2026: no school for year 11. */
const insetForYear11 = published([{ on: '2026-10-07', because: 'INSET', year_groups: ['11'] }])
const away = ['seven', 'eleven']
const present = ['seven-b', 'eleven-b']

let sender: Sender

beforeEach(async () => {
  sender = await calendarSchool('2026-10-02T06:00:00Z', published())
  for (const id of [...away, ...present]) {
    const year_group = id.startsWith('seven') ? '7' : '11'
    const pupil = { mis_id: id, legal_surname: `Family-${id}`, date_of_birth: '2011-03-11', year_group }
    await sender.send('pupil.upserted', { pupil, source_updated_at: '2026-10-02T06:00:00Z' })
  }
})

/** Both registers of a day, complete: those away N, the others present, without those of a year group that is not taught. */
async function day(on: string, isTaught: (id: string) => boolean = () => true) {
  const at = `${on}T13:40:00.000Z`
  sender.house.clock.put(at)
  const ids = [...away, ...present].filter(isTaught)
  const marks = ids.flatMap((id) =>
    (['AM', 'PM'] as const).map((session) =>
      mark(id, on, session, away.includes(id) ? 'N' : session === 'AM' ? '/' : '\\', at),
    ),
  )
  await sender.send('attendance.marks.upserted', { marks })
  for (const session of ['AM', 'PM']) {
    const counts = { expected: ids.length, marked: ids.length }
    await sender.send('attendance.session.closed', { date: on, session, ...counts, closed_at: at })
  }
}

const isNotYear11 = (id: string) => id.startsWith('seven')

/** Each child away as Today has it, and as its case has it: school days, and the list or the opening. */
async function seen() {
  const { children } = await childrenToday(sender.house, grace)
  const lists = callListsOf(children.map((child) => child.away))
  const rows = await Promise.all(
    children
      .filter((child) => lists.get(child.away))
      .map(async ({ pupil, away: child }) => {
        const caseId = child.absence?.id
        const file = caseId
          ? await findCaseFile(sender.house.database, scopeOfClock, caseId, marksSince(sender.house.clock.now()))
          : null
        const now = file ? caseNow(file.kept, sender.house.clock.now()) : null
        const onCase = now ? ` case ${now.answer?.absence?.schoolDays}${now.summary.openedAt ? ' open' : ''}` : ''
        return `${pupil.misId}: ${lists.get(child)} ${child.dayNumber} unknown ${child.answer?.absence?.unknownDays}${onCase}`
      }),
  )
  return rows.sort()
}

describe('known before', () => {
  beforeEach(async () => {
    await sender.send('calendar.published', insetForYear11)
    await day('2026-10-05')
    await day('2026-10-06')
  })

  test('day 3 is that day for year 7, and the next for year 11', async () => {
    expect(await seen()).toEqual(['eleven: to-ring 2 unknown 0 case 2', 'seven: to-ring 2 unknown 0 case 2'])
    await day('2026-10-07', isNotYear11)
    expect(await seen()).toEqual(['eleven: to-ring 2 unknown 0 case 2', 'seven: to-ring 3 unknown 0 case 3 open'])
    await day('2026-10-08')
    expect(await seen()).toEqual(['eleven: to-ring 3 unknown 0 case 3 open', 'seven: to-ring 4 unknown 0 case 4 open'])
    const opened = (await events(sender)).filter(({ what }) => what === 'case-opened')
    expect(opened.map(({ at }) => at.slice(0, 10)).sort()).toEqual(['2026-10-07', '2026-10-08'])
  })

  test('a register nobody sends that day is missing for year 7 and not for year 11', async () => {
    sender.house.clock.put('2026-10-07T15:00:00.000Z')
    expect(await seen()).toEqual(['eleven: to-ring 2 unknown 0 case 2', 'seven: to-ring 3 unknown 1 case 3'])
  })
})

test('told afterwards, it moves the dates of year 11 alone', async () => {
  await day('2026-10-05')
  await day('2026-10-06')
  await sender.send('calendar.published', insetForYear11)
  expect(await movedDates(sender)).toEqual([
    [
      'education-welfare-escalation 2026-10-07 2026-10-08',
      'home-visit 2026-10-09 2026-10-12',
      'unexplained-code 2026-10-12 2026-10-13',
      'authority-referral 2026-10-16 2026-10-19',
      'ground-i 2026-11-06 2026-11-09',
    ],
  ])
  const [moved] = (await events(sender)).filter(({ what }) => what === 'deadlines-moved')
  const [eleven] = await sender.rows<{ id: string }>(
    "cases WHERE pupil_id IN (SELECT id FROM pupils WHERE mis_id = 'eleven')",
  )
  expect(moved!.caseId).toBe(eleven!.id)
})

test('year groups that are no list of texts set the calendar aside, and the one before stands', async () => {
  await sender.send(
    'calendar.published',
    published([{ on: '2026-10-07', because: 'inset', year_groups: '11' as never }]),
  )
  const faults = await sender.rows<{ path: string; reason: string }>('quarantined')
  expect(faults.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
    'data.non_school_days[0].year_groups must be a list',
  ])
  expect(await sender.rows('calendars')).toHaveLength(1)
})
