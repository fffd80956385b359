// Leave of absence: written down, taken back, and what Today says when the child does not come back from it.
import { beforeEach, describe, expect, test } from 'vitest'
import { prepareCalendar } from '../../src/calendar/schoolCalendar.ts'
import { expectedBack, leaveBehind } from '../../src/cases/leave.ts'
import { leaveSentence } from '../../src/cases/whyHere.ts'
import { sql } from '../../src/storage/database.ts'
import { writesOfMarks } from '../../src/storage/markStore.ts'
import { connectedSchool, mark, type Sender } from '../intake/sender.ts'
import { calendarA } from '../support/calendars.ts'
import { completeRegisters, markOf, oakfield, type PupilHouse, pupilHouse } from './pupilHouse.ts'

const september = {
  'first-day': '14',
  'first-month': '9',
  'first-year': '2026',
  'last-day': '25',
  'last-month': '9',
  'last-year': '2026',
  reason: 'A wedding in Szeged',
}

let house: PupilHouse

beforeEach(async () => {
  house = await pupilHouse({ at: '2026-09-10T09:00:00.000Z', marked: false })
})

async function leaves() {
  return house.database.read(sql<{
    first_on: string
    last_on: string
    recorded_by: string
    withdrawn_by: string | null
  }>`
    SELECT first_on, last_on, recorded_by, withdrawn_by FROM leaves ORDER BY recorded_at, id`)
}

async function idOfLeave(): Promise<string> {
  const [row] = await house.database.read(sql<{ id: string }>`SELECT id FROM leaves WHERE withdrawn_at IS NULL`)
  return row!.id
}

describe('written down', () => {
  test('by whoever of the school keeps absences; it says when the child is expected back', async () => {
    const answer = await house.ask('grace', '/pupils/zsofia/leaves', september)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/pupils/zsofia/leaves?saved=leave'])
    expect(await leaves()).toEqual([
      { first_on: '2026-09-14', last_on: '2026-09-25', recorded_by: 'grace', withdrawn_by: null },
    ])
    const page = await (await house.ask('ruth', '/pupils/zsofia/leaves?saved=leave')).text()
    expect(page).toContain('The leave is written down.')
    expect(page).toContain('Leave until 25 September; expected back Monday 28 September.')
    expect(page).toContain('A wedding in Szeged')
    expect(page).toContain('Grace Osei')
    expect(page).toContain('Write down only leave that the head teacher has authorised.')
    const pupil = await (await house.ask('helen', '/pupils/zsofia')).text()
    expect(pupil).toContain('Leave until 25 September; expected back Monday 28 September.')
    expect(pupil).toContain('href="/pupils/zsofia/leaves"')
  })

  test('before half-term: the days without school are named on the way to the day back', async () => {
    const half = { ...september, 'first-day': '19', 'first-month': '10', 'last-day': '23', 'last-month': '10' }
    await house.ask('grace', '/pupils/zsofia/leaves', half)
    const page = await (await house.ask('grace', '/pupils/zsofia/leaves')).text()
    expect(page).toContain('Leave until 23 October; expected back Tuesday 3 November.')
    expect(page).toMatch(/No school on .*26 October.*2 November/)
  })

  test('to the end of what the school has published: the day back is not known', async () => {
    const late = { ...september, 'first-day': '14', 'first-month': '12', 'last-day': '18', 'last-month': '12' }
    await house.ask('grace', '/pupils/zsofia/leaves', late)
    const page = await (await house.ask('grace', '/pupils/zsofia/leaves')).text()
    expect(page).toContain('the school’s calendar does not say when the child is expected back.')
  })

  test.each<[string, Record<string, string>, string]>([
    [
      'no last day',
      { 'last-day': '', 'last-month': '', 'last-year': '' },
      'The last day of leave must include a day, month and year',
    ],
    ['the last day first', { 'last-day': '11' }, 'The last day of leave must be the first day or later'],
    ['no such day', { 'first-day': '31' }, 'The first day of leave must be a real date'],
    ['no reason', { reason: '' }, 'Enter why leave was given'],
    ['more than a year', { 'last-day': '16', 'last-year': '2027' }, 'Leave of more than a school year cannot be right'],
  ])('keeps what was typed: %s', async (_, change, sentence) => {
    const answer = await house.ask('grace', '/pupils/zsofia/leaves', { ...september, ...change })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('<title>Error: Leave of absence')
    expect(page).toContain(sentence)
    expect(page).toContain(`value="${change['first-day'] ?? '14'}"`)
    expect(await leaves()).toEqual([])
  })

  test('no two that share a day, not even when both are sent at once', async () => {
    const both = await Promise.all([
      house.ask('grace', '/pupils/zsofia/leaves', september),
      house.ask('ruth', '/pupils/zsofia/leaves', { ...september, 'first-day': '25', 'last-day': '28', reason: 'Ill' }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 422])
    // Whichever of the two was first.
    const touching = await house.ask('ruth', '/pupils/zsofia/leaves', {
      ...september,
      'first-day': '10',
      'last-day': '26',
    })
    expect(touching.status).toBe(422)
    expect(await touching.text()).toContain('Leave is already written down for some of these days.')
    const next = { ...september, 'first-day': '29', 'last-day': '30' }
    expect((await house.ask('ruth', '/pupils/zsofia/leaves', next)).status).toBe(303)
    expect((await house.ask('ruth', '/pupils/tomos/leaves', september)).status).toBe(303)
    expect(await leaves()).toHaveLength(3)
  })

  test('pressed twice it is kept once', async () => {
    await house.ask('grace', '/pupils/zsofia/leaves', september)
    expect((await house.ask('grace', '/pupils/zsofia/leaves', september)).status).toBe(303)
    expect(await leaves()).toHaveLength(1)
  })

  test('pressed four times at once it is kept once, and nobody is told otherwise', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => house.ask('grace', '/pupils/zsofia/leaves', september)))
    expect(all.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    expect(await leaves()).toHaveLength(1)
  })

  test('not for a pupil who has left by then', async () => {
    await house.database.commit([sql`UPDATE pupils SET left_on = '2026-09-11' WHERE id = 'zsofia'`])
    const answer = await house.ask('grace', '/pupils/zsofia/leaves', september)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('was not on roll here')
  })

  test.each([
    ['a complete register without a mark: present', null, 'refused'],
    ['marked late on one day', 'L', 'refused'],
    ['marked absent on all', 'C', 'kept'],
  ])('not over days on which the register says that the child attended: %s', async (_, code, expected) => {
    const days = ['2026-09-14', '2026-09-15']
    await completeRegisters(house, oakfield, days)
    const codes = code === 'L' ? ['C', 'L'] : code === null ? [] : [code, code]
    const sessions = (['AM', 'PM'] as const).flatMap((session) =>
      days.flatMap((on, place) => (codes[place] ? [markOf('zsofia', on, session, codes[place])] : [])),
    )
    await house.database.commit(writesOfMarks(oakfield, sessions, []))
    house.clock.put('2026-09-28T09:00:00.000Z')
    const answer = await house.ask('grace', '/pupils/zsofia/leaves', { ...september, 'last-day': '15' })
    expect((await leaves()).length).toBe(expected === 'kept' ? 1 : 0)
    if (expected !== 'kept') {
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain('The register says that the child attended on one of these days.')
    }
  })

  test('not from before the pupil came to the school', async () => {
    await house.database.commit([sql`UPDATE pupils SET entered_on = '2026-09-15' WHERE id = 'zsofia'`])
    const answer = await house.ask('grace', '/pupils/zsofia/leaves', september)
    expect(await answer.text()).toContain('The pupil was not on roll here on this date.')
    expect(await leaves()).toEqual([])
  })

  test('nobody else, and of no other school', async () => {
    for (const who of ['tom', 'dan', 'ada']) {
      const page = await house.ask(who, '/pupils/zsofia/leaves')
      const sent = await house.ask(who, '/pupils/zsofia/leaves', september)
      expect([who, page.status, sent.status]).toEqual([who, 404, 404])
    }
    expect((await house.ask('helen', '/pupils/zsofia/leaves')).status).toBe(200)
    expect(await leaves()).toEqual([])
  })
})

describe('taken back', () => {
  test('it counts no more, and who took it back is kept', async () => {
    await house.ask('grace', '/pupils/zsofia/leaves', september)
    const id = await idOfLeave()
    const elsewhere = await house.ask('tom', `/pupils/zsofia/leaves/${id}/withdrawal`, {})
    const wrongPupil = await house.ask('grace', `/pupils/tomos/leaves/${id}/withdrawal`, {})
    expect([elsewhere.status, wrongPupil.status]).toEqual([404, 303])
    expect((await leaves())[0]!.withdrawn_by).toBeNull()
    const answer = await house.ask('ruth', `/pupils/zsofia/leaves/${id}/withdrawal`, {})
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/pupils/zsofia/leaves?saved=withdrawn'])
    expect((await leaves())[0]!.withdrawn_by).toBe('ruth')
    expect(await (await house.ask('ruth', '/pupils/zsofia/leaves')).text()).not.toContain('Szeged')
    expect((await house.ask('grace', `/pupils/zsofia/leaves/${id}/withdrawal`, {})).status).toBe(303)
    expect((await leaves())[0]!.withdrawn_by).toBe('ruth')
    expect((await house.ask('grace', '/pupils/zsofia/leaves', september)).status).toBe(303)
    expect(await leaves()).toHaveLength(2)
  })
})

describe('not back from leave', () => {
  let sender: Sender

  beforeEach(async () => {
    house.clock.put('2026-09-11T06:00:00.000Z')
    await completeRegisters(house, oakfield, ['2026-09-11'])
    sender = await connectedSchool('2026-09-11T06:00:00.000Z', house, oakfield)
    await house.ask('grace', '/pupils/zsofia/leaves', september)
  })

  async function register(on: string, code: string, sessions: readonly ('AM' | 'PM')[] = ['AM', 'PM']) {
    house.clock.put(`${on}T13:45:00.000Z`)
    await sender.send('attendance.marks.upserted', {
      marks: sessions.map((session) => mark('p3', on, session, code, house.clock.now())),
    })
  }

  const leaveDays = ['14', '15', '16', '17', '18', '21', '22', '23', '24', '25'].map((day) => `2026-09-${day}`)

  async function absences() {
    return sender.rows<{ began_on: string; opened_at: string | null }>('cases')
  }

  test('leave of 14 to 25 September: day 1 is the 28th, and the Education Welfare Service is told with the mark of the 30th', async () => {
    for (const day of leaveDays) await register(day, 'C')
    expect(await absences()).toEqual([])
    await register('2026-09-28', 'N')
    const today = await (await house.ask('grace', '/today')).text()
    expect(today).toContain('Leave until 25 September; expected back Monday 28 September.')
    expect(await absences()).toMatchObject([{ began_on: '2026-09-28', opened_at: null }])
    await register('2026-09-29', 'N')
    expect(await absences()).toMatchObject([{ opened_at: null }])
    expect(await sender.rows('messages')).toEqual([])
    await register('2026-09-30', 'N', ['AM'])
    expect(await absences()).toMatchObject([{ began_on: '2026-09-28', opened_at: '2026-09-30T13:45:00.000Z' }])
    const [message] = await sender.rows<{ kind: string; subject: string }>('messages')
    expect(message!.kind).toBe('education-welfare')
    expect(message!.subject).toContain('School day 3')
  })

  test('once it is taken back, Today does not speak of it', async () => {
    for (const day of leaveDays) await register(day, 'C')
    await register('2026-09-28', 'N')
    await house.ask('grace', `/pupils/zsofia/leaves/${await idOfLeave()}/withdrawal`, {})
    expect(await (await house.ask('grace', '/today')).text()).not.toContain('Leave until')
  })

  test('when the register says nothing on the day back, the child is on the list of those without a mark', async () => {
    for (const day of leaveDays) await register(day, 'C')
    house.clock.put('2026-09-28T08:45:00.000Z')
    await sender.send('attendance.session.closed', {
      date: '2026-09-28',
      session: 'AM',
      expected: 1,
      marked: 1,
      closed_at: house.clock.now(),
    })
    const page = await (await house.ask('grace', '/today?list=no-mark')).text()
    expect(page).toContain(
      'Nobody knows whether the child was there. Leave until 25 September; expected back Monday 28 September.',
    )
  })

  test('the leave shortens and delays nothing: N during it is away from that day', async () => {
    await register('2026-09-14', 'N')
    expect(await absences()).toMatchObject([{ began_on: '2026-09-14' }])
    const today = await (await house.ask('grace', '/today')).text()
    expect(today).toContain('Leave until 25 September; expected back Monday 28 September.')
  })
})

describe('which leave stands behind an absence', () => {
  const calendar = prepareCalendar(calendarA)
  const leave = { firstOn: '2026-10-12', lastOn: '2026-10-16' }
  const older = { firstOn: '2026-09-14', lastOn: '2026-09-25' }

  test.each([
    ['the day before it', '2026-10-09', null],
    ['its first day', '2026-10-12', '2026-10-16'],
    ['the day back', '2026-10-19', '2026-10-16'],
    // 19 to 23 October, half-term and an INSET day, 3 to 6 November, then the tenth.
    ['the tenth school day after it', '2026-11-09', '2026-10-16'],
    ['the eleventh', '2026-11-10', null],
  ])('%s', (_, firstOn, lastOn) => {
    expect(leaveBehind([leave], firstOn, calendar)?.lastOn ?? null).toBe(lastOn)
  })

  test('the latest of several that had begun', () => {
    expect(leaveBehind([leave, older], '2026-10-19', calendar)).toEqual(leave)
    expect(leaveBehind([older, leave], '2026-09-28', calendar)).toEqual(older)
    expect(leaveBehind([], '2026-10-19', calendar)).toBeNull()
  })

  test('and when the child is expected back, with the days passed over', () => {
    expect(expectedBack(calendar, { firstOn: '2026-10-19', lastOn: '2026-10-23' })).toMatchObject({
      on: '2026-11-03',
      working: { counted: ['2026-11-03'] },
    })
    expect(leaveSentence({ firstOn: '2027-07-19', lastOn: '2027-07-20' }, calendar)).toBe(
      'Leave until 20 July; the school’s calendar does not say when the child is expected back.',
    )
    expect(leaveSentence(leave, null)).toBe(
      'Leave until 16 October; the school’s calendar does not say when the child is expected back.',
    )
  })
})
